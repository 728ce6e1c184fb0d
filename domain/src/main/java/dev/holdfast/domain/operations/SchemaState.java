package dev.holdfast.domain.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which version a store's schema has, and whether this program can work with it.
 *
 * @param current the newest version that is there; 0 when there is none
 * @param newest the newest version this program brings; 0 when it brings none
 * @param migrations every version that is known or there, the oldest first
 * @param rollbacks what was taken back, the oldest first
 * @param problems why neither a server may start on it nor a version be added; empty is sound
 */
public record SchemaState(
        int current, int newest, List<Migration> migrations, List<Rollback> rollbacks, List<SchemaProblem> problems) {
    /** A store that has no versions, because it has no schema. */
    public static final SchemaState NONE = new SchemaState(0, 0, List.of(), List.of(), List.of());

    public SchemaState {
        migrations = List.copyOf(migrations);
        rollbacks = List.copyOf(rollbacks);
        problems = List.copyOf(problems);
    }

    /**
     * What the history of a store means to this program.
     *
     * @param known what this program brings
     * @param installed what the store's history says, in the order in which it was written
     * @param rollbacks what was taken back, the oldest first
     */
    public static SchemaState of(
            List<KnownMigration> known, List<InstalledMigration> installed, List<Rollback> rollbacks) {
        Map<Integer, KnownMigration> brought = new TreeMap<>();
        known.forEach(each -> brought.put(each.version(), each));
        Map<Integer, InstalledMigration> there = new TreeMap<>();
        installed.forEach(each -> there.put(each.version(), each));
        Set<Integer> undone = rollbacks.stream().map(Rollback::version).collect(Collectors.toSet());
        int current = there.values().stream()
                .filter(InstalledMigration::complete)
                .mapToInt(InstalledMigration::version)
                .max()
                .orElse(0);
        int newest = brought.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);

        List<Migration> migrations = new ArrayList<>();
        List<SchemaProblem> problems = new ArrayList<>();
        Set<Integer> versions = new TreeSet<>(brought.keySet());
        versions.addAll(there.keySet());
        for (int version : versions) {
            Optional<KnownMigration> own = Optional.ofNullable(brought.get(version));
            Optional<InstalledMigration> row = Optional.ofNullable(there.get(version));
            Migration migration = migration(version, own, row, undone.contains(version));
            migrations.add(migration);
            problem(migration, row, current, newest).ifPresent(problems::add);
        }
        return new SchemaState(current, newest, migrations, rollbacks, problems);
    }

    private static Migration migration(
            int version, Optional<KnownMigration> own, Optional<InstalledMigration> row, boolean undone) {
        MigrationState state =
                row.map(there -> installed(there, own)).orElse(undone ? MigrationState.UNDONE : MigrationState.PENDING);
        return new Migration(
                version,
                own.map(KnownMigration::description)
                        .or(() -> row.map(InstalledMigration::description))
                        .orElse(""),
                own.map(KnownMigration::checksum)
                        .or(() -> row.map(InstalledMigration::checksum))
                        .orElse(0),
                state,
                row.map(InstalledMigration::installation));
    }

    private static MigrationState installed(InstalledMigration row, Optional<KnownMigration> own) {
        if (!row.complete()) {
            return MigrationState.FAILED;
        }
        return own.map(known -> known.checksum() == row.checksum()
                                && known.description().equals(row.description())
                        ? MigrationState.APPLIED
                        : MigrationState.CHANGED)
                .orElse(MigrationState.UNKNOWN);
    }

    private static Optional<SchemaProblem> problem(
            Migration migration, Optional<InstalledMigration> row, int current, int newest) {
        String name = "version " + migration.version() + " (" + migration.description() + ")";
        int before = migration.version() - 1;
        return switch (migration.state()) {
            case APPLIED -> Optional.empty();
            case PENDING, UNDONE ->
                migration.version() > current
                        ? Optional.empty()
                        : Optional.of(new SchemaProblem(
                                migration,
                                name + " was left out: the database is at " + current,
                                "Go back and forth again: holdfast migrate down --to " + before
                                        + ", then holdfast migrate up."));
            case FAILED ->
                Optional.of(new SchemaProblem(
                        migration,
                        name + " began and did not come to its end",
                        "`holdfast migrate repair-plan` prints how to clear it away."));
            case CHANGED ->
                Optional.of(
                        new SchemaProblem(
                                migration,
                                name + " was applied from another script: its checksum is recorded as "
                                        + row.map(InstalledMigration::checksum).orElse(0) + ", this program's is "
                                        + migration.checksum(),
                                "Run the program that applied it; `holdfast migrate repair-plan` prints how to accept this one."));
            case UNKNOWN ->
                Optional.of(
                        migration.version() > newest
                                ? new SchemaProblem(
                                        migration,
                                        name + " is newer than this program, which knows versions up to " + newest,
                                        "Run the program that brought it, or take it back with that one: holdfast migrate"
                                                + " down --to " + newest + ".")
                                : new SchemaProblem(
                                        migration,
                                        name + " is there and unknown to this program",
                                        "Run the program that brought it: this one comes from another line."));
        };
    }

    /** Whether this program can work with what is there, and add what is missing. */
    public boolean isSound() {
        return problems.isEmpty();
    }

    /** What is to be applied, the oldest first. */
    public List<Migration> waiting() {
        return migrations.stream().filter(Migration::isWaiting).toList();
    }
}
