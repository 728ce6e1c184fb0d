package dev.holdfast.domain.operations;

import java.time.Duration;
import java.time.Instant;

/**
 * A server's wish to do a job.
 *
 * @param job its name
 * @param slot the time at which it was to be done
 * @param node who wants to do it; every server has a name of its own
 * @param now when
 * @param until when others may believe that the server is gone, if it has not ended the job by then
 * @param failedBefore what failed before this moment is tried again
 */
public record JobTurn(String job, Instant slot, String node, Instant now, Instant until, Instant failedBefore) {
    /** Clocks of servers differ by less; a time that lies further ahead was never right. */
    public static final int CLOCKS_DIFFER_BY_MINUTES = 60;

    /** Whether a job that was to be done at {@code other} was begun by a clock that was wrong. */
    public boolean isWayAhead(Instant other) {
        return other.isAfter(now.plus(Duration.ofMinutes(CLOCKS_DIFFER_BY_MINUTES)));
    }
}
