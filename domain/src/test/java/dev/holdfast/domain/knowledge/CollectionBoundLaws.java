package dev.holdfast.domain.knowledge;

import static dev.holdfast.domain.knowledge.Collections.aCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Fresh;
import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What calls about collections never reach, always leave behind, and cost at most. */
public interface CollectionBoundLaws {
    RepositoriesUnderTest storage();

    @Test
    default void noTenantShouldNoticeAnothersCollections() {
        KnowledgeStage here = KnowledgeStage.on(storage());
        KnowledgeStage there = here.neighbour();
        Collection foreign = there.put(aCollection()).value();

        assertThat(here.find(aCollection())).isEmpty();
        assertThat(here.names()).isEmpty();
        assertThat(here.delete(aCollection(), Optional.empty())).isFalse();
        assertThat(here.delete(aCollection(), Optional.of(Revision.FIRST))).isFalse();
        assertThatThrownBy(() -> here.update(aCollection(), Revision.FIRST)).isInstanceOf(NotFound.class);
        assertThat(here.insert(aCollection().in(Language.SIMPLE)).created()).isTrue();
        assertThat(here.put(aCollection().in(Language.SIMPLE)).value().version())
                .isEqualTo(new Revision(2));
        assertThat(here.delete(aCollection(), Optional.empty())).isTrue();

        assertThat(there.find(aCollection())).contains(foreign);
        assertThat(there.tenant().audit()).hasSize(1);
    }

    @Test
    default void everyChangeShouldBeAuditedOnceAndNothingElse() {
        KnowledgeStage here = KnowledgeStage.on(storage());
        CollectionWrite inserted = aCollection().write();
        CollectionWrite upserted = aCollection().write();
        CollectionWrite updated = aCollection().write();
        AuditEntryId deletion = Fresh.auditEntryId();
        Scope scope = here.tenant().scope();
        Collection collection = here.collections()
                .insert(scope, inserted, change(here, "act.insert"))
                .value();
        here.collections().upsert(scope, upserted, change(here, "act.upsert"));
        here.collections().update(scope, updated, new Revision(2), change(here, "act.update"));
        assertThatThrownBy(() -> here.insert(aCollection())).isNotNull();
        assertThatThrownBy(() -> here.update(aCollection(), Revision.FIRST)).isNotNull();
        here.find(aCollection());
        here.names();
        here.collections().delete(scope, aCollection().name(), Optional.empty(), deletion, change(here, "act.delete"));
        here.delete(aCollection(), Optional.empty());

        List<AuditEntry> newestFirst = here.tenant().audit();
        assertThat(newestFirst)
                .extracting(AuditEntry::action)
                .containsExactly("act.delete", "act.update", "act.upsert", "act.insert");
        assertThat(newestFirst)
                .extracting(AuditEntry::id)
                .containsExactly(deletion, updated.auditId(), upserted.auditId(), inserted.auditId());
        assertThat(newestFirst)
                .extracting(AuditEntry::subject)
                .containsExactly(
                        subject(collection, 3), subject(collection, 3), subject(collection, 2), subject(collection, 1));
    }

    @Test
    default void noMethodShouldDoAnythingForACollectionAfterTheDeadline() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        Scope late = here.tenant().late();
        Change change = here.tenant().change();
        CollectionRepository repository = here.collections();
        List<ThrowingCallable> calls = List.of(
                () -> repository.upsert(late, aCollection().write(), change),
                () -> repository.insert(late, aCollection().named("new").write(), change),
                () -> repository.update(late, aCollection().write(), Revision.FIRST, change),
                () -> repository.delete(late, aCollection().name(), Optional.empty(), Fresh.auditEntryId(), change),
                () -> repository.find(late, aCollection().name()),
                () -> repository.list(late, Optional.empty(), PageRequest.first(1)));

        calls.forEach(call -> assertThatThrownBy(call).isInstanceOf(DeadlineExceeded.class));

        assertThat(here.names()).containsExactly("handbook");
        assertThat(here.tenant().audit()).hasSize(1);
    }

    @Test
    default void pagesOfHeavyCollectionsShouldEndEarlyAndLoseNothing() {
        KnowledgeStage here = KnowledgeStage.on(storage());
        JsonDocument heavy = JsonDocument.of(Map.of("note", "x".repeat(60 * 1024)));
        List<String> names = IntStream.range(0, 10).mapToObj(i -> "c" + i).toList();
        names.forEach(name -> here.put(aCollection().named(name).withMetadata(heavy)));

        List<Page<Collection>> pages = KnowledgeStage.pages(
                200, page -> here.collections().list(here.tenant().scope(), Optional.empty(), page));

        assertThat(pages).hasSize(2);
        assertThat(pages.getFirst().items()).hasSize(5);
        assertThat(here.names()).isEqualTo(names);
    }

    private static Change change(KnowledgeStage here, String action) {
        return new Change(here.tenant().tick(), action, Optional.empty());
    }

    private static AuditSubject subject(Collection collection, long version) {
        return new AuditSubject(
                "collection",
                collection.name().value(),
                Optional.of(collection.id().value()),
                Optional.of(new Revision(version)));
    }
}
