package dev.holdfast.postgres.operations;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * The schema's versions: {@code db/migration/V<n>__<name>.sql} and for each a paired {@code db/undo/U<n>__<name>.sql}. Run as
 * {@code holdfast_owner}; every migration is one transaction. Several nodes may migrate at once: one does, the others wait.
 */
public final class Migrations {
    static final String SCHEMA = "holdfast";
    static final String HISTORY = "schema_history";
    private static final String OWNER = "holdfast_owner";

    private final AdminConnection admin;
    private final Flyway flyway;

    public Migrations(AdminConnection admin) {
        this.admin = admin;
        this.flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(admin.dataSourceAs(OWNER))
                .locations("classpath:db/migration")
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .createSchemas(false)
                .table(HISTORY)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .load();
    }

    /**
     * Applies what is pending.
     *
     * @return how many were applied
     * @throws DatabaseException when one fails, or when an applied one is not what it was
     */
    public int migrate() {
        try (Turn turn = Turn.take(admin)) {
            MigrateResult result = flyway.migrate();
            return result.migrationsExecuted;
        } catch (FlywayException | SQLException failed) {
            throw new DatabaseException("the schema could not be migrated: " + failed.getMessage(), failed);
        }
    }

    /** The versions this build knows, the oldest first. */
    public List<String> known() {
        return Arrays.stream(flyway.info().all())
                .filter(info -> info.getVersion() != null && info.getState().isResolved())
                .map(info -> info.getVersion().getVersion())
                .distinct()
                .toList();
    }

    /** The version the database is at; empty before the first migration. */
    public Optional<String> current() {
        MigrationInfo current = flyway.info().current();
        return current == null || current.getVersion() == null
                ? Optional.empty()
                : Optional.of(current.getVersion().getVersion());
    }

    /** As {@link #current}, once whoever migrates now is done. Empty also while the database lacks what a migration stands on. */
    public Optional<String> settled() {
        try (Turn turn = Turn.take(admin)) {
            return current();
        } catch (FlywayException | SQLException bare) {
            return Optional.empty();
        }
    }

    /** Takes the newest applied version back by its undo script, in one transaction. @return its version; empty when none is left */
    public Optional<String> undoLast() {
        try (Turn turn = Turn.take(admin)) {
            return undo();
        } catch (SQLException failed) {
            throw new DatabaseException("the newest version could not be undone; nothing was changed", failed);
        }
    }

    private Optional<String> undo() throws SQLException {
        MigrationInfo last = flyway.info().current();
        if (last == null
                || last.getVersion() == null
                || last.getScript() == null
                || !last.getScript().startsWith("V")) {
            return Optional.empty();
        }
        String version = last.getVersion().getVersion();
        String undo = Resources.text("db/undo/U" + last.getScript().substring(1));
        try (Connection connection = admin.dataSourceAs(OWNER).getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement();
                    PreparedStatement forget =
                            connection.prepareStatement("DELETE FROM holdfast.schema_history WHERE version = ?")) {
                statement.execute(undo);
                forget.setString(1, version);
                forget.executeUpdate();
            }
            connection.commit();
            return Optional.of(version);
        }
    }
}
