package dev.holdfast.postgres.operations;

import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.StoreFull;
import dev.holdfast.domain.shared.StoreLocked;
import dev.holdfast.domain.shared.StoreUnavailable;
import dev.holdfast.ports.operations.QueryAnswer;
import dev.holdfast.ports.operations.StoreQueries;
import dev.holdfast.ports.operations.StoreQuery;
import dev.holdfast.postgres.support.JsonColumn;
import dev.holdfast.postgres.support.Pools;
import dev.holdfast.postgres.support.PostgresConfig;
import dev.holdfast.postgres.support.SqlStates;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Questions of administrators, each on a connection of its own that is closed afterwards, in a transaction that is never committed. What
 * keeps them inside their tenant is in the database, in {@code holdfast.run_query}: see ADR 17.
 */
public final class PostgresQueries implements StoreQueries {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresQueries.class);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration CONNECTING = Duration.ofSeconds(3);

    /** For the server to say that it gave up, before this side stops listening. */
    private static final int LAST_WORDS_MS = 1_000;

    private static final int AT_ONCE = 2;

    private static final String SETTINGS = """
            SELECT set_config('holdfast.tenant', ?, true), set_config('statement_timeout', ?, true),
                   set_config('lock_timeout', '1000', true), set_config('TimeZone', 'UTC', true)
            """;

    /** Nobody but this transaction sees the row, and it is gone with it. */
    private static final String TICKET = "INSERT INTO holdfast.query_ticket (tenant_id) VALUES (?)";

    private static final String ANSWER =
            "SELECT kind, content FROM holdfast.run_query(?, ?, ?, ?) AS answer (kind, content)";

    private final PostgresConfig traffic;
    private final Clock clock;
    private final Semaphore places = new Semaphore(AT_ONCE);

    public PostgresQueries(PostgresConfig traffic, Clock clock) {
        this.traffic = traffic;
        this.clock = clock;
    }

    @Override
    public QueryAnswer answer(Scope scope, StoreQuery query) {
        Duration left = Duration.between(clock.instant(), scope.deadline());
        if (!left.isPositive()) {
            throw new DeadlineExceeded(new IllegalStateException("the deadline has passed"));
        }
        if (!places.tryAcquire()) {
            throw new StoreUnavailable(new IllegalStateException(AT_ONCE + " queries are running already"));
        }
        try (Connection connection = Pools.connect(traffic, "query", CONNECTING)) {
            return answer(connection, scope, query, left.compareTo(LONGEST) < 0 ? left : LONGEST);
        } catch (SQLException failed) {
            LOG.debug("a query could not be asked", failed);
            throw new StoreUnavailable(failed);
        } finally {
            places.release();
        }
    }

    private QueryAnswer answer(Connection connection, Scope scope, StoreQuery query, Duration patience)
            throws SQLException {
        int millis = Math.toIntExact(Math.max(1, patience.toMillis()));
        connection.setNetworkTimeout(Runnable::run, millis + LAST_WORDS_MS);
        connection.setAutoCommit(false);
        prepare(connection, scope.tenant().value(), Integer.toString(millis));
        Savepoint before = connection.setSavepoint();
        long start = System.nanoTime();
        try {
            return ask(connection, query, start);
        } catch (SQLException failed) {
            LOG.debug("a query failed (SQLSTATE {})", failed.getSQLState()); // its message may carry what is in a row
            throw refusal(failed);
        } finally {
            leaveNothing(connection, before);
        }
    }

    private void prepare(Connection connection, String tenant, String timeout) throws SQLException {
        try (Statement role = connection.createStatement();
                PreparedStatement settings = connection.prepareStatement(SETTINGS);
                PreparedStatement ticket = connection.prepareStatement(TICKET)) {
            if (traffic.role().isPresent()) {
                role.execute("SET LOCAL ROLE " + Pools.quoted(traffic.role().get()));
            }
            settings.setString(1, tenant);
            settings.setString(2, timeout);
            settings.execute();
            ticket.setString(1, tenant);
            ticket.execute();
            role.execute("SET TRANSACTION READ ONLY");
        }
    }

    private static QueryAnswer ask(Connection connection, StoreQuery query, long start) throws SQLException {
        Array parameters = connection.createArrayOf("text", query.parameters().toArray());
        try (PreparedStatement statement = connection.prepareStatement(ANSWER)) {
            statement.setString(1, query.text());
            statement.setArray(2, parameters);
            statement.setInt(3, query.limit());
            statement.setInt(4, MAX_BYTES);
            List<String> columns = new ArrayList<>();
            List<JsonDocument> rows = new ArrayList<>();
            boolean truncated = false;
            try (ResultSet lines = statement.executeQuery()) {
                while (lines.next()) {
                    switch (lines.getString(1)) {
                        case "column" -> columns.add(lines.getString(2));
                        case "row" -> rows.add(row(lines.getString(2)));
                        default -> truncated = true;
                    }
                }
            }
            requireDifferent(columns);
            return new QueryAnswer(columns, rows, truncated, Math.round((System.nanoTime() - start) / 1e3) / 1e3);
        }
    }

    private static JsonDocument row(String json) {
        try {
            return JsonColumn.parse(json);
        } catch (InvalidInput | JacksonException beyond) {
            LOG.debug("a row has no place in an answer", beyond);
            throw refused("too_large", "a row has numbers too long, or values too many or too deep, for an answer");
        }
    }

    private static void requireDifferent(List<String> columns) {
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (!seen.add(column)) {
                throw refused("same_name", "two columns are called " + column + "; name them apart with AS");
            }
        }
    }

    /** A lock of a session would be left behind on a connection that a pooler keeps open. */
    private static void leaveNothing(Connection connection, Savepoint before) {
        try (Statement statement = connection.createStatement()) {
            connection.rollback(before);
            statement.execute("SELECT pg_advisory_unlock_all()");
            connection.rollback();
        } catch (SQLException broken) {
            LOG.debug("the connection of a query is broken, and whatever it held is gone with it", broken);
        }
    }

    private static RuntimeException refusal(SQLException failed) {
        String state = Reachability.state(failed);
        // Of a transaction that only reads this is the answer to a change, not of a standby.
        if (state.equals("25006")) {
            return refused("not_a_read", "a query only reads (SQLSTATE 25006)");
        }
        return switch (SqlStates.classify(failed)) {
            case TIMEOUT -> new DeadlineExceeded(failed);
            case LOCKED -> new StoreLocked(failed);
            case NO_SPACE -> new StoreFull(failed);
            case NOT_SENT, CONNECTION_LOST, STALE_STATEMENT, COLLISION, STANDBY -> new StoreUnavailable(failed);
            case DUPLICATE, BAD_DATA, DEFECT -> refused("not_answerable", reason(state) + place(failed));
        };
    }

    /** In our words: those of the database can carry what is in a row. */
    private static String reason(String state) {
        String what = switch (state) {
            case "42601" -> "this is not SQL";
            case "25001", "42P11", "0A000" -> "a query is one SELECT, VALUES, TABLE or WITH statement that only reads";
            case "42501" -> "it asks for what a query may not read or do";
            case "42P01" -> "there is no such table";
            case "42703" -> "there is no such column";
            case "42883" ->
                "there is no such function or operator for these types; parameters are text until they are cast";
            case "42P02" -> "it has more parameters than were given";
            case "42702" -> "a column's name is ambiguous";
            case "42803" -> "a column is neither grouped nor aggregated";
            case "42804", "42846" -> "the types do not fit";
            case "21000" -> "a subquery answers more than one row";
            default -> state.startsWith("22") ? "a value does not fit its type" : "the database refuses it";
        };
        return what + " (SQLSTATE " + state + ")";
    }

    private static String place(SQLException failed) {
        return Optional.of(failed)
                .filter(PSQLException.class::isInstance)
                .map(PSQLException.class::cast)
                .map(PSQLException::getServerErrorMessage)
                .map(ServerErrorMessage::getInternalPosition)
                .filter(position -> position > 0)
                .map(position -> ", at character " + position)
                .orElse("");
    }

    private static InvalidInput refused(String code, String message) {
        return InvalidInput.of("/sql", code, message);
    }
}
