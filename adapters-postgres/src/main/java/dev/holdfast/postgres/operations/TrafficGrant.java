package dev.holdfast.postgres.operations;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Lets the user that the server logs in with take on the role of traffic, when an administrator is another user. */
public final class TrafficGrant {
    private TrafficGrant() {}

    /** Does nothing when the user may already. @throws DatabaseException when the administrator may not grant it */
    public static void to(String user, AdminConnection admin) {
        try (Connection connection = admin.open();
                PreparedStatement look = connection.prepareStatement(
                        "SELECT pg_has_role(?, 'holdfast_app', 'MEMBER'), quote_ident(?)")) {
            look.setString(1, user);
            look.setString(2, user);
            try (ResultSet row = look.executeQuery();
                    Statement grant = connection.createStatement()) {
                row.next();
                if (!row.getBoolean(1)) {
                    grant.execute("GRANT holdfast_app TO " + row.getString(2));
                }
            }
        } catch (SQLException failed) {
            throw new DatabaseException(
                    "user " + user + " may not take on the role holdfast_app, and user " + admin.user()
                            + " could not allow it",
                    failed);
        }
    }
}
