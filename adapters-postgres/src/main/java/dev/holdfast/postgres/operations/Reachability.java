package dev.holdfast.postgres.operations;

import dev.holdfast.postgres.support.ConnectRetry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Tries a database that does not answer yet, such as one that is started at the same time as the server, again and again. */
public final class Reachability {
    /** Starting up, and as many clients as it takes: both pass. */
    private static final Set<String> PASSING = Set.of("57P03", "53300");

    private static final String CONNECTION_FAILURES = "08";

    /** What the driver answers when server and it find no way of logging in: they will not tomorrow. */
    private static final String REJECTED = "08004";

    /** What {@code SET ROLE} answers when nobody made the roles. */
    static final String ROLE_MISSING = "22023";

    private Reachability() {}

    /**
     * Returns the first connection that could be opened.
     *
     * @param patience no attempt begins after it but the first, and one at its end
     * @param progress gets a line for every attempt that failed and is followed by another
     * @throws DatabaseException when the attempts or the time are used up, and at once when trying again would change nothing (such as
     *     a wrong password)
     */
    public static AdminSession await(
            AdminConnection admin, ConnectRetry retry, Duration patience, Consumer<String> progress) {
        long start = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            try {
                return new AdminSession(admin.open());
            } catch (SQLException failed) {
                Duration left = patience.minusNanos(System.nanoTime() - start);
                if (!passes(failed) || attempt >= retry.attempts() || !left.isPositive()) {
                    throw new DatabaseException(
                            "the database at " + admin.jdbcUrl().replaceAll("[?].*", "") + " refuses user "
                                    + admin.user() + ": " + reason(failed)
                                    + (attempt > 1 ? ", after " + attempt + " attempts" : ""),
                            failed,
                            passes(failed));
                }
                Duration wanted = retry.pauseAfter(attempt);
                Duration pause = wanted.compareTo(left) < 0 ? wanted : left;
                progress.accept("waiting for the database: " + attemptOf(attempt, retry) + " failed, the next in "
                        + seconds(pause) + ": " + reason(failed));
                sleep(pause, failed);
            }
        }
    }

    private static String attemptOf(int attempt, ConnectRetry retry) {
        return "attempt " + attempt + (retry.attempts() == Integer.MAX_VALUE ? "" : " of " + retry.attempts());
    }

    private static String seconds(Duration pause) {
        return String.format(Locale.ROOT, "%.1f s", pause.toMillis() / 1e3);
    }

    /** Whether it may be over later, without anybody changing a setting. */
    static boolean passes(SQLException failed) {
        String state = state(failed);
        return (state.startsWith(CONNECTION_FAILURES) && !state.equals(REJECTED)) || PASSING.contains(state);
    }

    /** The database's own class of what went wrong; a pool wraps it. */
    static String state(SQLException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "unknown";
    }

    /** In our words: those of the database may carry what somebody typed. */
    static String reason(SQLException failed) {
        String state = state(failed);
        return switch (state) {
            case "28P01", "28000" ->
                "user or password are wrong, or pg_hba.conf does not let them in (SQLSTATE " + state + ")";
            case REJECTED ->
                "it wants a password that is not set, or does not offer the wanted encryption (SQLSTATE " + REJECTED
                        + ")";
            case "3D000" -> "there is no such database (SQLSTATE 3D000)";
            case "57P03" -> "it is starting up or recovering (SQLSTATE 57P03)";
            case "53300" -> "it has as many clients as it takes (SQLSTATE 53300)";
            case "53100" -> "its disk is full (SQLSTATE 53100)";
            case "57014" -> "it takes too long (SQLSTATE 57014)";
            case "25006" -> "it is a standby and only reads (SQLSTATE 25006)";
            case ROLE_MISSING -> "the role of its traffic is not there (SQLSTATE " + ROLE_MISSING + ")";
            case "42501" -> "this user may not (SQLSTATE 42501)";
            case "42P01", "42703", "3F000" -> "the schema is not there, or not this version's (SQLSTATE " + state + ")";
            default ->
                state.startsWith(CONNECTION_FAILURES)
                        ? "nothing answers there, or not with the wanted encryption (SQLSTATE " + state + ")"
                        : "SQLSTATE " + state;
        };
    }

    private static void sleep(Duration pause, SQLException failed) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("stopped while waiting for the database", failed);
        }
    }
}
