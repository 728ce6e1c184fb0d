package dev.holdfast.http.support;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.LockFreeExponentiallyDecayingReservoir;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is counted about requests: {@code holdfast.http.requests.<operation>.<status class>} (timers),
 * {@code holdfast.http.in-flight} (gauge) and {@code holdfast.http.refused.<problem code>} (counters). Names hold no more than
 * declared operations and codes, so a caller cannot make new ones.
 */
public final class RequestMetrics {
    /** The timers of one operation, one for each status class. */
    static final class Timers {
        private final Timer[] byClass = new Timer[6];

        Timers(MetricRegistry metrics, String operation) {
            for (int statusClass = 2; statusClass < byClass.length; statusClass++) {
                byClass[statusClass] = metrics.timer(
                        MetricRegistry.name("holdfast.http.requests", operation.replace('.', '-'), statusClass + "xx"),
                        () -> new Timer(
                                LockFreeExponentiallyDecayingReservoir.builder().build()));
            }
            byClass[0] = byClass[5];
            byClass[1] = byClass[5];
        }

        void record(int status, long nanos) {
            byClass[status / 100].update(nanos, TimeUnit.NANOSECONDS);
        }
    }

    private final Timers unrouted;
    private final LongAdder inFlight = new LongAdder();
    private final Map<Problem, Counter> refused = new EnumMap<>(Problem.class);

    RequestMetrics(MetricRegistry metrics) {
        unrouted = new Timers(metrics, "unrouted");
        metrics.gauge("holdfast.http.in-flight", () -> (Gauge<Long>) inFlight::sum);
        for (Problem problem : Problem.values()) {
            refused.put(problem, metrics.counter("holdfast.http.refused." + problem.code()));
        }
    }

    Timers unrouted() {
        return unrouted;
    }

    LongAdder inFlight() {
        return inFlight;
    }

    void refused(Problem problem) {
        Objects.requireNonNull(refused.get(problem)).inc();
    }
}
