package dev.holdfast.postgres.operations;

import dev.holdfast.ports.operations.Finding;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Whether what is named as a copy of a database is one. */
public final class ReplicaLook {
    private static final String SUBJECT = "replica";
    private static final String CORRECT = "Correct HOLDFAST_REPLICA_URL, or unset it.";

    private static final String SYSTEM = "SELECT system_identifier FROM pg_control_system()";
    private static final String NAME = "SELECT current_database()";
    private static final String RECOVERY = "SELECT pg_is_in_recovery()";

    private ReplicaLook() {}

    /**
     * What is to be said of it: a warning where it may be well later by itself, and a failure where it is not what it should be.
     *
     * @param database what it should be a copy of
     */
    public static Finding at(AdminConnection database, AdminConnection copy) {
        try (Connection primary = database.open();
                Connection standby = copy.open()) {
            if (!one(primary, SYSTEM).equals(one(standby, SYSTEM))) {
                return Finding.failed(SUBJECT, "is a server of its own, and no copy of the database", CORRECT);
            }
            if (!one(primary, NAME).equals(one(standby, NAME))) {
                return Finding.failed(SUBJECT, "is another database of the same server", CORRECT);
            }
            return one(standby, RECOVERY).equals("t")
                    ? Finding.ok(SUBJECT, "is a standby and answers")
                    : Finding.warning(
                            SUBJECT,
                            "is no standby now, so that nothing is read there unless the database is gone",
                            "After a failover, name the new standby in HOLDFAST_REPLICA_URL.");
        } catch (SQLException failed) {
            String reason = "does not answer: " + Reachability.reason(failed);
            return Reachability.passes(failed)
                    ? Finding.warning(
                            SUBJECT, reason, "Start it: until it answers, reads have nowhere to go but the database.")
                    : Finding.failed(SUBJECT, reason, CORRECT);
        }
    }

    private static String one(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
