package dev.holdfast.http.support;

/** What an endpoint does with an {@code Idempotency-Key}. */
public enum IdempotencyRule {
    /** The request takes effect once for each key. */
    HONOURED,
    /** Doing it again changes nothing more, so no key is asked for. */
    NATURAL,
    /** What the tool that is called declares for itself; the key is an argument of the call. */
    BY_TOOL,
    /** The request changes nothing, so the header has no meaning. */
    SAFE
}
