package dev.holdfast.domain.operations;

import static dev.holdfast.domain.knowledge.Documents.aDocument;
import static dev.holdfast.domain.memory.Memories.aMemory;
import static dev.holdfast.domain.operations.RetentionStage.olderThan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryRevision;
import dev.holdfast.domain.operations.RetiredRow.Name;
import dev.holdfast.domain.recall.RecallRecord;
import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.IdempotencyMismatch;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.StaleVersion;
import dev.holdfast.domain.shared.Written;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What removing leaves behind. */
public interface RetentionRemovalLaws {
    RepositoriesUnderTest storage();

    RetentionRule MEMORIES = olderThan(RetentionKind.MEMORIES, 5);
    RetentionRule DELETED = olderThan(RetentionKind.DELETED_MEMORIES, 5);

    @Test
    default void whatWasRemovedShouldBeGone() {
        RetentionStage here = RetentionStage.on(storage());
        here.memories().upsert(aMemory());
        Instant then = here.memories().now();
        here.memories().upsert(aMemory().withContent("later"));
        here.knowledge().put(aDocument());
        RecallRecord record = here.recalls().record();
        here.days(10);

        assertThat(here.removeWholly(here.due(MEMORIES, 10))).isEqualTo(1);
        assertThat(here.remove(here.due(olderThan(RetentionKind.DOCUMENTS, 5), 10)))
                .isEqualTo(1);
        assertThat(here.remove(here.due(olderThan(RetentionKind.RECALLS, 5), 10)))
                .isEqualTo(1);

        assertThat(here.memories().find(aMemory())).isEmpty();
        assertThat(here.memories().findAsOf(aMemory(), then)).isEmpty();
        assertThat(here.memories().revisions(aMemory())).isEmpty();
        assertThat(here.memories().keysFound("later")).isEmpty();
        assertThat(here.knowledge().find(aDocument())).isEmpty();
        assertThat(here.recalls().find(record)).isEmpty();
        for (RetentionKind kind : RetentionKind.values()) {
            assertThat(here.due(olderThan(kind, 5), 10)).isEmpty();
        }
    }

    /** Versions are names: of an ETag, of what was answered, of what was claimed. */
    @Test
    default void aMemoryThatIsWrittenAgainShouldGoOnFromItsLastVersion() {
        RetentionStage here = RetentionStage.on(storage());
        here.memories().upsert(aMemory());
        here.memories().upsert(aMemory().withContent("wrong"));
        Memory before = here.memories().upsert(aMemory().withContent("right")).value();
        here.memories().delete(aMemory());
        here.days(10);
        here.removeWholly(here.due(DELETED, 10));

        Written<Memory> again = here.memories().upsert(aMemory().withContent("anew"));

        assertThat(again.created()).isTrue();
        assertThat(again.value().id()).isEqualTo(before.id());
        assertThat(again.value().version()).isEqualTo(new Revision(5));
        assertThat(again.value().createdAt()).isEqualTo(again.value().recordedAt());
        assertThatThrownBy(() -> here.memories().update(aMemory().withContent("stale"), before.version()))
                .isInstanceOf(StaleVersion.class);
        assertThat(here.memories().revisions(aMemory()))
                .extracting(revision -> revision.memory().content())
                .containsExactly("anew");
    }

    @Test
    default void aMemoryThatIsRemovedTwiceShouldGoOnFromTheLastOfAll() {
        RetentionStage here = RetentionStage.on(storage());
        for (int i = 0; i < 2; i++) {
            here.memories().upsert(aMemory());
            here.memories().upsert(aMemory().withContent("again"));
            here.days(10);
            here.removeWholly(here.due(MEMORIES, 10));
        }

        assertThat(here.memories().insert(aMemory()).value().version()).isEqualTo(new Revision(5));
        assertThat(here.memories().upsertAll(aMemory().withContent("in a batch")))
                .extracting(written -> written.value().version())
                .containsExactly(new Revision(6));
    }

    @Test
    default void recordedTimeShouldNotGoBackOverARemoval() {
        RetentionStage here = RetentionStage.on(storage());
        here.memories().upsert(aMemory());
        here.days(10);
        Memory last = here.memories().upsert(aMemory().withContent("last")).value();
        here.days(10);
        here.removeWholly(here.due(MEMORIES, 10));
        here.tenant().clock().advance(java.time.Duration.ofDays(-15));

        Memory again = here.memories().upsert(aMemory().withContent("again")).value();

        assertThat(again.recordedAt()).isAfter(last.recordedAt());
        assertThat(again.createdAt()).isEqualTo(again.recordedAt());
    }

    @Test
    default void whatWasPurgedShouldNotBeRestored() {
        RetentionStage here = RetentionStage.on(storage());
        here.memories().upsert(aMemory());
        here.memories().delete(aMemory());
        here.days(10);
        here.removeWholly(here.due(DELETED, 10));

        assertThatThrownBy(() -> here.memories().restore(aMemory())).isInstanceOf(NotFound.class);
    }

    @Test
    default void aMemoryShouldNotGoBeforeItsPast() {
        RetentionStage here = RetentionStage.on(storage());
        here.memories().upsert(aMemory().withContent("retracted"));
        here.memories().upsert(aMemory().withContent("true"));
        here.days(10);
        List<RetiredRow> due = here.due(MEMORIES, 10);

        assertThat(here.remove(due)).isZero();

        assertThat(here.memories().find(aMemory())).isPresent();
        assertThat(here.memories().revisions(aMemory())).hasSize(2);
    }

    @Test
    default void aPastThatIsGoneShouldBeAnsweredAsAbsentAndNeverAsAnother() {
        RetentionStage here = RetentionStage.on(storage());
        here.memories().upsert(aMemory().withContent("retracted"));
        Instant first = here.memories().now();
        here.days(10);
        here.memories().upsert(aMemory().withContent("corrected"));
        Instant second = here.memories().now();
        here.days(10);
        here.memories().upsert(aMemory().withContent("corrected again"));
        here.days(5);

        here.remove(here.due(olderThan(RetentionKind.MEMORY_VERSIONS, 12), 10));

        assertThat(here.memories().findAsOf(aMemory(), first)).isEmpty();
        assertThat(here.memories().findAsOf(aMemory(), second))
                .map(Memory::content)
                .contains("corrected");
        assertThat(here.memories().revisions(aMemory()))
                .extracting(MemoryRevision::memory)
                .extracting(Memory::content)
                .containsExactly("corrected again", "corrected");
    }

    @Test
    default void whatHasChangedSinceItWasSeenShouldStay() {
        RetentionStage here = RetentionStage.on(storage());
        here.memories().upsert(aMemory());
        here.knowledge().put(aDocument());
        here.days(10);
        List<RetiredRow> memories = here.due(MEMORIES, 10);
        List<RetiredRow> documents = here.due(olderThan(RetentionKind.DOCUMENTS, 5), 10);
        here.memories().upsert(aMemory().withContent("used after all"));
        here.knowledge().put(aDocument().withTitle("used after all"));

        assertThat(here.removeWholly(memories)).isZero();
        assertThat(here.remove(documents)).isZero();

        assertThat(here.memories().find(aMemory())).map(Memory::content).contains("used after all");
        assertThat(here.knowledge().find(aDocument())).isPresent();
    }

    @Test
    default void whatHasChangedSinceItWasSeenShouldKeepItsPast() {
        RetentionStage here = RetentionStage.on(storage());
        here.memories().upsert(aMemory().withContent("one"));
        here.memories().upsert(aMemory().withContent("two"));
        here.memories().upsert(aMemory().withKey("old").withContent("one"));
        here.memories().upsert(aMemory().withKey("old").withContent("two"));
        here.days(10);
        List<RetiredRow> seen = here.due(MEMORIES, 10);
        List<RetiredRow> past = seen.stream()
                .flatMap(memory -> here.versionsOf(memory).stream())
                .toList();
        here.memories().upsert(aMemory().withContent("used after all"));
        int before = here.tenant().audit().size();

        assertThat(seen.stream().flatMap(memory -> here.versionsOf(memory).stream()))
                .hasSize(1);
        assertThat(here.removePast(seen, past)).isEqualTo(1);
        assertThat(here.removePast(seen, past)).isZero();

        assertThat(here.memories().revisions(aMemory()))
                .extracting(revision -> revision.memory().content())
                .containsExactly("used after all", "two", "one");
        assertThat(here.memories().revisions(aMemory().withKey("old"))).hasSize(1);
        assertThat(here.tenant().audit()).hasSize(before + 1);
        assertThat(here.tenant().audit().getFirst().subject().name()).isEqualTo("memory_versions: 1");
    }

    @Test
    default void whatWasRestoredSinceItWasSeenShouldKeepItsPast() {
        RetentionStage here = RetentionStage.on(storage());
        here.memories().upsert(aMemory());
        here.memories().delete(aMemory());
        here.days(10);
        List<RetiredRow> seen = here.due(DELETED, 10);
        List<RetiredRow> past = here.versionsOf(seen.getFirst());
        here.memories().restore(aMemory());

        assertThat(past).isNotEmpty();
        assertThat(here.versionsOf(seen.getFirst())).isEmpty();
        assertThat(here.removePast(seen, past)).isZero();
        assertThat(here.removeWholly(seen)).isZero();

        assertThat(here.memories().revisions(aMemory())).hasSize(3);
    }

    @Test
    default void aRemovalShouldLeaveOneAuditEntryAndNothingNone() {
        RetentionStage here = RetentionStage.on(storage());
        here.memories().upsert(aMemory().withKey("a"));
        here.memories().upsert(aMemory().withKey("b"));
        here.days(10);
        List<RetiredRow> due = here.due(MEMORIES, 10);
        int before = here.tenant().audit().size();

        here.remove(due);
        here.remove(due);

        List<AuditEntry> audit = here.tenant().audit();
        assertThat(audit).hasSize(before + 1);
        assertThat(audit.getFirst().action()).isEqualTo("retention.remove");
        assertThat(audit.getFirst().subject().type()).isEqualTo("retention");
        assertThat(audit.getFirst().subject().name()).isEqualTo("memories: 2");
    }

    @Test
    default void aRunShouldBeNotedOnceForItsKey() {
        RetentionStage here = RetentionStage.on(storage());
        RetentionOutcome outcome =
                new RetentionOutcome(Map.of(RetentionKind.MEMORIES, 12L, RetentionKind.MEMORY_VERSIONS, 30L), false);
        RetentionRepository repository = here.repository();
        assertThat(repository.noted(here.tenant().scope(), here.tenant().once("run")))
                .isEmpty();

        RetentionOutcome first = repository.note(
                here.tenant().scope(),
                outcome,
                here.tenant().auditId(),
                here.tenant().once("run"));
        RetentionOutcome again = repository.note(
                here.tenant().scope(),
                RetentionOutcome.NOTHING,
                here.tenant().auditId(),
                here.tenant().once("run"));

        assertThat(first).isEqualTo(outcome);
        assertThat(again).isEqualTo(outcome);
        assertThat(repository.noted(here.tenant().scope(), here.tenant().once("run")))
                .contains(outcome);
        assertThat(repository.noted(here.tenant().scope(), here.tenant().change()))
                .isEmpty();
        assertThat(here.tenant().audit())
                .filteredOn(entry -> entry.subject().type().equals("retention"))
                .extracting(entry -> entry.subject().name())
                .containsExactly("memories: 12, memory_versions: 30, not complete");
        assertThatThrownBy(() ->
                        repository.noted(here.tenant().scope(), here.tenant().once("run", "another request")))
                .isInstanceOf(IdempotencyMismatch.class);
    }

    @Test
    default void nothingOfANeighbourShouldBeRemoved() {
        RetentionStage here = RetentionStage.on(storage());
        RetentionStage there = here.neighbour(storage());
        there.memories().upsert(aMemory());
        there.memories().upsert(aMemory().withContent("again"));
        there.knowledge().put(aDocument());
        RecallRecord record = there.recalls().record();
        there.days(10);
        List<RetiredRow> memories = there.due(MEMORIES, 10);
        List<RetiredRow> versions = there.versionsOf(memories.getFirst());
        List<RetiredRow> documents = there.due(olderThan(RetentionKind.DOCUMENTS, 5), 10);
        List<RetiredRow> recalls = there.due(olderThan(RetentionKind.RECALLS, 5), 10);

        assertThat(here.removePast(memories, versions)).isZero();
        for (List<RetiredRow> foreign : List.of(memories, versions, documents, recalls)) {
            assertThat(foreign).isNotEmpty();
            assertThat(here.remove(foreign)).isZero();
        }

        assertThat(there.memories().revisions(aMemory())).hasSize(2);
        assertThat(there.knowledge().find(aDocument())).isPresent();
        assertThat(there.recalls().find(record)).isPresent();
        assertThat(here.tenant().audit())
                .noneMatch(entry -> entry.subject().type().equals("retention"));
    }

    @Test
    default void whatIsNotThereShouldNotBeRemoved() {
        RetentionStage here = RetentionStage.on(storage());
        for (RetentionKind kind : RetentionKind.values()) {
            assertThat(here.removeNamed(kind, RetentionStage.another(Name.START)))
                    .isZero();
        }
    }

    @Test
    default void noMethodShouldDoAnythingAfterTheDeadline() {
        RetentionStage here = RetentionStage.on(storage());
        RetentionCut cut = here.cut(MEMORIES);
        RetentionRule counted =
                new RetentionRule(RetentionKind.MEMORIES, Optional.empty(), Optional.of(1L), Optional.empty());
        var late = here.tenant().late();

        assertThatThrownBy(
                        () -> here.repository().cut(late, counted, here.tenant().now()))
                .isInstanceOf(DeadlineExceeded.class);
        assertThatThrownBy(() -> here.repository().figures(late, cut)).isInstanceOf(DeadlineExceeded.class);
        assertThatThrownBy(() -> here.repository().due(late, cut, Name.START, 1))
                .isInstanceOf(DeadlineExceeded.class);
        assertThatThrownBy(() -> here.repository().versionsOf(late, List.of(), 1))
                .isInstanceOf(DeadlineExceeded.class);
        assertThatThrownBy(() -> here.repository()
                        .remove(
                                late,
                                RetentionKind.RECALLS,
                                List.of(Name.START),
                                here.tenant().auditId(),
                                here.change()))
                .isInstanceOf(DeadlineExceeded.class);
        assertThatThrownBy(() -> here.repository()
                        .removePast(
                                late,
                                List.of(Name.START),
                                List.of(Name.START),
                                here.tenant().auditId(),
                                here.change()))
                .isInstanceOf(DeadlineExceeded.class);
        assertThatThrownBy(() -> here.repository()
                        .note(late, RetentionOutcome.NOTHING, here.tenant().auditId(), here.change()))
                .isInstanceOf(DeadlineExceeded.class);
        assertThatThrownBy(() -> here.repository().noted(late, here.tenant().once("late")))
                .isInstanceOf(DeadlineExceeded.class);
    }
}
