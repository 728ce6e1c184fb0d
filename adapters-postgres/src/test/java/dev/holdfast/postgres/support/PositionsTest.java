package dev.holdfast.postgres.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A copy is as old as the time since the log of its primary ended where the copy is now. */
class PositionsTest {
    private static final long SYSTEM = 7;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Positions positions = new Positions();

    @Test
    void aCopyThatHasEverythingShouldBeAsOldAsTheLastLook() {
        positions.note(100, 0);
        positions.note(100, 5 * SECOND); // idle: nothing was written in between

        assertThat(positions.age(100, 6 * SECOND)).contains(Duration.ofSeconds(1));
        assertThat(positions.age(200, 6 * SECOND)).contains(Duration.ofSeconds(1));
    }

    @Test
    void aCopyThatLagsShouldBeAsOldAsTheLastLookThatItHasReached() {
        positions.note(100, 0);
        positions.note(200, SECOND);
        positions.note(300, 2 * SECOND);

        assertThat(positions.age(299, 10 * SECOND)).contains(Duration.ofSeconds(9));
        assertThat(positions.age(100, 10 * SECOND)).contains(Duration.ofSeconds(10));
    }

    @Test
    void nothingShouldBeSaidOfACopyThatLagsLongerThanIsRemembered() {
        assertThat(positions.age(100, SECOND)).isEmpty();
        positions.note(100, 0);
        assertThat(positions.age(99, SECOND)).isEmpty();
    }

    /** The log of a primary that was put back ends where it ended long ago: what it lost proves nothing. */
    @Test
    void whatTheLogHasLostShouldBeForgotten() {
        positions.note(100, 0);
        positions.note(500, SECOND);
        positions.note(300, 2 * SECOND);
        positions.note(400, 3 * SECOND);

        assertThat(positions.age(350, 4 * SECOND)).contains(Duration.ofSeconds(2));
        assertThat(positions.age(299, 4 * SECOND)).contains(Duration.ofSeconds(4));
    }

    @Test
    void clocksShouldBeBelievedOnlyOfACopyThatLagsLongerThanIsRemembered() {
        long remembered = Positions.REMEMBERED.toNanos();
        positions.note(100, 0);
        Sighting behind = sighting(OptionalLong.of(99), Duration.ofMinutes(12));

        assertThat(positions.age(behind, remembered - 1)).isEmpty();
        assertThat(positions.age(behind, remembered)).contains(Duration.ofMinutes(12));
        assertThat(positions.age(sighting(OptionalLong.of(99), Duration.ZERO), remembered))
                .contains(Positions.REMEMBERED);
        assertThat(positions.age(sighting(OptionalLong.empty(), Duration.ZERO), remembered))
                .isEmpty();
    }

    @Test
    void theOldestOfSeveralAnswersShouldCount() {
        positions.note(100, 0);
        positions.note(200, SECOND);
        Sighting several = sighting(OptionalLong.of(150), Duration.ZERO);
        several.hear(new Sighting.Said(SYSTEM, OptionalLong.of(200), Optional.of(Duration.ZERO)));

        assertThat(positions.age(several, 2 * SECOND)).contains(Duration.ofSeconds(2));

        several.hear(new Sighting.Said(SYSTEM, OptionalLong.empty(), Optional.of(Duration.ZERO)));
        assertThat(positions.age(several, 2 * SECOND)).isEmpty();
    }

    private static Sighting sighting(OptionalLong replayed, Duration lastCommit) {
        Sighting sighting = new Sighting();
        sighting.hear(new Sighting.Said(SYSTEM, replayed, Optional.of(lastCommit)));
        return sighting;
    }
}
