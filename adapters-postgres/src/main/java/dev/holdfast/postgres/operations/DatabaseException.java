package dev.holdfast.postgres.operations;

/** The database cannot be brought into the state the server needs. The message is for the operator and says what to do. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean passes;

    public DatabaseException(String message, Throwable cause) {
        this(message, cause, false);
    }

    /** @param passes whether the database may well be there again later, without anybody changing a setting */
    DatabaseException(String message, Throwable cause, boolean passes) {
        super(message, cause);
        this.passes = passes;
    }

    public boolean passes() {
        return passes;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
