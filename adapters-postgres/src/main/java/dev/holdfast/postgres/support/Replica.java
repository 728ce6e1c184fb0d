package dev.holdfast.postgres.support;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import com.zaxxer.hikari.HikariDataSource;
import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.Staleness;
import dev.holdfast.domain.shared.StoreBusy;
import dev.holdfast.domain.shared.StoreException;
import dev.holdfast.domain.shared.StoreFault;
import dev.holdfast.domain.shared.StoreUnavailable;
import dev.holdfast.domain.shared.TooStale;
import dev.holdfast.ports.operations.PoolFigures;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A standby that answers reads: those that ask for it, and all that allow it while the primary is gone. The primary is gone when it
 * does not answer a question of its own, never because it is busy: whoever did not ask must not read what is old while the newest is to
 * be had.
 */
public final class Replica implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Replica.class);
    private static final long BETWEEN_LOOKS_MS = 500;

    /** What a copy may take of the time of a call that its primary could answer. */
    private static final Duration LONGEST_TRY = Duration.ofSeconds(1);

    /** Nothing is missing. */
    private static final long WHOLE = Long.MIN_VALUE;

    /** Something is missing, and the primary was not asked since. */
    private static final long UNKNOWN = Long.MAX_VALUE;

    /** Reads at the copy, which has to tell how far it was, until {@code deadline}. */
    @FunctionalInterface
    interface OldRead<T> {
        T read(Sighting sighting, Instant deadline);
    }

    private final HikariDataSource pool;
    private final Gate gate;
    private final Pulse primary;
    private final Pulse copy;
    private final Positions positions = new Positions();
    private final ScheduledExecutorService looks;
    private final List<ScheduledFuture<?>> going;
    private final ExecutorService asks = Executors.newVirtualThreadPerTaskExecutor();
    private final Counter asked;
    private final Counter instead;
    private final Counter tooStale;
    private final AtomicLong furthest = new AtomicLong(Long.MIN_VALUE);
    private volatile LongSupplier answered;
    private volatile long primaryLook = System.nanoTime();
    private volatile boolean foreign;
    private volatile boolean diverged;
    private volatile boolean promoted;

    /** How far it has to be so that nothing is missing which its primary had when that was found out. */
    private final AtomicLong lack = new AtomicLong(WHOLE);

    /**
     * Connects to nothing yet.
     *
     * @param standby where the copy is
     * @param primary whether the newest can be had
     * @param copy whether the copy can
     */
    public Replica(PostgresConfig standby, Pulse primary, Pulse copy, MetricRegistry metrics, Clock clock) {
        this.pool = Pools.open(standby, "replica", standby.pool().size(), metrics);
        this.gate = new Gate("replica", pool, standby.pool().patience(), metrics, clock);
        this.primary = primary;
        this.copy = copy;
        long start = System.nanoTime();
        this.answered = () -> start;
        this.asked = metrics.counter("holdfast.replica.reads.asked");
        this.instead = metrics.counter("holdfast.replica.reads.instead");
        this.tooStale = metrics.counter("holdfast.replica.reads.too_stale");
        gauge(metrics, "holdfast.replica.usable", () -> isUsable() ? 1 : 0);
        gauge(
                metrics,
                "holdfast.replica.lag_seconds",
                () -> age().map(Replica::seconds).orElse(Double.NaN));
        gauge(metrics, "holdfast.replica.primary_away", () -> isPrimaryAway() ? 1 : 0);
        this.looks = Executors.newScheduledThreadPool(
                2, Thread.ofVirtual().name("holdfast-replica-", 0).factory());
        this.going = List.of(again(this::lookAtPrimary), again(this::lookAtCopy));
    }

    private ScheduledFuture<?> again(Runnable look) {
        return looks.scheduleWithFixedDelay(
                () -> {
                    try {
                        look.run();
                    } catch (RuntimeException | Error broken) { // which would be the last look otherwise
                        LOG.error("looking at the database or its replica failed", broken);
                    }
                },
                0,
                BETWEEN_LOOKS_MS,
                TimeUnit.MILLISECONDS);
    }

    /**
     * Lets answers of the primary be a sign of life: a look may be lost where they come through.
     *
     * @param lastAnswered when the last call began that was answered, as {@link System#nanoTime}
     */
    void beside(LongSupplier lastAnswered) {
        answered = lastAnswered;
    }

    /** Whether it answers, is known to be a copy of the primary, and is not known to lack what statements need. */
    public boolean isUsable() {
        return answers() && lack.get() == WHOLE;
    }

    /** What it lacks may be nothing to a statement, which is better than no answer. */
    private boolean isPreferable() {
        return answers() && (lack.get() == WHOLE || isPrimaryAway());
    }

    /** Whether it answers, and is known to be a copy of the primary: while that is gone, more is not asked for. */
    public boolean answers() {
        return !copy.isAway() && !diverged && copy.last().filter(this::isCopy).isPresent();
    }

    private boolean isCopy(Pulse.Beat beat) {
        return beat.standby()
                && primary.last()
                        .filter(newest -> newest.system() == beat.system())
                        .isPresent();
    }

    /** Whether the database does not answer, so that all reads that may come here do. */
    public boolean isPrimaryAway() {
        return primary.isAway() && answered.getAsLong() - primaryLook < 0;
    }

    /** How old, at most, what it had when it was looked at last. */
    public Optional<Duration> age() {
        return copy.last().filter(this::isCopy).flatMap(beat -> positions.age(beat.position(), System.nanoTime()));
    }

    /** How old an answer is: nothing is known of one that is of no copy, or of a copy with another history. */
    private Optional<Duration> age(Sighting sighting) {
        if (diverged
                || primary.last()
                        .filter(newest -> sighting.isOf(newest.system()))
                        .isEmpty()) {
            return Optional.empty();
        }
        sighting.replayed().ifPresent(position -> furthest.accumulateAndGet(position, Math::max));
        return positions.age(sighting, System.nanoTime());
    }

    /**
     * What is thrown in the stead of what the copy's driver says. A statement that names what is not there is no defect of the
     * program's: the primary has it, and the copy has not replayed yet what made it.
     */
    RuntimeException translate(SQLException failed) {
        if (!SqlStates.isMissing(failed)) {
            return gate.translate(failed, false);
        }
        if (lack.compareAndSet(WHOLE, UNKNOWN)) {
            LOG.warn(
                    "the replica lacks what statements need, as while it is behind a migration (SQLSTATE {}): while the"
                            + " database answers, nothing is read there until it has what the database has now",
                    failed.getSQLState());
        }
        gate.count("missing");
        return new StoreFault(failed); // it is there, and answers what it can
    }

    PoolFigures figures() {
        return gate.figures();
    }

    /** Work on one of its connections. */
    <T> T run(Instant deadline, String what, Gate.Attempt<T> attempt) {
        return gate.run(deadline, what, attempt);
    }

    /** What is left until {@code deadline}. */
    Duration left(Instant deadline) {
        return gate.left(deadline);
    }

    /**
     * Reads where {@code wish} wants it.
     *
     * @param newest reads at the primary
     * @param old reads at the copy
     * @throws TooStale when only the copy answers, and is older than allowed
     */
    <T> T read(Staleness wish, Instant deadline, Supplier<T> newest, OldRead<T> old) {
        return wish.isAsked() ? asAsked(wish, deadline, newest, old) : ifNeedBe(wish, deadline, newest, old);
    }

    private <T> T asAsked(Staleness wish, Instant deadline, Supplier<T> newest, OldRead<T> old) {
        Optional<Duration> age = Optional.empty();
        if (isPreferable()) {
            Sighting sighting = new Sighting();
            try {
                T answer = old.read(sighting, isPrimaryAway() ? deadline : soon(deadline));
                age = age(sighting);
                if (age.filter(wish::allows).isPresent()) {
                    wish.saw(age.get());
                    asked.inc();
                    return answer;
                }
            } catch (StoreUnavailable | StoreBusy | StoreFault | DeadlineExceeded failed) {
                LOG.debug("the replica did not answer, and the primary is asked", failed);
            }
        }
        try {
            if (isPrimaryAway()) {
                throw gone();
            }
            return newest.get();
        } catch (StoreUnavailable gone) {
            throw age.isPresent() && isPrimaryGone(deadline) ? refused(gone) : gone;
        }
    }

    private <T> T ifNeedBe(Staleness wish, Instant deadline, Supplier<T> newest, OldRead<T> old) {
        if (isPrimaryAway()) {
            return instead(wish, deadline, old, gone());
        }
        try {
            return newest.get();
        } catch (StoreUnavailable failed) {
            if (!isPrimaryGone(deadline)) {
                throw failed; // it is only busy
            }
            return instead(wish, deadline, old, failed);
        }
    }

    private <T> T instead(Staleness wish, Instant deadline, OldRead<T> old, StoreUnavailable gone) {
        Sighting sighting = new Sighting();
        T answer;
        try {
            if (!answers()) {
                throw gone;
            }
            answer = old.read(sighting, deadline);
        } catch (StoreUnavailable | StoreBusy | StoreFault neither) {
            throw gone;
        }
        Duration age = age(sighting).orElseThrow(() -> gone);
        if (!wish.allows(age)) {
            throw refused(gone);
        }
        wish.saw(age);
        instead.inc();
        return answer;
    }

    /** A copy that hangs must not cost the answer that the primary would have given. */
    private Instant soon(Instant deadline) {
        Duration left = gate.left(deadline);
        Duration half = left.dividedBy(2);
        return deadline.minus(left.minus(half.compareTo(LONGEST_TRY) < 0 ? half : LONGEST_TRY));
    }

    /** Asks it once more, and takes no longer than the caller has. */
    private boolean isPrimaryGone(Instant deadline) {
        if (isPrimaryAway()) {
            return true;
        }
        try {
            CompletableFuture.supplyAsync(this::heard, asks)
                    .get(gate.left(deadline).toMillis(), TimeUnit.MILLISECONDS);
            return isPrimaryAway();
        } catch (RejectedExecutionException closed) {
            throw new StoreUnavailable(closed);
        } catch (TimeoutException unanswered) {
            return false;
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable(stopped);
        }
    }

    private StoreException refused(StoreUnavailable gone) {
        tooStale.inc();
        return new TooStale(gone);
    }

    private static StoreUnavailable gone() {
        return new StoreUnavailable(new IllegalStateException("the primary does not answer"));
    }

    private void lookAtPrimary() {
        boolean wasAway = isPrimaryAway();
        long missing = lack.get();
        boolean lacks = missing == UNKNOWN;
        long copied = furthest.get();
        long before = System.nanoTime();
        // A primary that was made a standby is as good as gone; who it is now, the driver finds out.
        heard().filter(now -> !now.standby()).ifPresent(now -> {
            if (copied > now.position() && !diverged) {
                diverged = true;
                LOG.error("the replica has what the database never had, or has lost: nothing is read there. Build it"
                        + " anew, and restart this server");
            }
            positions.note(now.position(), before);
            if (lacks) {
                lack.set(now.position());
            } else if (missing != WHOLE && missing != UNKNOWN && missing > now.position()) {
                lack.compareAndSet(missing, now.position()); // a failover lost what was there beyond
            }
        });
        if (isPrimaryAway() != wasAway) {
            if (wasAway) {
                LOG.info("the database answers again: reads are the newest from here on");
            } else {
                LOG.warn("the database does not answer: reads are answered by the replica, as old as it is");
            }
        }
    }

    /** What the primary says. What was answered before the look is no sign of life any more when that is over. */
    private Optional<Pulse.Beat> heard() {
        long before = System.nanoTime();
        Optional<Pulse.Beat> beat = primary.look();
        primaryLook = before;
        return beat;
    }

    private void lookAtCopy() {
        Optional<Pulse.Beat> beat = copy.look();
        if (beat.isEmpty() || primary.last().isEmpty()) {
            return;
        }
        beat.filter(this::isCopy).ifPresent(now -> {
            furthest.accumulateAndGet(now.position(), Math::max);
            long missing = lack.get();
            if (missing != WHOLE && now.position() >= missing) {
                lack.set(WHOLE);
                LOG.info("the replica has replayed what it lacked, and is read again");
            }
        });
        if (promoted && beat.get().standby()) {
            pool.getHikariPoolMXBean().softEvictConnections(); // which may be of the host that is no standby
        }
        promoted = !beat.get().standby();
        boolean other = beat.get().system() != primary.last().get().system();
        if (other && !foreign) {
            LOG.error("the replica is no copy of the database, and nothing is read there");
        }
        foreign = other;
    }

    private static double seconds(Duration age) {
        return age.toMillis() / 1_000.0;
    }

    private static void gauge(MetricRegistry metrics, String name, Gauge<Number> gauge) {
        metrics.gauge(name, () -> gauge);
    }

    @Override
    public void close() {
        going.forEach(look -> look.cancel(true));
        looks.shutdownNow();
        asks.shutdownNow();
        primary.close();
        copy.close();
        pool.close();
    }
}
