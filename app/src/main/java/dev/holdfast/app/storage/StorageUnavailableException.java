package dev.holdfast.app.storage;

import org.jspecify.annotations.Nullable;

/** The store cannot be had. Says what is wrong and what to do; both are written for the operator. */
public final class StorageUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String hint;

    public StorageUnavailableException(String message, String hint) {
        this(message, hint, null);
    }

    public StorageUnavailableException(String message, String hint, @Nullable Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    public String hint() {
        return hint;
    }
}
