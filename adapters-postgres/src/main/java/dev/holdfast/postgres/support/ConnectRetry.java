package dev.holdfast.postgres.support;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;

/**
 * How often, and after which pauses, a database is tried that does not answer yet. Pauses double, and each is a quarter longer or shorter
 * by chance, so that many nodes do not come back in step.
 *
 * @param attempts in all, 1 or more
 * @param firstDelay between the first two
 * @param longestDelay no pause is longer than this
 */
public record ConnectRetry(int attempts, Duration firstDelay, Duration longestDelay) {
    private static final double FACTOR = 2;
    private static final double JITTER = 0.25;

    /** For as long as somebody is willing to wait. */
    public ConnectRetry withoutEnd() {
        return new ConnectRetry(Integer.MAX_VALUE, firstDelay, longestDelay);
    }

    /** @param failed how many attempts have failed, 1 or more */
    public Duration pauseAfter(int failed) {
        // From some attempt on it is the longest anyway, and doubling would not end.
        long pause = IntervalFunction.ofExponentialRandomBackoff(firstDelay, FACTOR, JITTER, longestDelay)
                .apply(Math.min(failed, 32));
        return Duration.ofMillis(Math.min(pause, longestDelay.toMillis()));
    }
}
