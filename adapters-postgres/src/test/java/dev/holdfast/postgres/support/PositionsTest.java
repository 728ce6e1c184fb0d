package dev.holdfast.postgres.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A copy is as old as the time since the log of its primary ended where the copy is now. */
class PositionsTest {
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
}
