package dev.holdfast.postgres.support;

/**
 * A failure that left nothing behind, so the whole transaction may run again. Never leaves {@link SqlRunner}: when the repetitions
 * are used up, the verdict is thrown.
 */
final class Repeatable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Failure failure;
    private final RuntimeException verdict;

    Repeatable(Failure failure, RuntimeException verdict) {
        super(failure.name(), verdict, false, false);
        this.failure = failure;
        this.verdict = verdict;
    }

    RuntimeException verdict() {
        return verdict;
    }

    boolean spoilsConnection() {
        return failure != Failure.COLLISION && failure != Failure.NOT_SENT;
    }
}
