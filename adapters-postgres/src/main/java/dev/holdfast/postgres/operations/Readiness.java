package dev.holdfast.postgres.operations;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether requests can be served: the database answers, its schema is the one this build needs, and isolation is in force. */
public final class Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    /** The version of the schema that this build's statements need: the last of {@code db/migration}. */
    static final String SCHEMA_VERSION = "3";

    /** One row: each column is whether something is as it must be. The pool's role may read the catalogue. */
    private static final String CHECK =
            """
            SELECT pg_is_in_recovery() AS standby,
                   (SELECT version FROM holdfast.schema_history WHERE success ORDER BY installed_rank DESC LIMIT 1) AS version,
                   (SELECT count(*) FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
                    WHERE n.nspname = 'holdfast' AND c.relkind IN ('r', 'p') AND c.relname <> 'schema_history'
                      AND NOT (c.relrowsecurity AND c.relforcerowsecurity)) AS open_tables,
                   (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user) AS unbound
            """;

    private final DataSource pool;

    public Readiness(DataSource pool) {
        this.pool = pool;
    }

    /** Short phrases for an administrator; empty when all is well. */
    public List<String> ailments() {
        List<String> ailments = new ArrayList<>();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            try (ResultSet row = statement.executeQuery(CHECK)) {
                row.next();
                add(ailments, row.getBoolean("standby"), "the database is a standby and only reads");
                add(
                        ailments,
                        !SCHEMA_VERSION.equals(row.getString("version")),
                        "the schema is at version " + row.getString("version") + ", and " + SCHEMA_VERSION + " is needed");
                add(
                        ailments,
                        row.getLong("open_tables") > 0,
                        "row-level security is off for " + row.getLong("open_tables") + " tables");
                add(ailments, row.getBoolean("unbound"), "the connections' role is not bound by row-level security");
            }
        } catch (SQLException failed) {
            LOG.debug("the database does not answer", failed);
            ailments.add("the database does not answer (SQLSTATE " + failed.getSQLState() + ")");
        }
        return ailments;
    }

    private static void add(List<String> ailments, boolean ails, String phrase) {
        if (ails) {
            ailments.add(phrase);
        }
    }
}
