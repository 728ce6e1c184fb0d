package dev.holdfast.domain.shared;

/** The caller's deadline passed; nothing was changed. */
public final class DeadlineExceeded extends StoreException {
    private static final long serialVersionUID = 1L;

    public DeadlineExceeded(Throwable cause) {
        super("deadline_exceeded", true, "the request ran out of time; nothing was changed", cause);
    }
}
