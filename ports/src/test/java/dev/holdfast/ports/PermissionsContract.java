package dev.holdfast.ports;

import static dev.holdfast.domain.knowledge.Collections.aCollection;
import static dev.holdfast.domain.knowledge.Documents.aDocument;
import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditFilter;
import dev.holdfast.domain.audit.AuditOutcome;
import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.embedding.Embedding;
import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.domain.identity.ApiKey;
import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.knowledge.CollectionDraft;
import dev.holdfast.domain.knowledge.CollectionName;
import dev.holdfast.domain.knowledge.DocumentAddress;
import dev.holdfast.domain.knowledge.DocumentDraft;
import dev.holdfast.domain.memory.MemoryAddress;
import dev.holdfast.domain.memory.MemoryDraft;
import dev.holdfast.domain.operations.RetentionKind;
import dev.holdfast.domain.operations.RetentionRule;
import dev.holdfast.domain.shared.NotPermitted;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.ports.embedding.EmbeddingService;
import dev.holdfast.ports.embedding.ToyEmbedder;
import dev.holdfast.ports.identity.KeyDraft;
import dev.holdfast.ports.knowledge.IngestLine;
import dev.holdfast.ports.knowledge.KnowledgeService;
import dev.holdfast.ports.memory.MemoryQuery;
import dev.holdfast.ports.operations.RetentionService;
import dev.holdfast.ports.recall.RecallQuery;
import dev.holdfast.ports.recall.SearchQuery;
import dev.holdfast.ports.shared.CallContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Every role at the door of every use case: let through, or refused, audited and without effect. */
public interface PermissionsContract {
    StorageUnderTest storage();

    /** One use case, as any caller may try it. */
    record UseCase(String action, Permission permission, Consumer<CallContext> attempt) {}

    @Test
    default void everyUseCaseShouldBeOpenToTheRolesThatHaveItsPermission() {
        for (Role role : Role.values()) {
            TestServices here = TestServices.on(storage());
            for (UseCase useCase : useCases(here)) {
                Throwable thrown = catchThrowable(() -> useCase.attempt().accept(here.call(role)));

                if (role.allows(useCase.permission())) {
                    assertThat(thrown).as("%s by %s", useCase.action(), role).isNull();
                } else {
                    assertThat(thrown).as("%s by %s", useCase.action(), role).isInstanceOf(NotPermitted.class);
                }
            }
        }
    }

    @Test
    default void everyRefusalShouldBeAuditedOnceAndChangeNothing() {
        for (Role role : Role.values()) {
            TestServices here = TestServices.on(storage());
            List<UseCase> refused = useCases(here).stream()
                    .filter(useCase -> !role.allows(useCase.permission()))
                    .toList();
            int before = here.tenant().audit().size();

            refused.forEach(useCase -> {
                here.tenant().tick();
                assertThatThrownBy(() -> useCase.attempt().accept(here.call(role)))
                        .isInstanceOf(NotPermitted.class);
            });

            List<AuditEntry> written = here.tenant().audit().reversed();
            assertThat(written.subList(before, written.size()))
                    .hasSize(refused.size())
                    .extracting(AuditEntry::action)
                    .isEqualTo(refused.stream().map(UseCase::action).toList());
            assertThat(written.subList(before, written.size())).allSatisfy(entry -> {
                assertThat(entry.outcome()).isEqualTo(AuditOutcome.REFUSED);
                assertThat(entry.principal())
                        .isEqualTo(new PrincipalId("key/" + role.name().toLowerCase(Locale.ROOT)));
                assertThat(entry.requestId()).isEqualTo("request-1");
            });
        }
    }

    /** In an order in which each can succeed. */
    private static List<UseCase> useCases(TestServices here) {
        MemoryDraft draft = aMemory().build();
        MemoryAddress there = aMemory().withKey("there").build().address();
        MemoryAddress gone = aMemory().withKey("gone").build().address();
        here.memories().set(here.admin(), MemoryDraft.of(there, "tea"));
        here.memories().set(here.admin(), MemoryDraft.of(gone, "tea"));
        here.memories().delete(here.admin(), gone, Optional.empty());
        KeyDraft keyDraft = new KeyDraft("key", Role.READER, List.of(), Optional.empty());
        ApiKey key = here.keys().create(here.admin(), keyDraft).value().key();
        PageRequest page = PageRequest.first(1);
        List<UseCase> all = new ArrayList<>(ofKnowledge(here, page));
        all.addAll(ofEmbeddings(here.embeddings()));
        all.addAll(ofRetention(here.retention()));
        all.addAll(List.of(
                new UseCase(
                        "memory.set",
                        Permission.MEMORY_WRITE,
                        call -> here.memories().set(call, draft)),
                new UseCase(
                        "memory.create",
                        Permission.MEMORY_WRITE,
                        call -> here.memories()
                                .create(call, aMemory().withKey("new").build())),
                new UseCase(
                        "memory.update",
                        Permission.MEMORY_WRITE,
                        call -> here.memories().update(call, draft, Revision.FIRST)),
                new UseCase(
                        "memory.set",
                        Permission.MEMORY_WRITE,
                        call -> here.memories().setAll(call, List.of(draft))),
                new UseCase(
                        "memory.get",
                        Permission.MEMORY_READ,
                        call -> here.memories().get(call, there, Optional.empty())),
                new UseCase(
                        "memory.list",
                        Permission.MEMORY_READ,
                        call -> here.memories().list(call, MemoryQuery.EVERYTHING, page)),
                new UseCase(
                        "memory.revisions",
                        Permission.MEMORY_READ,
                        call -> here.memories().revisions(call, there, page)),
                new UseCase(
                        "recall", Permission.MEMORY_READ, call -> here.recalls().recall(call, RecallQuery.of("tea"))),
                new UseCase(
                        "memory.search",
                        Permission.MEMORY_READ,
                        call -> here.recalls().searchMemories(call, SearchQuery.of("tea", 1), MemoryQuery.EVERYTHING)),
                new UseCase(
                        "memory.delete",
                        Permission.MEMORY_WRITE,
                        call -> here.memories().delete(call, there, Optional.empty())),
                new UseCase(
                        "memory.restore",
                        Permission.MEMORY_WRITE,
                        call -> here.memories().restore(call, gone)),
                new UseCase(
                        "key.create",
                        Permission.KEYS_MANAGE,
                        call -> here.keys().create(call, keyDraft)),
                new UseCase(
                        "key.get", Permission.KEYS_MANAGE, call -> here.keys().get(call, key.id())),
                new UseCase(
                        "key.list", Permission.KEYS_MANAGE, call -> here.keys().list(call, page)),
                new UseCase(
                        "key.revoke",
                        Permission.KEYS_MANAGE,
                        call -> here.keys().revoke(call, key.id())),
                new UseCase(
                        "audit.list",
                        Permission.AUDIT_READ,
                        call -> here.audit().list(call, AuditFilter.everything(), page)),
                new UseCase(
                        "audit.verify",
                        Permission.AUDIT_READ,
                        call -> here.audit().verify(call))));
        return all;
    }

    private static List<UseCase> ofKnowledge(TestServices here, PageRequest page) {
        KnowledgeService knowledge = here.knowledge();
        CollectionName name = aCollection().name();
        CollectionDraft draft = aCollection().build();
        DocumentDraft document = aDocument().build();
        DocumentAddress there = aDocument().withId("there").address();
        knowledge.setCollection(here.admin(), draft);
        knowledge.set(here.admin(), DocumentDraft.of(there, List.of()));
        return List.of(
                writing("collection.set", call -> knowledge.setCollection(call, draft)),
                writing(
                        "collection.create",
                        call -> knowledge.createCollection(
                                call, aCollection().named("new").build())),
                writing("collection.update", call -> knowledge.updateCollection(call, draft, new Revision(2))),
                reading("collection.get", call -> knowledge.collection(call, name)),
                reading("collection.list", call -> knowledge.collections(call, page)),
                writing("document.create", call -> knowledge.create(call, document)),
                writing("document.set", call -> knowledge.set(call, document)),
                writing("document.update", call -> knowledge.update(call, document, new Revision(2))),
                writing("document.set", call -> knowledge.setAll(call, name, List.of(document))),
                writing(
                        "document.ingest",
                        call -> here.ingests().ingest(call, name, List.of(new IngestLine.Sound(1, document)), false)),
                reading("document.get", call -> knowledge.document(call, there)),
                reading("document.list", call -> knowledge.documents(call, name, page)),
                reading("document.chunks", call -> knowledge.chunks(call, there, page)),
                writing("document.delete", call -> knowledge.delete(call, there, Optional.empty())),
                writing(
                        "collection.delete",
                        call -> knowledge.deleteCollection(call, new CollectionName("new"), Optional.empty())));
    }

    private static List<UseCase> ofEmbeddings(EmbeddingService embeddings) {
        EmbeddingModel model = ToyEmbedder.SMALL;
        Embedding tea = new Embedding(ContentHash.of("tea"), Vector.of(1, 2));
        return List.of(
                new UseCase("embedding.list", Permission.EMBEDDINGS_READ, embeddings::models),
                new UseCase(
                        "embedding.lookup",
                        Permission.EMBEDDINGS_READ,
                        call -> embeddings.lookUp(call, model.name(), Set.of(tea.hash()))),
                new UseCase(
                        "embedding.failed",
                        Permission.EMBEDDINGS_READ,
                        call -> embeddings.failed(call, Optional.of(model.name()), 10)),
                new UseCase(
                        "embedding.store",
                        Permission.EMBEDDINGS_WRITE,
                        call -> embeddings.store(call, model, List.of(tea))),
                new UseCase(
                        "embedding.reembed",
                        Permission.EMBEDDINGS_MANAGE,
                        call -> embeddings.reembed(call, model.name())),
                new UseCase(
                        "embedding.retry", Permission.EMBEDDINGS_MANAGE, call -> embeddings.retry(call, model.name())),
                new UseCase(
                        "embedding.cut_over", Permission.EMBEDDINGS_MANAGE, call -> embeddings.cutOver(call, true)));
    }

    private static List<UseCase> ofRetention(RetentionService retention) {
        RetentionRule rule =
                new RetentionRule(RetentionKind.RECALLS, Optional.of(30), Optional.empty(), Optional.empty());
        return List.of(
                managing("retention.set", call -> retention.set(call, rule)),
                managing("retention.get", call -> retention.policy(call, rule.kind())),
                managing("retention.list", retention::policies),
                managing("retention.plan", retention::plan),
                managing("retention.run", retention::run),
                managing("retention.unset", call -> retention.remove(call, rule.kind())));
    }

    private static UseCase managing(String action, Consumer<CallContext> attempt) {
        return new UseCase(action, Permission.RETENTION_MANAGE, attempt);
    }

    private static UseCase reading(String action, Consumer<CallContext> attempt) {
        return new UseCase(action, Permission.KNOWLEDGE_READ, attempt);
    }

    private static UseCase writing(String action, Consumer<CallContext> attempt) {
        return new UseCase(action, Permission.KNOWLEDGE_WRITE, attempt);
    }
}
