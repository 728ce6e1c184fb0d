package dev.holdfast.postgres.support;

/** A unique constraint refused a row; the transaction is undone. For repositories only, which know what it means. */
public final class DuplicateRow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String constraint;

    DuplicateRow(String constraint, Throwable cause) {
        super(constraint, cause, false, false);
        this.constraint = constraint;
    }

    public String constraint() {
        return constraint;
    }
}
