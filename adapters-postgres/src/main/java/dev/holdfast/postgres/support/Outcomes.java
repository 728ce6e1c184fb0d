package dev.holdfast.postgres.support;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import dev.holdfast.domain.shared.DomainException;
import dev.holdfast.domain.shared.StoreException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How transactions end, by name: how many were committed, and why the others were not, each with its time from the wait for a connection
 * to the last repetition. A call by itself is a transaction by the name of its statement; those that go well are counted there.
 */
final class Outcomes {
    private static final String COMMITTED = "committed";

    private final MetricRegistry metrics;
    private final Map<String, Timer> committed = new ConcurrentHashMap<>();

    Outcomes(MetricRegistry metrics) {
        this.metrics = metrics;
    }

    void committed(String transaction, long nanos) {
        committed.computeIfAbsent(transaction, name -> timer(name, COMMITTED)).update(nanos, TimeUnit.NANOSECONDS);
    }

    void failed(String transaction, long nanos, Throwable failure) {
        timer(transaction, classOf(failure)).update(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(String transaction, String outcome) {
        return metrics.timer("holdfast.transaction." + transaction + "." + outcome);
    }

    /** The codes that callers see; {@code rolled_back} when it was the work, and not the store, that gave up. */
    private static String classOf(Throwable failure) {
        return switch (failure) {
            case DuplicateRow duplicate -> "duplicate";
            case StoreException store -> store.code();
            case DomainException refusal -> refusal.code();
            default -> "rolled_back";
        };
    }
}
