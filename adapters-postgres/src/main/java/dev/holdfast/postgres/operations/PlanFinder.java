package dev.holdfast.postgres.operations;

import dev.holdfast.postgres.support.Question;
import dev.holdfast.postgres.support.StatementStatistics.PlanFound;
import dev.holdfast.postgres.support.StatementStatistics.Plans;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the database goes about slow reads: {@code EXPLAIN} of the same statement, called with the same, on a connection that no request
 * waits for, one after another. More than a few at once are not looked at.
 */
public final class PlanFinder implements Plans, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PlanFinder.class);
    private static final int WAITING = 8;
    private static final int PATIENCE_MS = 5_000;
    private static final String EXPLAIN = "EXPLAIN (FORMAT JSON) ";

    private final DataSource pool;
    private final ThreadPoolExecutor worker;

    /** @param pool of connections for work that nobody waits for */
    public PlanFinder(DataSource pool) {
        this.pool = pool;
        this.worker = new ThreadPoolExecutor(
                0,
                1,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                Thread.ofVirtual().name("holdfast-plans-", 0).factory(),
                new ThreadPoolExecutor.DiscardPolicy());
    }

    @Override
    public void find(Question question, PlanFound found) {
        worker.execute(() -> {
            try {
                found.is(plan(question));
            } catch (SQLException failed) { // whose message may carry what the statement was called with
                LOG.debug("a slow statement's plan is not known (SQLSTATE {})", failed.getSQLState());
            } catch (RuntimeException failed) {
                LOG.debug(
                        "a slow statement's plan is not known: {}",
                        failed.getClass().getName());
            }
        });
    }

    private List<String> plan(Question question) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(explaining(question.text()))) {
            connection.setNetworkTimeout(Runnable::run, PATIENCE_MS);
            question.bind(statement);
            statement.execute();
            statement.getMoreResults(); // the settings answered first
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                return PlanText.of(row.getString(1));
            }
        }
    }

    /** The settings of the transaction stay what comes first: who may see what decides how it is looked for. */
    private static String explaining(String text) {
        int settings = Statements.endOfSettings(text);
        return text.substring(0, settings) + EXPLAIN + text.substring(settings);
    }

    /** What waits is forgotten. */
    @Override
    public void close() {
        worker.shutdownNow();
    }
}
