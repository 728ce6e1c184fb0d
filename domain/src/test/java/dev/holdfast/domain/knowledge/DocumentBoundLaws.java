package dev.holdfast.domain.knowledge;

import static dev.holdfast.domain.knowledge.Collections.aCollection;
import static dev.holdfast.domain.knowledge.Documents.aDocument;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Fresh;
import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Scope;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What calls about documents never reach, and always leave behind. */
public interface DocumentBoundLaws {
    RepositoriesUnderTest storage();

    @Test
    default void noTenantShouldNoticeAnothersDocuments() {
        KnowledgeStage here = KnowledgeStage.on(storage());
        KnowledgeStage there = here.neighbour();
        there.put(aCollection());
        Document foreign = there.put(aDocument().withTexts("foreign")).value();
        List<Chunk> foreignChunks = there.chunks(aDocument());

        assertThatThrownBy(() -> here.put(aDocument())).isInstanceOf(NotFound.class);
        here.put(aCollection());
        assertThat(here.find(aDocument())).isEmpty();
        assertThat(here.chunks(aDocument())).isEmpty();
        assertThat(here.ids("handbook")).isEmpty();
        assertThat(here.delete(aDocument(), Optional.empty())).isFalse();
        assertThatThrownBy(() -> here.update(aDocument(), Revision.FIRST)).isInstanceOf(NotFound.class);
        assertThat(here.insert(aDocument()).created()).isTrue();
        assertThat(here.put(aDocument().withTexts("mine")).value().version()).isEqualTo(new Revision(2));
        assertThat(here.putAll(aDocument().withTexts("mine too")).getFirst().created())
                .isFalse();
        assertThat(here.texts(aDocument())).containsExactly("mine too");
        assertThat(here.delete(aDocument(), Optional.empty())).isTrue();
        here.delete(aCollection(), Optional.empty());

        assertThat(there.find(aDocument())).contains(foreign);
        assertThat(there.chunks(aDocument())).isEqualTo(foreignChunks);
        assertThat(there.tenant().audit()).hasSize(2);
    }

    @Test
    default void aClaimShouldNotReachAnotherTenant() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        KnowledgeStage there = here.neighbour();
        there.put(aCollection());
        here.documents()
                .upsert(
                        here.tenant().scope(),
                        aDocument().write(),
                        here.tenant().once("claim"));

        assertThat(there.documents()
                        .upsert(
                                there.tenant().scope(),
                                aDocument().write(),
                                there.tenant().once("claim", "another fingerprint"))
                        .replayed())
                .isFalse();
    }

    @Test
    default void everyChangeShouldBeAuditedOnceAndNothingElse() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        DocumentWrite inserted = aDocument().write();
        DocumentWrite upserted = aDocument().withTexts("2").write();
        DocumentWrite updated = aDocument().withTexts("3").write();
        DocumentWrite first = aDocument().withTexts("4").write();
        AuditEntryId deletion = Fresh.auditEntryId();
        Scope scope = here.tenant().scope();
        Document document = here.documents()
                .insert(scope, inserted, change(here, "act.insert"))
                .value();
        here.documents().upsert(scope, upserted, change(here, "act.upsert"));
        here.documents().update(scope, updated, new Revision(2), change(here, "act.update"));
        here.documents().upsertAll(scope, aCollection().name(), List.of(first), change(here, "act.batch"));
        assertThatThrownBy(() -> here.insert(aDocument())).isNotNull();
        assertThatThrownBy(() -> here.update(aDocument(), Revision.FIRST)).isNotNull();
        here.find(aDocument());
        here.ids("handbook");
        here.chunks(aDocument());
        here.documents().delete(scope, aDocument().address(), Optional.empty(), deletion, change(here, "act.delete"));
        here.delete(aDocument(), Optional.empty());

        List<AuditEntry> newestFirst = here.tenant().audit().subList(0, 5);
        assertThat(here.tenant().audit()).hasSize(6);
        assertThat(newestFirst)
                .extracting(AuditEntry::action)
                .containsExactly("act.delete", "act.batch", "act.update", "act.upsert", "act.insert");
        assertThat(newestFirst)
                .extracting(AuditEntry::id)
                .containsExactly(deletion, first.auditId(), updated.auditId(), upserted.auditId(), inserted.auditId());
        assertThat(newestFirst)
                .extracting(AuditEntry::subject)
                .containsExactly(
                        subject(document, 4),
                        subject(document, 4),
                        subject(document, 3),
                        subject(document, 2),
                        subject(document, 1));
    }

    @Test
    default void noMethodShouldDoAnythingForADocumentAfterTheDeadline() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        here.put(aDocument());
        Scope late = here.tenant().late();
        Change change = here.tenant().change();
        DocumentRepository repository = here.documents();
        DocumentAddress address = aDocument().address();
        List<ThrowingCallable> calls = List.of(
                () -> repository.upsert(late, aDocument().write(), change),
                () -> repository.insert(late, aDocument().withId("new").write(), change),
                () -> repository.update(late, aDocument().write(), Revision.FIRST, change),
                () -> repository.upsertAll(
                        late, aCollection().name(), List.of(aDocument().write()), change),
                () -> repository.delete(late, address, Optional.empty(), Fresh.auditEntryId(), change),
                () -> repository.find(late, address),
                () -> repository.list(late, aCollection().name(), PageRequest.first(1)),
                () -> repository.chunks(late, address, PageRequest.first(1)));

        calls.forEach(call -> assertThatThrownBy(call).isInstanceOf(DeadlineExceeded.class));

        assertThat(here.ids("handbook")).containsExactly("tea.md");
        assertThat(here.tenant().audit()).hasSize(2);
    }

    private static Change change(KnowledgeStage here, String action) {
        return new Change(here.tenant().tick(), action, Optional.empty());
    }

    private static AuditSubject subject(Document document, long version) {
        return new AuditSubject(
                "document",
                document.address().toString(),
                Optional.of(document.id().value()),
                Optional.of(new Revision(version)));
    }
}
