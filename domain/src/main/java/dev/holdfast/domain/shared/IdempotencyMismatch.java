package dev.holdfast.domain.shared;

/** An idempotency key was used before by the same caller for another request. */
public final class IdempotencyMismatch extends DomainException {
    private static final long serialVersionUID = 1L;

    public IdempotencyMismatch() {
        super(
                "idempotency_mismatch",
                "this idempotency key was used for another request; use a new key for a new request");
    }
}
