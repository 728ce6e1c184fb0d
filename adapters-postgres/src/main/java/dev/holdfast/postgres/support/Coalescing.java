package dev.holdfast.postgres.support;

/**
 * Whether, and how, calls of one kind share round trips; see {@link Coalescer}.
 *
 * @param batches of one tenant and one kind under way at once; 0: every call is a round trip of its own
 * @param most calls in one batch
 * @param evenOne whether a call that nobody waits beside goes as a batch too. It would only cost; for laws about batches
 */
public record Coalescing(int batches, int most, boolean evenOne) {
    private static final int MOST = 64;

    public static final Coalescing OFF = new Coalescing(0, 1, false);

    /** One batch for every two processors: with more of them under way each is smaller, and less is shared. */
    public static final Coalescing ON =
            new Coalescing(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), MOST, false);

    public static final Coalescing ALWAYS = new Coalescing(1, MOST, true);

    boolean isOn() {
        return batches > 0;
    }
}
