package dev.holdfast.domain.shared;

/** Another transaction held the row for longer than the request may wait; nothing was changed. */
public final class StoreLocked extends StoreException {
    private static final long serialVersionUID = 1L;

    public StoreLocked(Throwable cause) {
        super("locked", true, "another change holds this row; nothing was changed", cause);
    }
}
