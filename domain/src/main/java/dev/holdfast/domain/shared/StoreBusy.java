package dev.holdfast.domain.shared;

/** Serialization failures or deadlocks outlasted the retries; nothing was changed. */
public final class StoreBusy extends StoreException {
    private static final long serialVersionUID = 1L;

    public StoreBusy(Throwable cause) {
        super("conflict_retry", true, "concurrent changes kept colliding; nothing was changed", cause);
    }
}
