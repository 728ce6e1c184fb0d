package dev.holdfast.domain.operations;

/**
 * Why a schema cannot be used by this program.
 *
 * @param finding what is wrong, for an operator
 * @param next what to do
 */
public record SchemaProblem(Migration migration, String finding, String next) {
    @Override
    public String toString() {
        return finding + ". " + next;
    }
}
