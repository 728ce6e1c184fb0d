package dev.holdfast.postgres.support;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import com.zaxxer.hikari.HikariDataSource;
import dev.holdfast.domain.shared.Staleness;
import dev.holdfast.domain.shared.StoreBusy;
import dev.holdfast.domain.shared.StoreException;
import dev.holdfast.domain.shared.StoreFault;
import dev.holdfast.domain.shared.StoreUnavailable;
import dev.holdfast.domain.shared.TooStale;
import dev.holdfast.ports.operations.PoolFigures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
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
    private volatile boolean foreign;

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
        this.asked = metrics.counter("holdfast.replica.reads.asked");
        this.instead = metrics.counter("holdfast.replica.reads.instead");
        this.tooStale = metrics.counter("holdfast.replica.reads.too_stale");
        gauge(metrics, "holdfast.replica.usable", () -> isUsable() ? 1 : 0);
        gauge(
                metrics,
                "holdfast.replica.lag_seconds",
                () -> age().map(Replica::seconds).orElse(Double.NaN));
        gauge(metrics, "holdfast.replica.primary_away", () -> this.primary.isAway() ? 1 : 0);
        this.looks = Executors.newScheduledThreadPool(
                2, Thread.ofVirtual().name("holdfast-replica-", 0).factory());
        this.going = List.of(again(this::lookAtPrimary), again(this::lookAtCopy));
    }

    private ScheduledFuture<?> again(Runnable look) {
        return looks.scheduleWithFixedDelay(
                () -> {
                    try {
                        look.run();
                    } catch (RuntimeException broken) { // which would be the last look otherwise
                        LOG.error("looking at the database or its replica failed", broken);
                    }
                },
                0,
                BETWEEN_LOOKS_MS,
                TimeUnit.MILLISECONDS);
    }

    /** Whether it answers, and is a copy of the primary. */
    public boolean isUsable() {
        return !copy.isAway() && copy.last().isPresent() && !foreign;
    }

    /** Whether the database does not answer, so that all reads that may come here do. */
    public boolean isPrimaryAway() {
        return primary.isAway();
    }

    /** How old, at most, what it had when it was looked at last. */
    public Optional<Duration> age() {
        return copy.last().flatMap(beat -> positions.age(beat.position(), System.nanoTime()));
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
     * @param old reads at the copy, and lets it tell how far it was
     * @throws TooStale when only the copy answers, and is older than allowed
     */
    <T> T read(Staleness wish, Instant deadline, Supplier<T> newest, Function<Sighting, T> old) {
        return wish.isAsked() ? asAsked(wish, deadline, newest, old) : ifNeedBe(wish, deadline, newest, old);
    }

    private <T> T asAsked(Staleness wish, Instant deadline, Supplier<T> newest, Function<Sighting, T> old) {
        Optional<Duration> age = Optional.empty();
        if (isUsable()) {
            Sighting sighting = new Sighting();
            try {
                T answer = old.apply(sighting);
                age = positions.age(sighting, System.nanoTime());
                if (age.filter(wish::allows).isPresent()) {
                    wish.saw(age.get());
                    asked.inc();
                    return answer;
                }
            } catch (StoreUnavailable | StoreBusy | StoreFault failed) {
                LOG.debug("the replica did not answer, and the primary is asked", failed);
            }
        }
        try {
            if (primary.isAway()) {
                throw gone();
            }
            return newest.get();
        } catch (StoreUnavailable gone) {
            throw age.isPresent() && isPrimaryGone(deadline) ? refused(gone) : gone;
        }
    }

    private <T> T ifNeedBe(Staleness wish, Instant deadline, Supplier<T> newest, Function<Sighting, T> old) {
        if (primary.isAway()) {
            return instead(wish, old, gone());
        }
        try {
            return newest.get();
        } catch (StoreUnavailable failed) {
            if (!isPrimaryGone(deadline)) {
                throw failed; // it is only busy
            }
            return instead(wish, old, failed);
        }
    }

    private <T> T instead(Staleness wish, Function<Sighting, T> old, StoreUnavailable gone) {
        Sighting sighting = new Sighting();
        T answer;
        try {
            if (foreign) {
                throw gone;
            }
            answer = old.apply(sighting);
        } catch (StoreUnavailable | StoreBusy | StoreFault neither) {
            throw gone;
        }
        Duration age = positions.age(sighting, System.nanoTime()).orElseThrow(() -> gone);
        if (!wish.allows(age)) {
            throw refused(gone);
        }
        wish.saw(age);
        instead.inc();
        return answer;
    }

    /** Asks it once more, and takes no longer than the caller has. */
    private boolean isPrimaryGone(Instant deadline) {
        if (primary.isAway()) {
            return true;
        }
        try {
            return CompletableFuture.supplyAsync(primary::look, asks)
                    .get(gate.left(deadline).toMillis(), TimeUnit.MILLISECONDS)
                    .isEmpty();
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
        boolean wasAway = primary.isAway();
        long before = System.nanoTime();
        Optional<Pulse.Beat> beat = primary.look();
        // A primary that was made a standby is as good as gone; who it is now, the driver finds out.
        beat.filter(now -> !now.standby()).ifPresent(now -> positions.note(now.position(), before));
        if (primary.isAway() != wasAway) {
            if (wasAway) {
                LOG.info("the database answers again: reads are the newest from here on");
            } else {
                LOG.warn("the database does not answer: reads are answered by the replica, as old as it is");
            }
        }
    }

    private void lookAtCopy() {
        Optional<Pulse.Beat> beat = copy.look();
        if (beat.isEmpty() || primary.last().isEmpty()) {
            return;
        }
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
