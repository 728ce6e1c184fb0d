package dev.holdfast.domain.shared;

/**
 * The store could not do what it was asked. Unlike a {@link DomainException} this says nothing about the request. The
 * message is safe to show: it never carries SQL, bind values or database text (the cause does, for the log).
 */
public abstract sealed class StoreException extends RuntimeException
        permits DeadlineExceeded,
                IssuerUnavailable,
                OutcomeUnknown,
                StoreBusy,
                StoreFault,
                StoreFull,
                StoreLocked,
                StoreUnavailable,
                TooStale {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean retryable;

    StoreException(String code, boolean retryable, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.retryable = retryable;
    }

    /** Stable machine-readable name of the failure, the {@code code} of the problem document. */
    public final String code() {
        return code;
    }

    /** Whether the same request may be sent again without harm and may then succeed. */
    public final boolean retryable() {
        return retryable;
    }

    @Override
    public final String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
