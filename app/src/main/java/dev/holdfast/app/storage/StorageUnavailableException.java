package dev.holdfast.app.storage;

import org.jspecify.annotations.Nullable;

/** The store cannot be had. Says what is wrong and what to do; both are written for the operator. */
public final class StorageUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String hint;
    private final boolean away;

    public StorageUnavailableException(String message, String hint) {
        this(message, hint, null);
    }

    public StorageUnavailableException(String message, String hint, @Nullable Throwable cause) {
        this(message, hint, cause, false);
    }

    private StorageUnavailableException(String message, String hint, @Nullable Throwable cause, boolean away) {
        super(message, cause);
        this.hint = hint;
        this.away = away;
    }

    /** Nothing is wrong but that it does not answer. */
    static StorageUnavailableException away(String message, String hint, Throwable cause) {
        return new StorageUnavailableException(message, hint, cause, true);
    }

    boolean isAway() {
        return away;
    }

    public String hint() {
        return hint;
    }
}
