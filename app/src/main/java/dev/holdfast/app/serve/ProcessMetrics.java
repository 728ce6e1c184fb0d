package dev.holdfast.app.serve;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.jvm.GarbageCollectorMetricSet;
import com.codahale.metrics.jvm.MemoryUsageGaugeSet;
import java.lang.management.ManagementFactory;

/** What the process takes: memory by pool, collections of garbage, threads, and the time it has run. */
public final class ProcessMetrics {
    private static final String JVM = "holdfast.jvm.";

    private ProcessMetrics() {}

    public static void register(MetricRegistry metrics) {
        metrics.registerAll(JVM + "memory", new MemoryUsageGaugeSet());
        metrics.registerAll(JVM + "gc", new GarbageCollectorMetricSet());
        metrics.gauge(JVM + "threads", () ->
                (Gauge<Integer>) () -> ManagementFactory.getThreadMXBean().getThreadCount());
        metrics.gauge(JVM + "uptime_seconds", () ->
                (Gauge<Long>) () -> ManagementFactory.getRuntimeMXBean().getUptime() / 1000);
    }
}
