package dev.holdfast.postgres.operations;

import dev.holdfast.domain.operations.Migration;
import dev.holdfast.domain.operations.SchemaProblem;
import dev.holdfast.domain.operations.SchemaState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * The schema's versions: {@code db/migration/V<n>__<name>.sql} and for each a paired {@code db/undo/U<n>__<name>.sql}. Run as
 * {@code holdfast_owner}; every migration is one transaction. Several nodes may migrate at once: one does, the others wait.
 */
public final class Migrations {
    static final String OWNER = "holdfast_owner";
    private static final String SCHEMA = "holdfast";

    private final AdminConnection admin;

    public Migrations(AdminConnection admin) {
        this.admin = admin;
    }

    /**
     * Applies what is missing.
     *
     * @return how many were applied
     * @throws SchemaRefusal when what is there is not sound; nothing was changed then
     * @throws DatabaseException when one fails; those before it are there then, and it left nothing
     */
    public int migrate() {
        return migrateTo(Integer.MAX_VALUE, line -> {}).size();
    }

    /**
     * As {@link #migrate}, up to a version.
     *
     * @param progress gets a line before each
     * @return what was applied, the oldest first
     */
    public List<Migration> migrateTo(int version, Consumer<String> progress) {
        try (Turn turn = Turn.take(admin)) {
            SchemaState before = state();
            requireSound(before);
            if (version < before.current()) {
                throw new SchemaRefusal(
                        "the schema is at version " + before.current() + ", which is past " + version,
                        "`holdfast migrate down --to " + version + "` goes down.");
            }
            List<Migration> wanted = before.waiting().stream()
                    .filter(migration -> migration.version() <= version)
                    .toList();
            if (wanted.isEmpty()) {
                return List.of();
            }
            flyway(wanted.getLast().version(), progress).migrate();
            SchemaState after = state();
            return after.migrations().stream()
                    .filter(migration -> !migration.isWaiting())
                    .filter(migration -> wanted.stream().anyMatch(each -> each.version() == migration.version()))
                    .toList();
        } catch (FlywayException | SQLException failed) {
            throw new DatabaseException("the schema could not be migrated: " + failed.getMessage(), failed);
        }
    }

    /** What is there and what is missing. Changes nothing, and works on a database without anything in it. */
    public SchemaState look() {
        try {
            return state();
        } catch (SQLException failed) {
            throw new DatabaseException(
                    "the history of the schema cannot be read (SQLSTATE " + failed.getSQLState() + ")", failed);
        }
    }

    /** @throws SchemaRefusal with every reason why this program cannot work with what is there */
    public static void requireSound(SchemaState state) {
        if (!state.isSound()) {
            throw new SchemaRefusal(
                    "the schema is not what this program knows; nothing was changed:"
                            + state.problems().stream()
                                    .map(problem -> "\n  " + problem.finding())
                                    .collect(Collectors.joining()),
                    state.problems().stream()
                            .map(SchemaProblem::next)
                            .distinct()
                            .collect(Collectors.joining("\n  ")));
        }
    }

    /** The version once whoever migrates now is done; empty also while the database lacks what a migration stands on. */
    public Optional<Integer> settled() {
        try (Turn turn = Turn.take(admin)) {
            return Optional.of(state().current()).filter(version -> version > 0);
        } catch (SQLException bare) {
            return Optional.empty();
        }
    }

    private SchemaState state() throws SQLException {
        try (Connection connection = admin.open()) {
            return HistoryTables.read(connection);
        }
    }

    private Flyway flyway(int version, Consumer<String> progress) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(admin.dataSourceAs(OWNER))
                .locations(MigrationScripts.LOCATION)
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .createSchemas(false)
                .table(HistoryTables.HISTORY)
                // Who is named there is who may log in: all of it is done as the same owner.
                .installedBy(admin.user())
                .target(MigrationVersion.fromVersion(Integer.toString(version)))
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .callbacks(new Announcement(progress))
                .load();
    }

    /** Says which version comes next. */
    private record Announcement(Consumer<String> progress) implements Callback {
        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.BEFORE_EACH_MIGRATE;
        }

        @Override
        public boolean canHandleInTransaction(Event event, Context context) {
            return true;
        }

        @Override
        public void handle(Event event, Context context) {
            MigrationInfo next = context.getMigrationInfo();
            progress.accept("bringing the schema to version " + next.getVersion() + " (" + next.getDescription() + ")");
        }

        @Override
        public String getCallbackName() {
            return "announcement";
        }
    }
}
