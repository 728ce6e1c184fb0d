package dev.holdfast.domain.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Race;
import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.shared.DeadlineExceeded;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every law of {@link JobRepository}. */
public interface JobRepositoryContract {
    String JOB = "nightly";
    Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    Duration LEASE = Duration.ofHours(2);
    Duration PAUSE = Duration.ofMinutes(15);

    RepositoriesUnderTest storage();

    @Test
    default void aTurnShouldBeTakenByOneServer() {
        Stage here = stage();

        assertThat(here.begin(turn("a", NOON, NOON))).isTrue();
        assertThat(here.begin(turn("b", NOON, NOON.plusSeconds(1)))).isFalse();
    }

    @Test
    default void aTurnShouldBeTakenAgainByTheSameServer() {
        Stage here = stage();
        here.begin(turn("a", NOON, NOON));

        assertThat(here.begin(turn("a", NOON, NOON.plusSeconds(1)))).isTrue();
    }

    @Test
    default void whatIsDoneShouldNotBeDoneAgainBeforeItsNextTime() {
        Stage here = stage();
        JobTurn turn = turn("a", NOON, NOON);
        here.begin(turn);
        here.end(turn, NOON.plusSeconds(60), Optional.empty());

        assertThat(here.begin(turn("b", NOON, NOON.plus(PAUSE).plus(LEASE)))).isFalse();
        assertThat(here.begin(turn("b", NOON.minusSeconds(60), NOON.plus(LEASE))))
                .isFalse();
        Instant next = NOON.plus(Duration.ofDays(1));
        assertThat(here.begin(turn("b", next, next))).isTrue();
    }

    @Test
    default void whatFailedShouldBeTriedAgainAfterAPause() {
        Stage here = stage();
        JobTurn turn = turn("a", NOON, NOON);
        here.begin(turn);
        here.end(turn, NOON, Optional.of("no room"));

        assertThat(here.begin(turn("b", NOON, NOON.plus(PAUSE).minusSeconds(1))))
                .isFalse();
        assertThat(here.begin(turn("b", NOON, NOON.plus(PAUSE).plusSeconds(1)))).isTrue();
    }

    @Test
    default void aServerThatIsGoneShouldBeReplaced() {
        Stage here = stage();
        here.begin(turn("a", NOON, NOON));
        Instant next = NOON.plus(Duration.ofHours(1));

        assertThat(here.begin(turn("b", next, next))).as("a may still be at it").isFalse();
        assertThat(here.begin(turn("b", NOON, NOON.plus(LEASE).plusSeconds(1)))).isTrue();
    }

    /** The clock of a server was wrong once. The job must not wait until that time has come. */
    @Test
    default void whatWasDoneAtATimeThatIsStillFarAwayShouldBeDoneNow() {
        Instant faraway = NOON.plus(Duration.ofDays(400));
        for (boolean ended : new boolean[] {true, false}) {
            Stage here = stage();
            JobTurn wrong = turn("a", faraway, faraway);
            here.begin(wrong);
            if (ended) {
                here.end(wrong, faraway, Optional.empty());
            }

            assertThat(here.begin(turn("b", NOON, NOON.plusSeconds(1)))).isTrue();
            assertThat(here.state().slot()).isEqualTo(NOON);
            assertThat(here.begin(turn("c", NOON, NOON.plusSeconds(2)))).isFalse();
        }
    }

    @Test
    default void aServerWhoseClockIsALittleAheadShouldKeepItsTurn() {
        Stage here = stage();
        Instant soon = NOON.plus(Duration.ofMinutes(30));
        here.begin(turn("a", soon, soon));

        assertThat(here.begin(turn("b", NOON, NOON))).isFalse();
    }

    @Test
    default void aServerThatComesBackLateShouldEndNothing() {
        Stage here = stage();
        JobTurn lost = turn("a", NOON, NOON);
        here.begin(lost);
        Instant later = NOON.plus(LEASE).plusSeconds(1);
        here.begin(turn("b", NOON, later));

        here.end(lost, later, Optional.empty());

        assertThat(here.state().node()).isEqualTo("b");
        assertThat(here.state().endedAt()).isEmpty();
    }

    @Test
    default void theStateShouldTellWhatHappened() {
        Stage here = stage();
        JobTurn first = turn("a", NOON, NOON);
        here.begin(first);
        assertThat(here.state())
                .isEqualTo(new JobState(JOB, NOON, "a", NOON, Optional.empty(), Optional.empty(), Optional.empty()));
        Instant ended = NOON.plusSeconds(60);
        here.end(first, ended, Optional.empty());
        assertThat(here.state())
                .isEqualTo(
                        new JobState(JOB, NOON, "a", NOON, Optional.of(ended), Optional.empty(), Optional.of(ended)));
        Instant next = NOON.plus(Duration.ofDays(1));
        JobTurn second = turn("b", next, next);
        here.begin(second);
        here.end(second, next, Optional.of("no room"));
        assertThat(here.state())
                .isEqualTo(new JobState(
                        JOB, next, "b", next, Optional.of(next), Optional.of("no room"), Optional.of(ended)));
    }

    @Test
    default void ofManyServersOneShouldGetTheTurn() {
        Stage here = stage();

        assertThat(Race.values(Race.of(8, i -> here.begin(turn("node " + i, NOON, NOON)))))
                .hasSize(8)
                .containsOnlyOnce(true);
    }

    @Test
    default void nothingOfANeighbourShouldBeReadOrChanged() {
        Stage here = stage();
        Stage there = new Stage(storage().jobs(), here.tenant.neighbour());
        JobTurn turn = turn("a", NOON, NOON);
        there.begin(turn);

        assertThat(storage().jobs().list(here.tenant.scope())).isEmpty();
        here.end(turn, NOON, Optional.of("not mine"));
        assertThat(there.state().endedAt()).isEmpty();
        assertThat(here.begin(turn("b", NOON, NOON))).isTrue();
        assertThat(there.state().node()).isEqualTo("a");
    }

    @Test
    default void noMethodShouldDoAnythingAfterTheDeadline() {
        Stage here = stage();
        JobTurn turn = turn("a", NOON, NOON);

        assertThatThrownBy(() -> storage().jobs().begin(here.tenant.late(), turn))
                .isInstanceOf(DeadlineExceeded.class);
        assertThatThrownBy(() -> storage().jobs().end(here.tenant.late(), turn, NOON, Optional.empty()))
                .isInstanceOf(DeadlineExceeded.class);
        assertThatThrownBy(() -> storage().jobs().list(here.tenant.late())).isInstanceOf(DeadlineExceeded.class);
        assertThat(here.begin(turn)).isTrue();
    }

    /** A tenant of its own, with one job. */
    record Stage(JobRepository jobs, TestTenant tenant) {
        boolean begin(JobTurn turn) {
            return jobs.begin(tenant.scope(), turn);
        }

        void end(JobTurn turn, Instant at, Optional<String> failure) {
            jobs.end(tenant.scope(), turn, at, failure);
        }

        JobState state() {
            return jobs.list(tenant.scope()).getFirst();
        }
    }

    private Stage stage() {
        return new Stage(storage().jobs(), TestTenant.in(storage()));
    }

    private static JobTurn turn(String node, Instant slot, Instant now) {
        return new JobTurn(JOB, slot, node, now, now.plus(LEASE), now.minus(PAUSE));
    }
}
