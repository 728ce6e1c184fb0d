package dev.holdfast.postgres.support;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** Sorts what the driver reports into the kinds of {@link Failure}. */
public final class SqlStates {
    private static final Set<String> MISSING = Set.of("42P01", "42703", "42883", "42704", "3F000");

    private SqlStates() {}

    public static Failure classify(SQLException exception) {
        if (exception instanceof SQLTransientConnectionException) {
            return Failure.NOT_SENT; // the pool had no connection to give
        }
        String state = stateOf(exception);
        if (state == null) {
            return Failure.DEFECT;
        }
        return switch (state) {
            case "40001", "40P01" -> Failure.COLLISION;
            case "08001", "08004", "57P03", "53300" -> Failure.NOT_SENT;
            case "08000", "08003", "08006", "08007", "08P01", "57P01", "57P02", "57P05", "25P03", "40003" ->
                Failure.CONNECTION_LOST;
            case "25006" -> Failure.STANDBY;
            case "26000", "42P05" -> Failure.STALE_STATEMENT;
            case "57014" -> Failure.TIMEOUT;
            case "55P03" -> Failure.LOCKED;
            case "23505" -> isSameMemory(exception) ? Failure.COLLISION : Failure.DUPLICATE;
            case "53100", "53200", "58030" -> Failure.NO_SPACE;
            case "54000", "23502", "23503", "23514", "23P01" -> Failure.BAD_DATA;
            case "0A000" -> isStalePlan(exception) ? Failure.STALE_STATEMENT : Failure.DEFECT;
            default -> state.startsWith("22") ? Failure.BAD_DATA : Failure.DEFECT;
        };
    }

    /** Whether the statement names what is not there: a table, a column, a function, a type, a schema. */
    static boolean isMissing(SQLException exception) {
        String state = stateOf(exception);
        return state != null && MISSING.contains(state);
    }

    // The driver wraps what happens while it is reading an answer.
    private static @Nullable String stateOf(SQLException exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return null;
    }

    /** Ids are made at random, so one that is there already is of a memory that two go on with at once. */
    private static boolean isSameMemory(SQLException exception) {
        return constraintOf(exception).equals("memory_pkey");
    }

    /** The name of the constraint that refused, or nothing. */
    static String constraintOf(SQLException exception) {
        if (exception instanceof PSQLException postgres && postgres.getServerErrorMessage() != null) {
            String constraint = postgres.getServerErrorMessage().getConstraint();
            return constraint == null ? "" : constraint;
        }
        return "";
    }

    private static boolean isStalePlan(SQLException exception) {
        String message = exception.getMessage();
        return message != null && message.contains("cached plan");
    }
}
