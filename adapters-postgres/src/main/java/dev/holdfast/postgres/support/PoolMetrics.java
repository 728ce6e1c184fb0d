package dev.holdfast.postgres.support;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import dev.holdfast.ports.operations.PoolFigures;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The figures of a pool as metrics, by the names they have everywhere. */
final class PoolMetrics {
    private static final Map<String, Function<PoolFigures, Number>> FIGURES = Map.of(
            "size", PoolFigures::size,
            "open", PoolFigures::open,
            "in_use", PoolFigures::inUse,
            "idle", PoolFigures::idle,
            "waiting", PoolFigures::waiting,
            "waits", PoolFigures::waits,
            "wait_ms", PoolFigures::waitMs,
            "refused", PoolFigures::refused,
            "opened", PoolFigures::opened,
            "closed", PoolFigures::closed);

    private PoolMetrics() {}

    static void register(MetricRegistry metrics, String name, Supplier<PoolFigures> figures) {
        FIGURES.forEach((figure, value) -> metrics.gauge(
                "holdfast.pool." + name + "." + figure, () -> (Gauge<Number>) () -> value.apply(figures.get())));
    }
}
