package dev.holdfast.postgres.support;

import com.codahale.metrics.MetricRegistry;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.StoreUnavailable;
import dev.holdfast.ports.operations.PoolFigures;
import dev.holdfast.ports.shared.Overdue;
import dev.holdfast.ports.shared.Places;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the connections of one pool. In the order in which a call meets them: a place at the pool, the circuit breaker, the
 * deadline, the retry.
 */
final class Gate {
    /** A piece of work on a connection of its own. */
    @FunctionalInterface
    interface Attempt<T> {
        T run(Connection connection) throws SQLException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    /** For the server to give up first, which it does late when it is short of processors: then the connection stays. */
    static final Duration GRACE = Duration.ofMillis(500);

    /** After a connection was lost. */
    private static final Duration WARY = Duration.ofSeconds(1);

    private static final int VALIDATION_SECONDS = 1;

    private final String name;
    private final HikariDataSource pool;
    private final Overdue overdue;
    private final Places places;
    private final CircuitBreaker breaker;
    private final Retry retry;
    private final RetryBudget budget = new RetryBudget();
    private final MetricRegistry metrics;
    private final Clock clock;
    private final Renewal renewal;
    private volatile long lastAnswered = System.nanoTime();
    private volatile long lastLost = System.nanoTime() - WARY.toNanos();

    /**
     * @param name prefix of its metrics
     * @param patience how long a call waits for a connection while many do, see {@link Places}
     */
    Gate(String name, HikariDataSource pool, Duration patience, MetricRegistry metrics, Clock clock) {
        this.name = name;
        this.pool = pool;
        this.overdue = new Overdue(System::nanoTime);
        this.places = new Places(pool.getMaximumPoolSize(), patience, System::nanoTime, overdue);
        this.metrics = metrics;
        this.clock = clock;
        this.renewal = new Renewal(pool, clock);
        this.breaker = Resilience.breaker(name);
        this.retry = Resilience.retry(name, budget);
        Resilience.register(metrics, name, breaker, retry, budget, places);
        PoolMetrics.register(metrics, name, this::figures);
    }

    /** Its pool. Who waits, waits for a place here, before the pool. */
    PoolFigures figures() {
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

    /** @param what is done, for the log */
    <T> T run(Instant deadline, String what, Attempt<T> attempt) {
        takePlace(deadline);
        try {
            budget.earn();
            return breaker.executeSupplier(() -> retry.executeSupplier(() -> attempt(deadline, what, attempt)));
        } catch (CallNotPermittedException open) {
            throw new StoreUnavailable(open);
        } catch (Repeatable exhausted) {
            throw exhausted.verdict();
        } finally {
            places.release();
        }
    }

    /** When the last call began that the server answered, as {@link System#nanoTime}: it was there after that. */
    long lastAnswered() {
        return lastAnswered;
    }

    /** How long a call waits at most for its turn, as things are. */
    Duration patience() {
        return places.patience();
    }

    /** What is left until {@code deadline}. @throws DeadlineExceeded when nothing is */
    Duration left(Instant deadline) {
        Duration left = Duration.between(clock.instant(), deadline);
        if (left.isNegative() || left.isZero()) {
            throw new DeadlineExceeded(new IllegalStateException("the deadline has passed"));
        }
        return left;
    }

    /** What is thrown in the stead of the driver's error. */
    RuntimeException translate(SQLException cause, boolean commits) {
        Failure failure = SqlStates.classify(cause);
        count(failure.name().toLowerCase(Locale.ROOT));
        if (failure == Failure.CONNECTION_LOST) {
            lastLost = System.nanoTime();
        }
        return Verdicts.of(failure, commits, cause);
    }

    /** @param kind of what went wrong */
    void count(String kind) {
        metrics.counter("holdfast.sql.failures." + kind).inc();
    }

    private <T> T attempt(Instant deadline, String what, Attempt<T> attempt) {
        left(deadline);
        Connection connection = null;
        Lifeline line = null;
        long start = System.nanoTime();
        try {
            connection = pool.getConnection();
            for (int dead = 0; dead < pool.getMaximumPoolSize() && isDead(connection, deadline); dead++) {
                pool.evictConnection(connection);
                connection = null; // it is closed by that, and to close it again would fail
                connection = pool.getConnection();
            }
            line = Lifeline.of(connection, overdue, left(deadline).plus(GRACE));
            T answer = attempt.run(connection);
            lastAnswered = start;
            return answer;
        } catch (Repeatable broken) {
            if (connection != null && isOfThePrimary(connection, broken)) {
                if (renewal.replace(connection)) {
                    connection = null;
                }
                throw broken.inVain();
            }
            if (connection != null && broken.spoilsConnection()) {
                pool.evictConnection(connection);
                connection = null; // as above
            }
            throw broken;
        } catch (SQLException failed) {
            throw translate(failed, false);
        } finally {
            boolean cut = line != null && !line.end();
            if (cut && connection != null) {
                pool.evictConnection(connection);
            } else {
                close(connection, what);
            }
        }
    }

    /**
     * Whether nothing can be done over a connection that the pool gave. Connections die together, and the pool asks only those for a sign
     * of life that were not used for half a second: after one was lost each is asked for a while, so that a call does not meet one dead
     * connection after another.
     */
    private boolean isDead(Connection connection, Instant deadline) throws SQLException {
        if (System.nanoTime() - lastLost > WARY.toNanos()) {
            return false;
        }
        left(deadline); // or it is too late to ask
        return !connection.isValid(VALIDATION_SECONDS);
    }

    /** A primary that takes no writes is no standby: another connection would lead to it again, and this one reads. */
    private static boolean isOfThePrimary(Connection connection, Repeatable refused) {
        if (!refused.tookNoWrite()) {
            return false;
        }
        try {
            // The server tells it with each change, unasked.
            return "off".equals(connection.unwrap(PGConnection.class).getParameterStatus("in_hot_standby"));
        } catch (SQLException unknown) {
            LOG.debug("a connection that took no write is not good for anything else", unknown);
            return false;
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

    private void close(@Nullable Connection connection, String what) {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException failed) {
            count("close");
            LOG.debug("closing after {} failed", what, failed);
        }
    }
}
