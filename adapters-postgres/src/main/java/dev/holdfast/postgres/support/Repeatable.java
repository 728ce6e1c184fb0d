package dev.holdfast.postgres.support;

import dev.holdfast.domain.shared.StoreUnavailable;

/**
 * A failure that left nothing behind, so the whole transaction may run again. Never leaves {@link SqlRunner}: when the repetitions
 * are used up, the verdict is thrown.
 */
final class Repeatable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Failure failure;
    private final RuntimeException verdict;
    private final boolean inVain;

    Repeatable(Failure failure, RuntimeException verdict) {
        this(failure, verdict, false);
    }

    private Repeatable(Failure failure, RuntimeException verdict, boolean inVain) {
        super(failure.name(), verdict, false, false);
        this.failure = failure;
        this.verdict = verdict;
        this.inVain = inVain;
    }

    RuntimeException verdict() {
        return verdict;
    }

    /** The same of a server that would refuse it again. */
    Repeatable inVain() {
        return new Repeatable(failure, verdict, true);
    }

    boolean isInVain() {
        return inVain;
    }

    /** Whether there was no server for it. One that refuses in vain is there: it only takes no writes. */
    boolean foundNoServer() {
        return !inVain && verdict instanceof StoreUnavailable;
    }

    /** Whether the server refused to write, as a standby does, and a primary that was told to. */
    boolean tookNoWrite() {
        return failure == Failure.STANDBY;
    }

    boolean spoilsConnection() {
        return failure != Failure.COLLISION && failure != Failure.NOT_SENT;
    }
}
