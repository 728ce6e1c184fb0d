package dev.holdfast.domain.operations;

import java.util.Optional;

/**
 * A version of the schema, as this program and the store's history know it together.
 *
 * @param checksum of what this program would do; of what was done, when this program does not know the version
 * @param installation empty for what is not there
 */
public record Migration(
        int version, String description, int checksum, MigrationState state, Optional<Installation> installation) {
    /** Whether it would be applied next. */
    public boolean isWaiting() {
        return state == MigrationState.PENDING || state == MigrationState.UNDONE;
    }
}
