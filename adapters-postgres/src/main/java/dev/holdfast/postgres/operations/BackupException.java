package dev.holdfast.postgres.operations;

import org.jspecify.annotations.Nullable;

/** A backup that could not be made, read or restored. The message is for the operator. */
public final class BackupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String hint;

    BackupException(String message, String hint) {
        this(message, hint, null);
    }

    BackupException(String message, String hint, @Nullable Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    /** What to do. */
    public String hint() {
        return hint;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
