package dev.holdfast.ports.operations;

import dev.holdfast.domain.shared.Moments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * How the store is: asked now, and watched all the time. However many ask at once, the store is asked once. Shows nothing of a tenant,
 * so who may ask is decided where the question comes in, as it is for metrics.
 */
public final class HealthService {
    /** How long what was found is remembered. */
    public static final Duration MEMORY = Duration.ofHours(24);

    /** The most samples that one answer holds. */
    public static final int MOST_SAMPLES = 1_000;

    private static final String DATABASE = "database";
    private static final int MOST_NOTICES = 500;
    private static final Duration TRUST = Duration.ofMillis(250);
    private static final Duration DEEP_TRUST = Duration.ofSeconds(2);

    /** On average every tenth moment somebody waited: more than a burst. */
    private static final int CROWDED = 10;

    private final StoreHealth store;
    private final Supplier<List<Finding>> others;
    private final Clock clock;
    private final Shared<HealthReport> shallow = new Shared<>();
    private final Shared<DeepHealthReport> deep = new Shared<>();
    private final Recent<HealthSample> samples;
    private final Recent<PoolSample> pools;
    private final Recent<HealthNotice> notices = new Recent<>(MOST_NOTICES, HealthNotice::at);

    private final Lock watching = new ReentrantLock();
    private final Map<String, HealthStatus> known = new HashMap<>();
    private final Map<String, PoolFigures> before = new HashMap<>();
    private Instant lastPools;

    /**
     * @param interval between two calls of {@link #watch}
     * @param poolInterval between two calls of {@link #watchPools}
     */
    public HealthService(StoreHealth store, Duration interval, Duration poolInterval, Clock clock) {
        this(store, List::of, interval, poolInterval, clock);
    }

    /** @param others what is looked at beside the store; always the same names in the same order, and throws nothing */
    public HealthService(
            StoreHealth store, Supplier<List<Finding>> others, Duration interval, Duration poolInterval, Clock clock) {
        this.store = store;
        this.others = others;
        this.clock = clock;
        this.samples = new Recent<>(fitting(interval), HealthSample::at);
        this.pools = new Recent<>(fitting(poolInterval), PoolSample::at);
        this.lastPools = now();
    }

    private static int fitting(Duration interval) {
        return Math.toIntExact(MEMORY.dividedBy(interval)) + 1;
    }

    /** One short question and the pools. */
    public HealthReport report() {
        return shallow.get(TRUST, this::ask);
    }

    /** Every look there is. */
    public DeepHealthReport examine() {
        return deep.get(DEEP_TRUST, () -> {
            Instant at = now();
            List<Finding> checks = new ArrayList<>(store.examine());
            store.pools().forEach(pool -> checks.add(pool.finding()));
            checks.addAll(others.get());
            return new DeepHealthReport(
                    HealthStatus.worst(checks.stream().map(Finding::status).toList()),
                    at,
                    Duration.between(at, now()).toMillis(),
                    checks);
        });
    }

    /** What was found after a moment; at most {@value #MOST_SAMPLES} samples, and what belongs to their time. */
    public HealthHistory history(Instant after) {
        List<HealthSample> more = samples.between(after, Instant.MAX, MOST_SAMPLES + 1);
        boolean cut = more.size() > MOST_SAMPLES;
        List<HealthSample> found = cut ? more.subList(0, MOST_SAMPLES) : more;
        Instant until = cut ? found.getLast().at() : Instant.MAX;
        return new HealthHistory(
                found,
                pools.between(after, until, MOST_SAMPLES),
                notices.between(after, until, MOST_NOTICES),
                cut ? Optional.of(until) : Optional.empty());
    }

    /** Asks the store and remembers what it said. @return what became better or worse by it */
    public List<HealthNotice> watch() {
        HealthReport found = report();
        HealthStatus status = answered(found) ? HealthStatus.OK : HealthStatus.FAILED;
        samples.add(new HealthSample(found.at(), status, found.latencyMs(), found.finding()));
        return noticed(found.at(), Map.of(DATABASE, new Condition(status, found.finding())));
    }

    /** Looks at the pools and remembers what they were. @return what became better or worse since the last look */
    public List<HealthNotice> watchPools() {
        watching.lock();
        try {
            Instant at = now();
            List<PoolFigures> found = store.pools();
            pools.add(new PoolSample(at, found));
            Duration since = Duration.between(lastPools, at);
            Map<String, Condition> conditions = new HashMap<>();
            for (PoolFigures pool : found) {
                conditions.put("pool_" + pool.name(), condition(pool, before.getOrDefault(pool.name(), pool), since));
                before.put(pool.name(), pool);
            }
            lastPools = at;
            // While the database is away everybody waits: that is said already.
            return known.get(DATABASE) == HealthStatus.FAILED ? List.of() : noticed(at, conditions);
        } finally {
            watching.unlock();
        }
    }

    private record Condition(HealthStatus status, String finding) {}

    /** A look at one moment misses what was between two: the sums since the last look do not. */
    private static Condition condition(PoolFigures pool, PoolFigures last, Duration since) {
        long refused = pool.refused() - last.refused();
        long waitedMs = pool.waitMs() - last.waitMs();
        boolean crowded = waitedMs * CROWDED >= since.toMillis() && waitedMs > 0;
        String finding = pool.finding().finding();
        if (refused > 0 || crowded) {
            finding += "; since the last look " + (pool.waits() - last.waits()) + " callers waited " + waitedMs
                    + " ms in all, " + refused + " of them in vain";
        }
        boolean strained = pool.saturated() || pool.waiting() > 0 || crowded || refused > 0;
        return new Condition(strained ? HealthStatus.WARNING : HealthStatus.OK, finding);
    }

    /** What is other than it was known to be; what is good from the beginning is no news. */
    private List<HealthNotice> noticed(Instant at, Map<String, Condition> found) {
        watching.lock();
        try {
            List<HealthNotice> news = new ArrayList<>();
            found.forEach((subject, condition) -> {
                HealthStatus last = known.getOrDefault(subject, HealthStatus.OK);
                known.put(subject, condition.status());
                if (last != condition.status()) {
                    news.add(new HealthNotice(at, subject, condition.status(), condition.finding()));
                }
            });
            news.forEach(notices::add);
            return List.copyOf(news);
        } finally {
            watching.unlock();
        }
    }

    private HealthReport ask() {
        Instant at = now();
        Pulse pulse = store.pulse();
        List<PoolFigures> figures = store.pools();
        List<HealthStatus> all = new ArrayList<>(
                figures.stream().map(pool -> pool.finding().status()).toList());
        all.add(pulse.answers() ? HealthStatus.OK : HealthStatus.FAILED);
        return new HealthReport(HealthStatus.worst(all), at, pulse.latencyMs(), pulse.finding(), figures);
    }

    /** A strained pool is a warning at most: only a store that does not answer makes the report a failure. */
    private static boolean answered(HealthReport report) {
        return report.status() != HealthStatus.FAILED;
    }

    private Instant now() {
        return Moments.toMicros(clock.instant());
    }

    private record Answer<T>(T value, Instant at) {}

    /** One asks, and who came meanwhile gets the same answer. */
    private final class Shared<T> {
        private final Lock asking = new ReentrantLock();
        private Optional<Answer<T>> last = Optional.empty();

        T get(Duration trust, Supplier<T> ask) {
            asking.lock();
            try {
                Answer<T> answer =
                        last.filter(known -> isRecent(known, trust)).orElseGet(() -> new Answer<>(ask.get(), now()));
                last = Optional.of(answer);
                return answer.value();
            } finally {
                asking.unlock();
            }
        }

        /** A clock that was set back makes nothing recent. */
        private boolean isRecent(Answer<T> known, Duration trust) {
            return Duration.between(known.at(), now()).abs().compareTo(trust) < 0;
        }
    }
}
