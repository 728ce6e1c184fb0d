package dev.holdfast.postgres.operations;

import dev.holdfast.domain.operations.Installation;
import dev.holdfast.domain.operations.InstalledMigration;
import dev.holdfast.domain.operations.Loss;
import dev.holdfast.domain.operations.Rollback;
import dev.holdfast.domain.operations.SchemaState;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the database knows of its versions: the history that Flyway writes, and beside it the log of what was taken back. Neither is
 * of the schema: no migration makes them and none takes them away.
 */
final class HistoryTables {
    static final String HISTORY = "schema_history";
    static final String ROLLBACKS = "schema_rollback";

    private static final String THERE = """
            SELECT c.relname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
            WHERE n.nspname = 'holdfast' AND c.relname IN ('schema_history', 'schema_rollback')
            """;

    private static final String INSTALLED = """
            SELECT version::int AS version, description, coalesce(checksum, 0) AS checksum, installed_by,
                   installed_on AT TIME ZONE current_setting('TimeZone') AS installed_at, execution_time, success
            FROM holdfast.schema_history
            WHERE type = 'SQL' AND version ~ '^[0-9]{1,9}$'
            ORDER BY installed_rank
            """;

    private static final String UNDONE = """
            SELECT version, description, installed_by, installed_at, installing_ms, undone_by, undone_at, undoing_ms, from_version,
                   to_version, lost, lost_rows
            FROM holdfast.schema_rollback ORDER BY undone_at, version DESC
            """;

    /** Its key needs no sequence, which would be one more thing to leave out of the catalogue. */
    private static final String MAKE_LOG = """
            CREATE TABLE IF NOT EXISTS holdfast.schema_rollback (
                undone_at     timestamptz NOT NULL,
                version       integer     NOT NULL,
                description   text        NOT NULL,
                installed_by  text        NOT NULL,
                installed_at  timestamptz NOT NULL,
                installing_ms bigint      NOT NULL,
                undone_by     text        NOT NULL,
                undoing_ms    bigint      NOT NULL,
                from_version  integer     NOT NULL,
                to_version    integer     NOT NULL,
                -- Tables, and columns as table.column.
                lost          text[]      NOT NULL,
                lost_rows     bigint[]    NOT NULL,
                PRIMARY KEY (undone_at, version),
                CHECK (cardinality(lost) = cardinality(lost_rows))
            );
            GRANT SELECT ON holdfast.schema_rollback TO holdfast_app
            """;

    private static final String FORGET = """
            DELETE FROM holdfast.schema_history WHERE version = ?::text
            RETURNING installed_by, installed_on AT TIME ZONE current_setting('TimeZone') AS installed_at, execution_time
            """;

    private static final String LOG = """
            INSERT INTO holdfast.schema_rollback (undone_at, version, description, installed_by, installed_at, installing_ms, undone_by,
                undoing_ms, from_version, to_version, lost, lost_rows)
            VALUES (clock_timestamp(), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            RETURNING undone_at
            """;

    private HistoryTables() {}

    /** Also of a database without anything in it. */
    static SchemaState read(Connection connection) throws SQLException {
        List<String> there = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(THERE)) {
            while (rows.next()) {
                there.add(rows.getString(1));
            }
        }
        return SchemaState.of(
                MigrationScripts.known(),
                there.contains(HISTORY) ? installed(connection) : List.of(),
                there.contains(ROLLBACKS) ? undone(connection) : List.of());
    }

    static void makeLog(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(MAKE_LOG);
        }
    }

    /** Takes a version out of the history. @return how it had come there */
    static Installation forget(Connection connection, int version) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
            statement.setInt(1, version);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return installation(row, "installed_by", "installed_at", "execution_time");
            }
        }
    }

    /** Writes what was taken back. @return when */
    static Instant log(Connection connection, Rollback rollback) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOG)) {
            statement.setInt(1, rollback.version());
            statement.setString(2, rollback.description());
            statement.setString(3, rollback.installation().by());
            statement.setObject(4, rollback.installation().at().atOffset(ZoneOffset.UTC));
            statement.setLong(5, rollback.installation().took().toMillis());
            statement.setString(6, rollback.undoing().by());
            statement.setLong(7, rollback.undoing().took().toMillis());
            statement.setInt(8, rollback.from());
            statement.setInt(9, rollback.to());
            statement.setArray(
                    10,
                    connection.createArrayOf(
                            "text",
                            rollback.losses().stream().map(HistoryTables::place).toArray()));
            statement.setArray(
                    11,
                    connection.createArrayOf(
                            "bigint", rollback.losses().stream().map(Loss::rows).toArray()));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getObject(1, OffsetDateTime.class).toInstant();
            }
        }
    }

    private static List<InstalledMigration> installed(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(INSTALLED)) {
            List<InstalledMigration> all = new ArrayList<>();
            while (rows.next()) {
                all.add(new InstalledMigration(
                        rows.getInt("version"),
                        rows.getString("description"),
                        rows.getInt("checksum"),
                        installation(rows, "installed_by", "installed_at", "execution_time"),
                        rows.getBoolean("success")));
            }
            return all;
        }
    }

    private static List<Rollback> undone(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(UNDONE)) {
            List<Rollback> all = new ArrayList<>();
            while (rows.next()) {
                all.add(new Rollback(
                        rows.getInt("version"),
                        rows.getString("description"),
                        installation(rows, "installed_by", "installed_at", "installing_ms"),
                        installation(rows, "undone_by", "undone_at", "undoing_ms"),
                        rows.getInt("from_version"),
                        rows.getInt("to_version"),
                        losses(rows.getArray("lost"), rows.getArray("lost_rows"))));
            }
            return all;
        }
    }

    private static Installation installation(ResultSet row, String by, String at, String ms) throws SQLException {
        return new Installation(
                row.getString(by),
                row.getObject(at, OffsetDateTime.class).toInstant(),
                Duration.ofMillis(Math.max(0, row.getLong(ms))));
    }

    private static String place(Loss loss) {
        return loss.column().map(column -> loss.table() + "." + column).orElse(loss.table());
    }

    private static List<Loss> losses(Array places, Array counts) throws SQLException {
        String[] lost = (String[]) places.getArray();
        Long[] rows = (Long[]) counts.getArray();
        List<Loss> losses = new ArrayList<>();
        for (int i = 0; i < lost.length; i++) {
            int dot = lost[i].indexOf('.');
            losses.add(
                    dot < 0
                            ? new Loss(lost[i], Optional.empty(), rows[i])
                            : new Loss(lost[i].substring(0, dot), Optional.of(lost[i].substring(dot + 1)), rows[i]));
        }
        return losses;
    }
}
