package dev.holdfast.domain.shared;

/** The store cannot be reached, or refuses work; nothing was changed. */
public final class StoreUnavailable extends StoreException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailable(Throwable cause) {
        super("unavailable", true, "the store cannot serve this right now; nothing was changed", cause);
    }
}
