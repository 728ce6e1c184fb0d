package dev.holdfast.postgres.operations;

import dev.holdfast.ports.operations.Readiness;
import dev.holdfast.postgres.support.Renewal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the database answers and writes, its schema is the one this build needs, and isolation is in force. */
public final class PostgresReadiness implements Readiness {
    /** The version of the schema that this build's statements need: the last of {@code db/migration}. */
    static final String SCHEMA_VERSION = "18";

    private static final Logger LOG = LoggerFactory.getLogger(PostgresReadiness.class);
    private static final int PATIENCE_MS = 1_000;
    /** The role is not there; it may not use the schema yet. */
    private static final Set<String> UNPREPARED = Set.of(Reachability.ROLE_MISSING, "42501");

    private static final String DATABASE = "database";
    private static final String SCHEMA = "schema";
    private static final String ISOLATION = "isolation";

    private static final String QUESTION = """
            SELECT pg_is_in_recovery() AS standby,
                   current_setting('transaction_read_only')::boolean AS read_only,
                   to_regclass('holdfast.schema_history') IS NOT NULL AS migrated,
                   (SELECT string_agg(c.relname, ', ' ORDER BY c.relname)
                    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
                    WHERE n.nspname = 'holdfast' AND c.relkind IN ('r', 'p') AND c.relname NOT IN ('schema_history', 'schema_rollback')
                      AND NOT (c.relrowsecurity AND c.relforcerowsecurity)) AS open_tables,
                   (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user) AS unbound
            """;
    private static final String VERSION =
            "SELECT version FROM holdfast.schema_history WHERE success ORDER BY installed_rank DESC LIMIT 1";

    /** What this build needs and the catalogue does not have, by the names of {@link ExpectedSchema}. */
    private static final String MISSING = """
            SELECT line FROM unnest(?::text[]) AS required (line)
            EXCEPT
            (WITH tables AS (SELECT oid, relname FROM pg_class
                             WHERE relnamespace = to_regnamespace('holdfast') AND relkind IN ('r', 'p'))
             SELECT 'role ' || rolname FROM pg_roles
             UNION ALL SELECT 'table ' || relname FROM tables
             UNION ALL SELECT 'column ' || t.relname || '.' || a.attname
                       FROM tables AS t JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
             UNION ALL SELECT 'policy ' || t.relname || '.' || p.polname
                       FROM tables AS t JOIN pg_policy AS p ON p.polrelid = t.oid)
            ORDER BY line
            """;

    private static final int NAMED = 5;

    private final DataSource pool;
    private final Renewal renewal;
    private final boolean readsSuffice;
    private final String[] required = ExpectedSchema.required().toArray(String[]::new);

    /** @param renewal of the pool's connections */
    public PostgresReadiness(DataSource pool, Renewal renewal) {
        this(pool, renewal, false);
    }

    private PostgresReadiness(DataSource pool, Renewal renewal, boolean readsSuffice) {
        this.pool = pool;
        this.renewal = renewal;
        this.readsSuffice = readsSuffice;
    }

    /** The same for who only reads. */
    public PostgresReadiness forReads() {
        return new PostgresReadiness(pool, renewal, true);
    }

    @Override
    public List<Check> check() {
        try {
            Connection connection = pool.getConnection();
            List<Check> found;
            boolean readOnlyPrimary;
            try (connection;
                    Statement statement = connection.createStatement()) {
                // Not a query timeout: to cancel the query the driver would have to reach the server.
                connection.setNetworkTimeout(Runnable::run, PATIENCE_MS);
                boolean standby;
                boolean readOnly;
                boolean migrated;
                Optional<String> openTables;
                boolean unbound;
                try (ResultSet row = statement.executeQuery(QUESTION)) {
                    row.next();
                    standby = row.getBoolean("standby");
                    readOnly = row.getBoolean("read_only");
                    migrated = row.getBoolean("migrated");
                    openTables = Optional.ofNullable(row.getString("open_tables"));
                    unbound = row.getBoolean("unbound");
                }
                found = List.of(
                        database(standby, readOnly),
                        migrated
                                ? schema(version(statement), missing(connection))
                                : ails(SCHEMA, "is not there: nothing was migrated"),
                        isolation(openTables, unbound));
                readOnlyPrimary = readOnly && !standby;
            }
            if (readOnlyPrimary) {
                renewal.replace(connection); // by now the next may be told otherwise
            }
            return found;
        } catch (SQLException failed) {
            LOG.debug("the database does not answer", failed);
            if (UNPREPARED.contains(Reachability.state(failed))) {
                return List.of(
                        well(DATABASE, "answers"),
                        ails(SCHEMA, "is not there for the role of the server: this database is not prepared"),
                        ails(ISOLATION, "not known without that role"));
            }
            return List.of(
                    ails(DATABASE, "does not answer: " + Reachability.reason(failed)),
                    ails(SCHEMA, "not known while the database does not answer"),
                    ails(ISOLATION, "not known while the database does not answer"));
        }
    }

    /** One that takes no writes reads what is newest, unless it is a standby. */
    private Check database(boolean standby, boolean readOnly) {
        if (standby) {
            return ails(DATABASE, "it is a standby and only reads");
        }
        return readOnly
                ? new Check(DATABASE, readsSuffice, "answers, and takes no writes: transactions are read-only")
                : well(DATABASE, "answers and writes");
    }

    private static String version(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(VERSION)) {
            return row.next() ? row.getString(1) : "none";
        }
    }

    private List<String> missing(Connection connection) throws SQLException {
        Array wanted = connection.createArrayOf("text", required);
        try (PreparedStatement question = connection.prepareStatement(MISSING)) {
            question.setArray(1, wanted);
            List<String> missing = new ArrayList<>();
            try (ResultSet row = question.executeQuery()) {
                while (row.next()) {
                    missing.add(row.getString(1));
                }
            }
            return missing;
        }
    }

    private static Check schema(String version, List<String> missing) {
        if (!version.equals(SCHEMA_VERSION)) {
            return ails(SCHEMA, "is at version " + version + ", and this build needs " + SCHEMA_VERSION);
        }
        if (missing.isEmpty()) {
            return well(SCHEMA, "is at version " + version);
        }
        String first = String.join(", ", missing.subList(0, Math.min(NAMED, missing.size())));
        return ails(
                SCHEMA,
                "is at version " + version + ", but lacks " + first
                        + (missing.size() > NAMED ? " and " + (missing.size() - NAMED) + " more" : ""));
    }

    private static Check isolation(Optional<String> openTables, boolean unbound) {
        if (openTables.isPresent()) {
            return ails(ISOLATION, "row-level security is off for " + openTables.get());
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
