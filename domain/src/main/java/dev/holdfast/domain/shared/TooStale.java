package dev.holdfast.domain.shared;

/** What the store could answer now is older than the caller allows, and nothing newer can be had. */
public final class TooStale extends StoreException {
    private static final long serialVersionUID = 1L;

    public TooStale(Throwable cause) {
        super("too_stale", true, "what can be read right now is older than the request allows", cause);
    }
}
