package dev.holdfast.domain.memory;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Pages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every version is kept, and any moment can be asked for. */
public interface MemoryHistoryLaws {
    Duration INSTANT = Duration.ofNanos(1_000);

    RepositoriesUnderTest storage();

    @Test
    default void findAsOfShouldAnswerTheVersionOfThatMomentAndNotOfTheOneBefore() {
        MemoryStage here = MemoryStage.on(storage());
        Memory first = here.upsert(aMemory().withContent("first")).value();
        Memory second = here.upsert(aMemory().withContent("second")).value();
        here.delete(aMemory());
        Instant deletion = here.now();
        Memory restored = here.restore(aMemory()).value();

        assertThat(here.findAsOf(aMemory(), first.recordedAt().minus(INSTANT))).isEmpty();
        assertThat(here.findAsOf(aMemory(), first.recordedAt())).contains(first);
        assertThat(here.findAsOf(aMemory(), second.recordedAt().minus(INSTANT))).contains(first);
        assertThat(here.findAsOf(aMemory(), second.recordedAt())).contains(second);
        assertThat(here.findAsOf(aMemory(), deletion.minus(INSTANT))).contains(second);
        assertThat(here.findAsOf(aMemory(), deletion)).isEmpty();
        assertThat(here.findAsOf(aMemory(), restored.recordedAt().minus(INSTANT)))
                .isEmpty();
        assertThat(here.findAsOf(aMemory(), restored.recordedAt())).contains(restored);
        assertThat(here.findAsOf(aMemory(), here.now().plusSeconds(3600))).contains(restored);
        assertThat(here.findAsOf(aMemory().withKey("absent"), here.now())).isEmpty();
    }

    @Test
    default void findAsOfShouldNotAnswerAVersionThatHasExpiredByNow() {
        MemoryStage here = MemoryStage.on(storage());
        Memory brief =
                here.upsert(aMemory().expiringAt(here.now().plusSeconds(60))).value();
        Memory lasting = here.upsert(aMemory().withContent("lasting")).value();

        assertThat(here.findAsOf(aMemory(), brief.recordedAt())).contains(brief);

        here.tenant().clock().set(brief.expiresAt().orElseThrow());
        assertThat(here.findAsOf(aMemory(), brief.recordedAt())).isEmpty();
        assertThat(here.findAsOf(aMemory(), lasting.recordedAt())).contains(lasting);
    }

    @Test
    default void versionsShouldNeverShareAMomentEvenWhenTheClockGoesBack() {
        MemoryStage here = MemoryStage.on(storage());
        Instant start = here.upsert(aMemory()).value().recordedAt();
        here.tenant().clock().advance(Duration.ofHours(-1));

        here.upsert(aMemory().withContent("second"));
        here.upsertAll(aMemory().withContent("third"));
        here.delete(aMemory());
        here.restore(aMemory());
        here.delete(aMemory());
        Memory last = here.insert(aMemory().withContent("last")).value();

        here.tenant().clock().set(start.plusSeconds(1));
        List<MemoryRevision> newestFirst = here.revisions(aMemory());
        assertThat(newestFirst).hasSize(7);
        for (int i = 0; i < newestFirst.size(); i++) {
            MemoryRevision revision = newestFirst.get(i);
            int age = newestFirst.size() - 1 - i;
            assertThat(revision.memory().recordedAt()).isEqualTo(start.plus(INSTANT.multipliedBy(age)));
            assertThat(here.findAsOf(aMemory(), revision.memory().recordedAt()).isPresent())
                    .isEqualTo(!revision.deleted());
        }
        assertThat(last.createdAt()).isEqualTo(last.recordedAt());
        assertThat(last.updatedAt()).isEqualTo(last.recordedAt());
    }

    @Test
    default void twoWritesOfOneMomentShouldBeRecordedOneAfterTheOther() {
        MemoryStage here = MemoryStage.on(storage());
        Memory first = here.upsert(aMemory()).value();
        Memory second = storage()
                .memories()
                .upsert(here.tenant().scope(), aMemory().write(), here.tenant().change())
                .value();

        assertThat(second.recordedAt()).isEqualTo(first.recordedAt().plus(INSTANT));
    }

    @Test
    default void revisionsShouldListEveryVersionTheNewestFirst() {
        MemoryStage here = MemoryStage.on(storage());
        Memory first = here.upsert(aMemory().withContent("first").withTags("a")).value();
        Memory second =
                here.update(aMemory().withContent("second"), first.version()).value();
        here.delete(aMemory());
        Instant deletion = here.now();
        Memory restored = here.restore(aMemory()).value();

        List<MemoryRevision> revisions = here.revisions(aMemory());

        assertThat(revisions)
                .extracting(revision -> revision.memory().version().value())
                .containsExactly(4L, 3L, 2L, 1L);
        assertThat(revisions).extracting(MemoryRevision::deleted).containsExactly(false, true, false, false);
        assertThat(revisions.get(0).memory()).isEqualTo(restored);
        assertThat(revisions.get(0).supersededAt()).isEmpty();
        assertThat(revisions.get(1).memory().recordedAt()).isEqualTo(deletion);
        assertThat(revisions.get(1).memory().content()).isEqualTo("second");
        assertThat(revisions.get(1).supersededAt()).contains(restored.recordedAt());
        assertThat(revisions.get(2).memory()).isEqualTo(second);
        assertThat(revisions.get(2).supersededAt()).contains(deletion);
        assertThat(revisions.get(3).memory()).isEqualTo(first);
        assertThat(revisions.get(3).supersededAt()).contains(second.recordedAt());
    }

    @Test
    default void revisionsShouldBeEmptyWhereThereNeverWasAMemory() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory());

        assertThat(here.revisions(aMemory().withKey("like"))).isEmpty();
    }

    @Test
    default void revisionsShouldStillListADeletedMemory() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory());
        here.delete(aMemory());

        assertThat(here.revisions(aMemory()))
                .extracting(MemoryRevision::deleted)
                .containsExactly(true, false);
    }

    @Test
    default void revisionsShouldLeaveOutWhatHasExpired() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory().withContent("first"));
        Memory brief = here.upsert(
                        aMemory().withContent("brief").expiringAt(here.now().plusSeconds(60)))
                .value();
        here.upsert(aMemory().withContent("third"));
        here.tenant().clock().set(brief.expiresAt().orElseThrow());

        assertThat(here.revisions(aMemory()))
                .extracting(revision -> revision.memory().content())
                .containsExactly("third", "first");
    }

    @Test
    default void revisionsShouldBeWalkedInPagesOfAnySize() {
        MemoryStage here = MemoryStage.on(storage());
        for (int i = 1; i <= 4; i++) {
            here.upsert(aMemory().withContent("version " + i));
        }
        List<MemoryRevision> all = here.revisions(aMemory());

        for (int size = 1; size <= 5; size++) {
            assertThat(Pages.walk(size, page -> revisions(here, page))).isEqualTo(all);
        }
        assertThat(revisions(here, PageRequest.first(4)).next()).isEmpty();
    }

    @Test
    default void listAsOfShouldAnswerWhatWasThereThen() {
        MemoryStage here = MemoryStage.on(storage());
        Memories stays = aMemory().withKey("stays");
        Memories goes = aMemory().withKey("goes");
        Memories changes = aMemory().withKey("changes").withContent("before").withCategory("old");
        Memory stayed = here.upsert(stays).value();
        Memory gone = here.upsert(goes).value();
        Memory changed = here.upsert(changes).value();
        Instant then = here.now();
        here.delete(goes);
        here.upsert(changes.withContent("after").withCategory("new"));
        here.upsert(aMemory().withKey("later"));
        MemoryFilters asOf = MemoryFilters.matching(here.now()).asOf(then);

        assertThat(here.list(asOf.build(), 200)).containsExactly(changed, gone, stayed);
        for (int size = 1; size <= 4; size++) {
            assertThat(here.list(asOf.build(), size)).containsExactly(changed, gone, stayed);
        }
        assertThat(here.keys(asOf.category("old").build())).containsExactly("changes");
        assertThat(here.keys(asOf.category("new").build())).isEmpty();
        assertThat(here.keys(asOf.within("users/2").build())).isEmpty();
        assertThat(here.keys(MemoryFilters.matching(here.now())
                        .asOf(then.minus(INSTANT))
                        .build()))
                .containsExactly("goes", "stays");
        assertThat(here.keys(MemoryFilters.matching(here.now()).asOf(here.now()).build()))
                .containsExactly("changes", "later", "stays");
    }

    @Test
    default void listAsOfShouldLeaveOutWhatWasDeletedThenOrHasExpiredSince() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory().withKey("deleted"));
        here.delete(aMemory().withKey("deleted"));
        Memory brief = here.upsert(
                        aMemory().withKey("brief").expiringAt(here.now().plusSeconds(60)))
                .value();
        here.upsert(aMemory().withKey("lasting"));
        Instant then = here.now();
        here.restore(aMemory().withKey("deleted"));

        assertThat(here.keys(MemoryFilters.matching(here.now()).asOf(then).build()))
                .containsExactly("brief", "lasting");
        here.tenant().clock().set(brief.expiresAt().orElseThrow());
        assertThat(here.keys(MemoryFilters.matching(here.now()).asOf(then).build()))
                .containsExactly("lasting");
    }

    private static Page<MemoryRevision> revisions(MemoryStage here, PageRequest page) {
        return here.repository()
                .revisions(here.tenant().scope(), aMemory().build().address(), here.now(), page);
    }
}
