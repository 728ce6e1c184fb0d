package dev.holdfast.postgres.support;

import java.time.Duration;

/**
 * Whether, and how, calls of one kind share round trips; see {@link Coalescer}.
 *
 * @param batches of one tenant and one kind under way at once, while they come back soon; 0: every call is a round trip of its own
 * @param most calls in one batch
 * @param stuckAfter a batch that is not back by then holds up nobody else: another sets out beside it
 * @param evenOne whether a call that nobody waits beside goes as a batch too. It would only cost; for laws about batches
 */
public record Coalescing(int batches, int most, Duration stuckAfter, boolean evenOne) {
    /** What is sent together, unless one call alone is more: so many small ones never wait long for a large one. */
    public static final int MOST_BYTES = 512 * 1024;

    private static final int MOST = 64;
    private static final Duration STUCK_AFTER = Duration.ofMillis(200);

    public static final Coalescing OFF = new Coalescing(0, 1, Duration.ZERO, false);

    /** One batch for every two processors: with more of them under way each is smaller, and less is shared. */
    public static final Coalescing ON =
            new Coalescing(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), MOST, STUCK_AFTER, false);

    public static final Coalescing ALWAYS = new Coalescing(1, MOST, STUCK_AFTER, true);

    boolean isOn() {
        return batches > 0;
    }
}
