package dev.holdfast.app.config;

import java.time.Duration;
import java.util.List;

/**
 * How often the store is looked at while nobody asks. What was found is remembered for a day.
 *
 * @param interval between two short questions
 * @param poolInterval between two looks at the pools of connections
 */
public record HealthConfig(Duration interval, Duration poolInterval) {
    private static final Duration OFTEN = Duration.ofSeconds(5);
    private static final Duration SELDOM = Duration.ofHours(1);

    static final Setting<Duration> INTERVAL = Setting.of(
            "health.interval",
            "HOLDFAST_HEALTH_INTERVAL",
            Form.duration(OFTEN, SELDOM),
            "30s",
            "How often the store is asked whether it answers. What it said is kept for a day"
                    + " (`GET /v1/admin/health/history`), and the log says when it changes.");

    static final Setting<Duration> POOL_INTERVAL = Setting.of(
            "health.pool_interval",
            "HOLDFAST_HEALTH_POOL_INTERVAL",
            Form.duration(OFTEN, SELDOM),
            "1m",
            "How often the pools of connections are looked at. The log says when one gets short, and when it no longer is.");

    static final Section SECTION = new Section("Health", List.of(INTERVAL, POOL_INTERVAL));

    static HealthConfig of(Values values) {
        return new HealthConfig(values.get(INTERVAL), values.get(POOL_INTERVAL));
    }
}
