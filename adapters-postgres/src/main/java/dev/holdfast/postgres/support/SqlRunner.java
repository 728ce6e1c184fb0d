package dev.holdfast.postgres.support;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import com.zaxxer.hikari.HikariDataSource;
import dev.holdfast.domain.shared.OutcomeUnknown;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.Staleness;
import dev.holdfast.domain.shared.StoreFault;
import dev.holdfast.ports.operations.PoolFigures;
import dev.holdfast.ports.shared.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * The only place with transactions. A call goes by a {@link Gate} to its connection, and what went wrong is translated on the way
 * back; a read may go by that of a {@link Replica}.
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

    private final Gate gate;
    private final Optional<Replica> replica;
    private final SqlSessionFactory sessions;
    private final MetricRegistry metrics;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final Outcomes outcomes;
    private final Coalescing coalescing;
    // One per runner: a transaction of background work is not one of requests.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Joined> joined = new ThreadLocal<>();

    /**
     * @param name prefix of the runner's metrics
     * @param patience how long a call waits for a connection while many do, see {@link dev.holdfast.ports.shared.Places}
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
        this(new Gate(name, pool, patience, metrics, clock), Optional.empty(), sessions, coalescing, metrics);
    }

    private SqlRunner(
            Gate gate,
            Optional<Replica> replica,
            SqlSessionFactory sessions,
            Coalescing coalescing,
            MetricRegistry metrics) {
        this.gate = gate;
        this.replica = replica;
        this.sessions = sessions;
        this.coalescing = coalescing;
        this.metrics = metrics;
        this.outcomes = new Outcomes(metrics);
    }

    /** The same, with a copy for reads that allow one. */
    public SqlRunner beside(Replica copy) {
        copy.beside(gate::lastAnswered);
        return new SqlRunner(gate, Optional.of(copy), sessions, coalescing, metrics);
    }

    /** Its pool. Who waits, waits for a place here, before the pool. */
    public PoolFigures figures() {
        return gate.figures();
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

    /** Reads in one round trip; may be repeated. A copy may answer, where the scope allows it, and never within a transaction. */
    public <T> T read(Scope scope, String statement, Work<T> work) {
        return read(scope.tenant().value(), scope.deadline(), scope.staleness(), statement, work);
    }

    /** Reads before the tenant is known; the statement has to say by which right. */
    public <T> T readAnonymously(Instant deadline, Staleness staleness, String statement, Work<T> work) {
        return read("", deadline, staleness, statement, work);
    }

    /** Whether the primary is known to be gone, and a copy might answer a read of {@code scope}. */
    boolean readsElsewhere(Scope scope) {
        return mayBeStale(scope) && replica.orElseThrow().isPrimaryAway();
    }

    /** Whether a copy might answer a read of {@code scope} that finds no primary. */
    boolean mayBeStale(Scope scope) {
        return replica.isPresent() && !scope.staleness().isRefused() && !isJoined();
    }

    private <T> T read(String tenant, Instant deadline, Staleness staleness, String statement, Work<T> work) {
        if (replica.isEmpty() || staleness.isRefused() || isJoined()) {
            return call(tenant, deadline, statement, false, work);
        }
        Replica copy = replica.get();
        return copy.read(
                staleness,
                deadline,
                () -> call(tenant, deadline, statement, false, work),
                (sighting, until) -> timed(
                        statement,
                        () -> copy.run(
                                until,
                                statement,
                                connection -> work(
                                        connection,
                                        copy::translate,
                                        work,
                                        () -> Entry.of(tenant, copy.left(until), true)
                                                .watching(sighting)))));
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
        return timed(statement, () -> {
            if (outer == null) {
                return guarded(
                        deadline,
                        statement,
                        connection -> work(
                                connection,
                                failed -> gate.translate(failed, writes),
                                work,
                                () -> entry(tenant, deadline, !writes)));
            }
            if (!outer.tenant.equals(tenant)) {
                throw new IllegalStateException("a transaction of one tenant was asked for another's rows");
            }
            return translating(
                    failed -> gate.translate(failed, false),
                    () -> work.run(outer.session, entry(tenant, deadline, false)));
        });
    }

    private <T> T work(
            Connection connection,
            Function<SQLException, RuntimeException> verdict,
            Work<T> work,
            Supplier<Entry> entry) {
        try (SqlSession session = sessions.openSession(connection)) {
            return translating(verdict, () -> work.run(session, entry.get()));
        }
    }

    private <T> T timed(String statement, Supplier<T> call) {
        try (Timer.Context timed =
                timers.computeIfAbsent(statement, this::timer).time()) {
            return call.get();
        }
    }

    private Timer timer(String statement) {
        return metrics.timer("holdfast.sql." + statement);
    }

    private <T> T guarded(Instant deadline, String transaction, Gate.Attempt<T> attempt) {
        long start = System.nanoTime();
        try {
            return gate.run(deadline, transaction, attempt);
        } catch (RuntimeException | Error failed) {
            outcomes.failed(transaction, System.nanoTime() - start, failed);
            throw failed;
        }
    }

    private Entry entry(String tenant, Instant deadline, boolean reads) {
        return Entry.of(tenant, gate.left(deadline), reads);
    }

    /** How long a call waits at most for its turn, as things are. */
    Duration patience() {
        return gate.patience();
    }

    /** @throws dev.holdfast.domain.shared.DeadlineExceeded when nothing is left */
    Duration left(Instant deadline) {
        return gate.left(deadline);
    }

    /** Runs what may throw the driver's errors, wrapped by MyBatis. */
    private static <T> T translating(Function<SQLException, RuntimeException> verdict, Supplier<T> work) {
        try {
            return work.get();
        } catch (PersistenceException wrapped) {
            SQLException cause = sqlCause(wrapped);
            throw cause == null ? Verdicts.defect(wrapped) : verdict.apply(cause);
        }
    }

    private void commit(Connection connection) {
        SQLWarning warning;
        try {
            connection.commit();
            warning = connection.getWarnings();
        } catch (SQLException failed) {
            throw gate.translate(failed, true);
        }
        if (warning != null && "01000".equals(warning.getSQLState())) {
            // Committed here, but not known to have reached the synchronous standby.
            throw new OutcomeUnknown(warning);
        }
        // It goes back to the pool as it is, which makes it as it was: nothing more may fail once all has happened.
    }

    private static void undo(Connection connection, Throwable first) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException second) {
            first.addSuppressed(second); // never hides what went wrong first; the pool throws the connection away
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
