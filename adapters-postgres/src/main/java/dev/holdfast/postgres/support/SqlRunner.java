package dev.holdfast.postgres.support;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.OutcomeUnknown;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.StoreFault;
import dev.holdfast.domain.shared.StoreUnavailable;
import dev.holdfast.ports.operations.PoolFigures;
import dev.holdfast.ports.shared.Places;
import dev.holdfast.ports.shared.Transactions;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only place with connections and transactions. In the order in which a call meets them: a place at the pool, the circuit
 * breaker, the deadline, the retry, the transaction; on the way back the translation of what went wrong.
 *
 * <p>A call outside {@link #inTransaction} is one round trip in autocommit: settings and statement travel together and PostgreSQL
 * makes one implicit transaction of them. Its commit happens with the statement, so a write whose connection breaks has an
 * unknown outcome and is not repeated here.
 */
public final class SqlRunner implements Transactions {
    /** What one round trip does. */
    @FunctionalInterface
    public interface Work<T> {
        T run(SqlSession session, Entry entry);
    }

    /** A piece of work on a connection of its own. */
    @FunctionalInterface
    private interface Attempt<T> {
        T run(Connection connection) throws SQLException;
    }

    /** The transaction of the calling thread. */
    private static final class Joined {
        final SqlSession session;
        final String tenant;

        @Nullable
        Throwable innerFailure;

        Joined(SqlSession session, String tenant) {
            this.session = session;
            this.tenant = tenant;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(SqlRunner.class);

    private final String name;
    private final HikariDataSource pool;
    private final SqlSessionFactory sessions;
    private final Places places;
    private final CircuitBreaker breaker;
    private final Retry retry;
    private final RetryBudget budget = new RetryBudget();
    private final MetricRegistry metrics;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final Outcomes outcomes;
    private final Clock clock;
    private final Coalescing coalescing;
    // One per runner: a transaction of background work is not one of requests.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Joined> joined = new ThreadLocal<>();

    /**
     * @param name prefix of the runner's metrics
     * @param patience how long a call waits for a connection while many do, see {@link Places}
     * @param coalescing whether calls share round trips, those for which that is provided
     */
    public SqlRunner(
            String name,
            HikariDataSource pool,
            SqlSessionFactory sessions,
            Duration patience,
            Coalescing coalescing,
            MetricRegistry metrics,
            Clock clock) {
        this.name = name;
        this.pool = pool;
        this.sessions = sessions;
        this.places = new Places(pool.getMaximumPoolSize(), patience, System::nanoTime);
        this.metrics = metrics;
        this.outcomes = new Outcomes(metrics);
        this.clock = clock;
        this.coalescing = coalescing;
        this.breaker = Resilience.breaker(name);
        this.retry = Resilience.retry(name, budget);
        Resilience.register(metrics, name, breaker, retry, budget, places);
        PoolMetrics.register(metrics, name, this::figures);
    }

    /** Its pool. Who waits, waits for a place here, before the pool. */
    public PoolFigures figures() {
        HikariPoolMXBean now = pool.getHikariPoolMXBean();
        int open = now.getTotalConnections();
        long opened = Pools.opened(pool);
        return new PoolFigures(
                name,
                pool.getMaximumPoolSize(),
                open,
                now.getActiveConnections(),
                now.getIdleConnections(),
                places.waiting() + now.getThreadsAwaitingConnection(),
                places.waits(),
                places.waited().toMillis(),
                places.refused(),
                opened,
                Math.max(0, opened - open));
    }

    /** Makes a mapper known. Each repository does so for its own, after the records that it answers. */
    public SqlRunner with(Class<?> mapper) {
        if (!sessions.getConfiguration().hasMapper(mapper)) {
            sessions.getConfiguration().addMapper(mapper);
        }
        return this;
    }

    /** Makes known how rows become records of {@code type}. */
    public <R> SqlRunner reading(Class<R> type, Row.Reader<R> reader) {
        sessions.getConfiguration().getTypeHandlerRegistry().register(type, new RowType<>(reader));
        return this;
    }

    /**
     * Lets calls of one kind share round trips.
     *
     * @param statement its name, such as {@code memory.find}
     */
    public <Q, A> Coalescer<Q, A> coalescer(String statement, Coalesced<Q, A> kind) {
        return new Coalescer<>(statement, this, coalescing, metrics, kind);
    }

    /** Reads in one round trip; may be repeated. */
    public <T> T read(Scope scope, String statement, Work<T> work) {
        return call(scope.tenant().value(), scope.deadline(), statement, false, work);
    }

    /** Reads before the tenant is known; the statement has to say by which right. */
    public <T> T readAnonymously(Instant deadline, String statement, Work<T> work) {
        return call("", deadline, statement, false, work);
    }

    /**
     * Writes in one round trip.
     *
     * @throws DuplicateRow when a unique constraint refused it
     * @throws OutcomeUnknown when the connection broke
     */
    public <T> T write(Scope scope, String statement, Work<T> work) {
        return call(scope.tenant().value(), scope.deadline(), statement, true, work);
    }

    /** Whether the calling thread is inside {@link #inTransaction}, where a refused statement undoes everything. */
    public boolean isJoined() {
        return joined.get() != null;
    }

    @Override
    public <T> T inTransaction(Scope scope, String transaction, Supplier<T> work) {
        Joined outer = joined.get();
        if (outer != null) {
            return inside(outer, work);
        }
        String tenant = scope.tenant().value();
        long start = System.nanoTime();
        T done = guarded(scope.deadline(), transaction, connection -> {
            connection.setAutoCommit(false);
            T result;
            try (SqlSession session = sessions.openSession(connection)) {
                Joined joining = new Joined(session, tenant);
                joined.set(joining);
                result = work.get();
                if (joining.innerFailure != null) {
                    throw new StoreFault(joining.innerFailure); // it was caught, but nothing of it may stay
                }
            } catch (RuntimeException | Error failed) {
                undo(connection, failed);
                throw failed;
            } finally {
                joined.remove();
            }
            commit(connection);
            return result;
        });
        outcomes.committed(transaction, System.nanoTime() - start);
        return done;
    }

    private static <T> T inside(Joined outer, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error failed) {
            outer.innerFailure = failed;
            throw failed;
        }
    }

    private <T> T call(String tenant, Instant deadline, String statement, boolean writes, Work<T> work) {
        Joined outer = joined.get();
        try (Timer.Context timed =
                timers.computeIfAbsent(statement, this::timer).time()) {
            if (outer != null) {
                if (!outer.tenant.equals(tenant)) {
                    throw new IllegalStateException("a transaction of one tenant was asked for another's rows");
                }
                return translating(false, () -> work.run(outer.session, entry(tenant, deadline, false)));
            }
            return guarded(deadline, statement, connection -> {
                try (SqlSession session = sessions.openSession(connection)) {
                    return translating(writes, () -> work.run(session, entry(tenant, deadline, !writes)));
                }
            });
        }
    }

    private Timer timer(String statement) {
        return metrics.timer("holdfast.sql." + statement);
    }

    private <T> T guarded(Instant deadline, String transaction, Attempt<T> attempt) {
        long start = System.nanoTime();
        try {
            return protectedly(deadline, transaction, attempt);
        } catch (RuntimeException | Error failed) {
            outcomes.failed(transaction, System.nanoTime() - start, failed);
            throw failed;
        }
    }

    private <T> T protectedly(Instant deadline, String transaction, Attempt<T> attempt) {
        takePlace(deadline);
        try {
            budget.earn();
            return breaker.executeSupplier(() -> retry.executeSupplier(() -> attempt(deadline, transaction, attempt)));
        } catch (CallNotPermittedException open) {
            throw new StoreUnavailable(open);
        } catch (Repeatable exhausted) {
            throw exhausted.verdict();
        } finally {
            places.release();
        }
    }

    private <T> T attempt(Instant deadline, String statement, Attempt<T> attempt) {
        left(deadline);
        Connection connection = null;
        try {
            connection = pool.getConnection();
            // The server's own timeout comes first. This one is for a server that does not answer at all.
            connection.setNetworkTimeout(
                    Runnable::run, Math.toIntExact(Math.max(1, left(deadline).toMillis())));
            return attempt.run(connection);
        } catch (Repeatable broken) {
            if (connection != null && broken.spoilsConnection()) {
                pool.evictConnection(connection);
            }
            throw broken;
        } catch (SQLException failed) {
            throw translate(failed, SqlStates.classify(failed), false);
        } finally {
            close(connection, statement);
        }
    }

    private void takePlace(Instant deadline) {
        try {
            if (!places.take(left(deadline))) {
                throw new StoreUnavailable(new IllegalStateException("every connection is busy"));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable(stopped);
        }
    }

    private Entry entry(String tenant, Instant deadline, boolean reads) {
        return Entry.of(tenant, left(deadline), reads);
    }

    /** How long a call waits at most for its turn, as things are. */
    Duration patience() {
        return places.patience();
    }

    /** @throws DeadlineExceeded when nothing is left */
    Duration left(Instant deadline) {
        Duration left = Duration.between(clock.instant(), deadline);
        if (left.isNegative() || left.isZero()) {
            throw new DeadlineExceeded(new IllegalStateException("the deadline has passed"));
        }
        return left;
    }

    /** Runs what may throw the driver's errors, wrapped by MyBatis. */
    private <T> T translating(boolean commits, Supplier<T> work) {
        try {
            return work.get();
        } catch (PersistenceException wrapped) {
            SQLException cause = sqlCause(wrapped);
            throw cause == null ? Verdicts.defect(wrapped) : translate(cause, SqlStates.classify(cause), commits);
        }
    }

    private RuntimeException translate(SQLException cause, Failure failure, boolean commits) {
        metrics.counter("holdfast.sql.failures." + failure.name().toLowerCase(Locale.ROOT))
                .inc();
        return Verdicts.of(failure, commits, cause);
    }

    private void commit(Connection connection) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException failed) {
            throw translate(failed, SqlStates.classify(failed), true);
        }
        SQLWarning warning = connection.getWarnings();
        if (warning != null && "01000".equals(warning.getSQLState())) {
            // Committed here, but not known to have reached the synchronous standby.
            throw new OutcomeUnknown(warning);
        }
        connection.setAutoCommit(true);
    }

    private static void undo(Connection connection, Throwable first) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException second) {
            first.addSuppressed(second); // never hides what went wrong first; the pool throws the connection away
        }
    }

    private void close(@Nullable Connection connection, String statement) {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException failed) {
            metrics.counter("holdfast.sql.failures.close").inc();
            LOG.debug("closing after {} failed", statement, failed);
        }
    }

    private static @Nullable SQLException sqlCause(Throwable wrapped) {
        for (Throwable cause = wrapped; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
