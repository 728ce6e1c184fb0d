package dev.holdfast.domain.shared;

/** The store has no room; nothing was changed. An operator has to act. */
public final class StoreFull extends StoreException {
    private static final long serialVersionUID = 1L;

    public StoreFull(Throwable cause) {
        super("store_full", false, "the store is out of space or memory; nothing was changed", cause);
    }
}
