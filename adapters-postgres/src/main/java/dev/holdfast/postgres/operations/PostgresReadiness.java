package dev.holdfast.postgres.operations;

import dev.holdfast.ports.operations.Readiness;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the database answers and writes, its schema is the one this build needs, and isolation is in force. */
public final class PostgresReadiness implements Readiness {
    /** The version of the schema that this build's statements need: the last of {@code db/migration}. */
    static final String SCHEMA_VERSION = "11";

    private static final Logger LOG = LoggerFactory.getLogger(PostgresReadiness.class);
    private static final int PATIENCE_MS = 1_000;
    private static final String DATABASE = "database";
    private static final String SCHEMA = "schema";
    private static final String ISOLATION = "isolation";

    private static final String QUESTION = """
            SELECT pg_is_in_recovery() AS standby,
                   to_regclass('holdfast.schema_history') IS NOT NULL AS migrated,
                   (SELECT count(*) FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
                    WHERE n.nspname = 'holdfast' AND c.relkind IN ('r', 'p') AND c.relname NOT IN ('schema_history', 'schema_rollback')
                      AND NOT (c.relrowsecurity AND c.relforcerowsecurity)) AS open_tables,
                   (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user) AS unbound
            """;
    private static final String VERSION =
            "SELECT version FROM holdfast.schema_history WHERE success ORDER BY installed_rank DESC LIMIT 1";

    private final DataSource pool;

    public PostgresReadiness(DataSource pool) {
        this.pool = pool;
    }

    @Override
    public List<Check> check() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            // Not a query timeout: to cancel the query the driver would have to reach the server.
            connection.setNetworkTimeout(Runnable::run, PATIENCE_MS);
            boolean standby;
            boolean migrated;
            long openTables;
            boolean unbound;
            try (ResultSet row = statement.executeQuery(QUESTION)) {
                row.next();
                standby = row.getBoolean("standby");
                migrated = row.getBoolean("migrated");
                openTables = row.getLong("open_tables");
                unbound = row.getBoolean("unbound");
            }
            return List.of(
                    standby ? ails(DATABASE, "it is a standby and only reads") : well(DATABASE, "answers and writes"),
                    schema(migrated ? version(statement) : "none"),
                    isolation(openTables, unbound));
        } catch (SQLException failed) {
            LOG.debug("the database does not answer", failed);
            return List.of(
                    ails(DATABASE, "does not answer (SQLSTATE " + failed.getSQLState() + ")"),
                    ails(SCHEMA, "not known while the database does not answer"),
                    ails(ISOLATION, "not known while the database does not answer"));
        }
    }

    private static String version(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(VERSION)) {
            return row.next() ? row.getString(1) : "none";
        }
    }

    private static Check schema(String version) {
        return version.equals(SCHEMA_VERSION)
                ? well(SCHEMA, "is at version " + version)
                : ails(SCHEMA, "is at version " + version + ", and this build needs " + SCHEMA_VERSION);
    }

    private static Check isolation(long openTables, boolean unbound) {
        if (openTables > 0) {
            return ails(ISOLATION, "row-level security is off for " + openTables + " tables");
        }
        return unbound
                ? ails(ISOLATION, "the connections' role is not bound by row-level security")
                : well(ISOLATION, "row-level security is forced on every table");
    }

    private static Check well(String name, String detail) {
        return new Check(name, true, detail);
    }

    private static Check ails(String name, String detail) {
        return new Check(name, false, detail);
    }
}
