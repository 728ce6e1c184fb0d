package dev.holdfast.postgres.operations;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The servers that work with a database now. They may call their connections as they like, but not their pools. */
final class RunningServers {
    private static final String CONNECTIONS =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                    + " AND application_name ~ '/(requests|background|health)$' AND application_name !~ '-command/'";

    private RunningServers() {}

    /** How many connections they have open. */
    static int connections(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(CONNECTIONS)) {
            row.next();
            return row.getInt(1);
        }
    }
}
