package dev.holdfast.domain.shared;

/** The connection broke while a change was being committed, so it may or may not have happened. Never retried silently. */
public final class OutcomeUnknown extends StoreException {
    private static final long serialVersionUID = 1L;

    public OutcomeUnknown(Throwable cause) {
        super(
                "outcome_unknown",
                true,
                "the connection broke while the change was being committed; repeat the request with the same idempotency key to learn what happened",
                cause);
    }
}
