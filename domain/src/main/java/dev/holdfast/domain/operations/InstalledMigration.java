package dev.holdfast.domain.operations;

/**
 * A version as the store's own history has it.
 *
 * @param checksum of what was done then
 * @param complete whether it came to its end
 */
public record InstalledMigration(
        int version, String description, int checksum, Installation installation, boolean complete) {}
