package dev.holdfast.postgres.operations;

import dev.holdfast.domain.shared.Secret;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes what only an administrator can: roles, schema, extension. Safe to repeat, and by several nodes at once. */
public final class Bootstrap {
    private final AdminConnection admin;

    public Bootstrap(AdminConnection admin) {
        this.admin = admin;
    }

    /** The SQL an administrator may run by hand instead, so that {@code user} can migrate and serve. */
    public static String sql(String user) {
        return sql() + """

                -- The server migrates as the owner and serves as the role of traffic. Without the first, start it with
                -- HOLDFAST_MIGRATE_ON_START=false.
                GRANT holdfast_owner, holdfast_app TO "%s";
                """.formatted(user.replace("\"", "\"\""));
    }

    static String sql() {
        return Resources.text("db/bootstrap/roles.sql");
    }

    /** @throws DatabaseException when the user may not do that, or the database cannot be reached */
    public void run() {
        try (Connection connection = admin.open()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(Turn.SQL);
                if (!isDone(connection)) {
                    statement.execute(sql());
                }
            }
            connection.commit();
        } catch (SQLException failed) {
            throw new DatabaseException(
                    "the roles and the schema of Holdfast are missing and could not be created as user "
                            + admin.user()
                            + "; an administrator of the database has to make them, once",
                    failed);
        }
    }

    /** Lets the role of traffic log in, with this password. Only a server's own database is managed like this. */
    public void allowLogin(Secret password) {
        try (Connection connection = admin.open();
                PreparedStatement quoting = connection.prepareStatement("SELECT quote_literal(?)")) {
            quoting.setString(1, password.reveal());
            try (ResultSet rows = quoting.executeQuery();
                    Statement statement = connection.createStatement()) {
                rows.next();
                // The server would write a statement with a password into its log if it failed or were slow.
                statement.execute("SET log_min_duration_statement = -1");
                statement.execute("ALTER ROLE holdfast_app LOGIN PASSWORD " + rows.getString(1));
            }
        } catch (SQLException failed) {
            throw new DatabaseException("the role holdfast_app could not be given a password", failed);
        }
    }

    // An application user without administrative rights can still start the server once the bootstrap was done.
    static boolean isDone(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                SELECT (SELECT count(*) = 4 FROM pg_roles
                        WHERE rolname IN ('holdfast_owner', 'holdfast_app', 'holdfast_search', 'holdfast_query'))
                   AND EXISTS (SELECT FROM pg_namespace WHERE nspname = 'holdfast')
                   AND EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm')
                """)) {
            rows.next();
            return rows.getBoolean(1);
        }
    }
}
