package dev.holdfast.postgres.operations;

import dev.holdfast.ports.operations.Finding;
import dev.holdfast.ports.operations.HealthStatus;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * One look at a database.
 *
 * @param name of its finding
 * @param unanswered what it means when the question is not answered
 */
record Look(String name, HealthStatus unanswered, Question question) {
    /** Asked inside a transaction of its own. */
    @FunctionalInterface
    interface Question {
        Finding ask(Connection connection) throws SQLException;
    }

    /** The database was not asked, or did not answer. */
    Finding notKnown(String why) {
        String next = "Look at the database's own log.";
        return unanswered == HealthStatus.FAILED
                ? Finding.failed(name, why, next)
                : Finding.warning(name, "not known: " + why, next);
    }
}
