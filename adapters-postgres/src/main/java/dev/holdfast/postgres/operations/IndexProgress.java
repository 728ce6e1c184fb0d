package dev.holdfast.postgres.operations;

/**
 * How far an index is.
 *
 * @param phase as PostgreSQL calls it
 * @param done rows of {@code total}, which is zero while it is not known
 */
public record IndexProgress(String phase, long done, long total) {
    @Override
    public String toString() {
        return total > 0 ? phase + ": " + done + " of " + total + " (" + 100 * done / total + " %)" : phase;
    }
}
