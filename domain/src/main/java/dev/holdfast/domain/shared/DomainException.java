package dev.holdfast.domain.shared;

/**
 * A request that the rules refuse. Every kind carries data and a stable {@link #code()}; the edges (HTTP, MCP, exit codes)
 * switch over the kinds exhaustively, so a new kind does not compile until each edge has an answer for it.
 */
public abstract sealed class DomainException extends RuntimeException
        permits AlreadyExists,
                IdempotencyMismatch,
                InvalidInput,
                LimitExceeded,
                NotAuthenticated,
                NotFound,
                NotPermitted,
                StaleVersion {
    private static final long serialVersionUID = 1L;

    private final String code;

    DomainException(String code, String message) {
        // Refusals are answers, not faults: no stack trace, which is also the dear part of an exception.
        super(message, null, false, false);
        this.code = code;
    }

    /** Stable machine-readable name of the refusal, the {@code code} of the problem document. */
    public final String code() {
        return code;
    }

    /** Safe to show to the caller: it names only what the caller sent or may see. */
    @Override
    public final String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
