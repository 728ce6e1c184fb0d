package dev.holdfast.domain.operations;

/**
 * A version of the schema that this program brings.
 *
 * @param version at least 1
 * @param checksum of what would be done
 */
public record KnownMigration(int version, String description, int checksum) {
    public KnownMigration {
        if (version < 1) {
            throw new IllegalArgumentException("a version is at least 1");
        }
    }
}
