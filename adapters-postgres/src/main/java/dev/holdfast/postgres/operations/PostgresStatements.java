package dev.holdfast.postgres.operations;

import dev.holdfast.domain.shared.StoreFault;
import dev.holdfast.domain.shared.StoreUnavailable;
import dev.holdfast.ports.operations.SlowStatement;
import dev.holdfast.ports.operations.StatementFigures;
import dev.holdfast.ports.operations.StatementPlan;
import dev.holdfast.ports.operations.StoreStatements;
import dev.holdfast.postgres.support.KnownStatements;
import dev.holdfast.postgres.support.KnownStatements.Known;
import dev.holdfast.postgres.support.StatementStatistics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.postgresql.core.NativeQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The statements of this adapter. Plans are those that hold whatever a statement is called with: no value is sent, so none can be in
 * them.
 */
public final class PostgresStatements implements StoreStatements {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresStatements.class);
    private static final int PATIENCE_MS = 5_000;

    /**
     * Planning looks at the tenant as row-level security does, and there has to be one; it has no rows. A setting of the planner makes
     * it plan without values on every version (GENERIC_PLAN is an option from 16 on only).
     */
    private static final String SETTINGS = """
            SELECT set_config('holdfast.tenant', 'nobody', true), set_config('plan_cache_mode', 'force_generic_plan', true),
                   set_config('statement_timeout', '4000', true), set_config('lock_timeout', '1000', true)
            """;

    private static final String NAME = "holdfast_explained";

    private final StatementStatistics statistics;
    private final Supplier<KnownStatements> known;
    private final DataSource pool;

    /** @param pool of connections for work that no request waits for */
    public PostgresStatements(StatementStatistics statistics, Supplier<KnownStatements> known, DataSource pool) {
        this.statistics = statistics;
        this.known = known;
        this.pool = pool;
    }

    @Override
    public List<String> names() {
        return known.get().all().stream().map(Known::name).toList();
    }

    @Override
    public List<StatementFigures> figures() {
        return statistics.figures();
    }

    @Override
    public Duration threshold() {
        return statistics.threshold();
    }

    @Override
    public List<SlowStatement> slow() {
        return statistics.slow();
    }

    @Override
    public Optional<StatementPlan> plan(String statement) {
        return known.get().named(statement).map(this::explained);
    }

    private StatementPlan explained(Known statement) {
        try (Connection connection = pool.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, PATIENCE_MS);
            connection.setAutoCommit(false);
            try {
                NativeQuery text = Statements.withoutSettings(statement.text());
                return new StatementPlan(
                        statement.name(),
                        statement.reads(),
                        statement
                                .text()
                                .substring(Statements.endOfSettings(statement.text()))
                                .strip(),
                        explain(connection, text, last(statement.types(), text.bindPositions.length)));
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException failed) {
            LOG.debug("{} could not be explained", statement.name(), failed);
            String state = Reachability.state(failed);
            throw state.startsWith("42") ? new StoreFault(failed) : new StoreUnavailable(failed);
        }
    }

    private static <T> List<T> last(List<T> all, int count) {
        return all.subList(all.size() - count, all.size());
    }

    private static List<String> explain(Connection connection, NativeQuery text, List<String> types)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS);
            statement.execute("PREPARE " + NAME + inParentheses(types) + " AS " + text.nativeSql);
            Savepoint prepared = connection.setSavepoint();
            try (ResultSet rows = statement.executeQuery(
                    "EXPLAIN EXECUTE " + NAME + inParentheses(Collections.nCopies(types.size(), "NULL")))) {
                List<String> lines = new ArrayList<>();
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
                return lines;
            } finally {
                // A prepared statement outlives its transaction, and with a pooler its connection's owner.
                connection.rollback(prepared);
                statement.execute("DEALLOCATE " + NAME);
            }
        }
    }

    private static String inParentheses(List<String> words) {
        return words.isEmpty() ? "" : "(" + String.join(", ", words) + ")";
    }
}
