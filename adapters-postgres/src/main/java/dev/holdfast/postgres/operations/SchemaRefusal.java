package dev.holdfast.postgres.operations;

/** The schema is not what a step needs, and nothing was changed. Message and next step are for the operator. */
public final class SchemaRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String next;

    public SchemaRefusal(String message, String next) {
        super(message);
        this.next = next;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** What to do. */
    public String next() {
        return next;
    }
}
