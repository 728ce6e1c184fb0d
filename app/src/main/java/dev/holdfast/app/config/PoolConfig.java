package dev.holdfast.app.config;

import java.time.Duration;
import java.util.List;

/**
 * The connections to the database.
 *
 * @param size connections for requests; background work and health have a few of their own besides
 * @param idleTimeout an idle connection is closed after it
 * @param maxLifetime a connection is replaced after it
 * @param connectTimeout how long opening a connection may take
 * @param queryTimeout how long a statement may take that no request's deadline bounds
 * @param leakDetection who has a connection for longer is named in the log; zero: nobody is
 */
public record PoolConfig(
        int size,
        Duration idleTimeout,
        Duration maxLifetime,
        Duration connectTimeout,
        Duration queryTimeout,
        Duration leakDetection) {

    static final Setting<Integer> SIZE = Setting.of(
            "database.pool.size",
            "HOLDFAST_POOL_SIZE",
            Form.integer(1, 500),
            new Default.PerProfile("10", "5", "25"),
            "Connections for requests. Background work and health checks have a few of their own besides.");

    static final Setting<Duration> IDLE_TIMEOUT = Setting.of(
            "database.pool.idle_timeout",
            "HOLDFAST_POOL_IDLE_TIMEOUT",
            Form.duration(Duration.ofSeconds(10), Duration.ofHours(24)),
            new Default.PerProfile("15m", "5m", "15m"),
            "A connection that was idle for so long is closed.");

    static final Setting<Duration> MAX_LIFETIME = Setting.of(
            "database.pool.max_lifetime",
            "HOLDFAST_POOL_MAX_LIFETIME",
            Form.duration(Duration.ofSeconds(30), Duration.ofHours(24)),
            new Default.PerProfile("60m", "30m", "60m"),
            "A connection that lived for so long is replaced.");

    static final Setting<Duration> CONNECT_TIMEOUT = Setting.of(
            "database.connect_timeout",
            "HOLDFAST_CONNECT_TIMEOUT",
            Form.duration(Duration.ofSeconds(1), Duration.ofMinutes(2)),
            new Default.PerProfile("10s", "5s", "30s"),
            "How long opening a connection may take.");

    static final Setting<Duration> QUERY_TIMEOUT = Setting.of(
            "database.query_timeout",
            "HOLDFAST_QUERY_TIMEOUT",
            Form.duration(Duration.ofSeconds(1), Duration.ofMinutes(10)),
            new Default.PerProfile("30s", "10s", "60s"),
            "How long a statement may take that is not bounded by the deadline of a request.");

    static final Setting<Duration> LEAK_DETECTION = Setting.of(
            "database.pool.leak_detection",
            "HOLDFAST_POOL_LEAK_DETECTION",
            Form.duration(Duration.ZERO, Duration.ofHours(1)),
            "0s",
            "Whoever has a connection for longer than this is named in the log, with the line of the program that took it;"
                    + " at least 2s to have an effect. 0 looks at nobody.");

    static final List<Setting<?>> SETTINGS =
            List.of(SIZE, IDLE_TIMEOUT, MAX_LIFETIME, LEAK_DETECTION, CONNECT_TIMEOUT, QUERY_TIMEOUT);

    static PoolConfig of(Values values) {
        return new PoolConfig(
                values.get(SIZE),
                values.get(IDLE_TIMEOUT),
                values.get(MAX_LIFETIME),
                values.get(CONNECT_TIMEOUT),
                values.get(QUERY_TIMEOUT),
                values.get(LEAK_DETECTION));
    }
}
