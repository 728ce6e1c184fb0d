package dev.holdfast.postgres.support;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Snapshot;
import com.codahale.metrics.Timer;
import dev.holdfast.domain.shared.Moments;
import dev.holdfast.ports.operations.SlowStatement;
import dev.holdfast.ports.operations.StatementFigures;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long statements take, which took too long, and how the database goes about those. Knows nothing of what they were called with. */
public final class StatementStatistics implements StatementWatch {
    /** Every statement, at debug; has a name of its own so that it can be switched on by itself. */
    public static final String VERBOSE = "dev.holdfast.statements";

    /** So many slow calls are kept. */
    public static final int KEPT = 200;

    private static final Logger SLOW = LoggerFactory.getLogger(StatementStatistics.class);
    private static final Logger EVERY = LoggerFactory.getLogger(VERBOSE);
    private static final long BETWEEN_LINES = TimeUnit.SECONDS.toNanos(10);
    private static final long BETWEEN_PLANS = TimeUnit.MINUTES.toNanos(1);

    private final Duration threshold;
    private final Plans plans;
    private final MetricRegistry metrics;
    private final Clock clock;
    private final Map<String, Tally> tallies = new ConcurrentHashMap<>();
    private final Deque<Kept> kept = new ArrayDeque<>();
    private final Lock keeping = new ReentrantLock();

    /**
     * @param threshold a call that took as long, or longer, is slow
     * @param plans asked how the database goes about slow reads, each at most once a minute
     */
    public StatementStatistics(Duration threshold, Plans plans, MetricRegistry metrics, Clock clock) {
        this.threshold = threshold;
        this.plans = plans;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Finds out how the database goes about a call. */
    @FunctionalInterface
    public interface Plans {
        /** Returns at once; {@code found} gets the plan later, on another thread, or never. */
        void find(Question question, PlanFound found);
    }

    /** Takes a plan. */
    @FunctionalInterface
    public interface PlanFound {
        void is(List<String> plan);
    }

    public Duration threshold() {
        return threshold;
    }

    @Override
    public void ran(String statement, Question question, long nanos, int rows, Optional<SQLException> failure) {
        Tally tally = tallies.computeIfAbsent(statement, this::tally);
        tally.timer.update(nanos, TimeUnit.NANOSECONDS);
        tally.nanos.add(nanos);
        tally.longest.accumulate(nanos);
        tally.rows.add(rows);
        if (failure.isPresent()) {
            tally.failures.increment();
        }
        if (EVERY.isDebugEnabled()) {
            EVERY.debug("{}: {} ms, {} rows{}", statement, millis(nanos), rows, words(failure));
        }
        if (nanos >= threshold.toNanos()) {
            tally.slow.increment();
            keep(statement, question, nanos, rows, failure, tally);
        }
    }

    private void keep(
            String statement, Question question, long nanos, int rows, Optional<SQLException> failure, Tally tally) {
        Kept slow = new Kept(new SlowStatement(
                Moments.toMicros(clock.instant()), statement, millis(nanos), rows, failure.map(this::kind), List.of()));
        keeping.lock();
        try {
            if (kept.size() == KEPT) {
                kept.removeLast();
            }
            kept.addFirst(slow);
        } finally {
            keeping.unlock();
        }
        long unsaid = tally.unsaid.incrementAndGet();
        if (isDue(tally.lastLine, BETWEEN_LINES)) {
            tally.unsaid.addAndGet(-unsaid);
            SLOW.warn(
                    "slow statement {}: {} ms, {} rows{}{}",
                    statement,
                    millis(nanos),
                    rows,
                    words(failure),
                    unsaid > 1 ? "; " + (unsaid - 1) + " more like it since the last line" : "");
        }
        if (question.reads() && isDue(tally.lastPlan, BETWEEN_PLANS)) {
            plans.find(question, plan -> slow.plan = plan);
        }
    }

    /** Whether so much time has passed since it last was; whoever is told so is the only one. */
    private static boolean isDue(AtomicLong last, long between) {
        long now = System.nanoTime();
        long before = last.get();
        return now - before >= between && last.compareAndSet(before, now);
    }

    /** The latest slow calls, the newest first. */
    public List<SlowStatement> slow() {
        keeping.lock();
        try {
            return kept.stream().map(Kept::now).toList();
        } finally {
            keeping.unlock();
        }
    }

    /** What ran, by name. */
    public List<StatementFigures> figures() {
        List<StatementFigures> figures = new ArrayList<>();
        tallies.forEach((statement, tally) -> figures.add(tally.figures(statement)));
        figures.sort(Comparator.comparing(StatementFigures::statement));
        return figures;
    }

    private Tally tally(String statement) {
        return new Tally(metrics.timer("holdfast.statement." + statement));
    }

    private String words(Optional<SQLException> failure) {
        return failure.map(cause -> ", failed: " + kind(cause)).orElse("");
    }

    private String kind(SQLException cause) {
        return SqlStates.classify(cause).name().toLowerCase(Locale.ROOT);
    }

    private static double millis(double nanos) {
        return Math.round(nanos / 1e3) / 1e3;
    }

    private static double millis(long nanos) {
        return millis((double) nanos);
    }

    /** A slow call and its plan, once that is known. */
    private static final class Kept {
        private final SlowStatement call;
        private volatile List<String> plan = List.of();

        Kept(SlowStatement call) {
            this.call = call;
        }

        SlowStatement now() {
            return new SlowStatement(call.at(), call.statement(), call.tookMs(), call.rows(), call.failure(), plan);
        }
    }

    /** The sums of one statement. */
    private static final class Tally {
        final Timer timer;
        final LongAdder nanos = new LongAdder();
        final LongAdder rows = new LongAdder();
        final LongAdder failures = new LongAdder();
        final LongAdder slow = new LongAdder();
        final LongAccumulator longest = new LongAccumulator(Math::max, 0);
        final AtomicLong unsaid = new AtomicLong();
        final AtomicLong lastLine = new AtomicLong(System.nanoTime() - BETWEEN_LINES);
        final AtomicLong lastPlan = new AtomicLong(System.nanoTime() - BETWEEN_PLANS);

        Tally(Timer timer) {
            this.timer = timer;
        }

        StatementFigures figures(String statement) {
            Snapshot latest = timer.getSnapshot();
            return new StatementFigures(
                    statement,
                    timer.getCount(),
                    failures.sum(),
                    slow.sum(),
                    rows.sum(),
                    millis(nanos.sum()),
                    millis(latest.getMedian()),
                    millis(latest.get95thPercentile()),
                    millis(longest.get()));
        }
    }
}
