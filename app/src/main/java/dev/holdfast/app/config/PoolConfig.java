package dev.holdfast.app.config;

import java.time.Duration;
import java.util.List;

/**
 * The connections to the database.
 *
 * @param size connections for requests; background work and health have a few of their own besides
 * @param minimumIdle connections that stay open when nothing happens
 * @param idleTimeout an idle connection is closed after it
 * @param maxLifetime a connection is replaced after it
 * @param keepalive a connection that was idle for so long is asked whether it still works; zero: none is
 * @param connectTimeout how long opening a connection may take
 * @param queryTimeout how long a statement may take that no request's deadline bounds
 * @param leakDetection who has a connection for longer is named in the log; zero: nobody is
 * @param coalescing whether requests of one kind that come at the same time share a round trip
 */
public record PoolConfig(
        int size,
        int minimumIdle,
        Duration idleTimeout,
        Duration maxLifetime,
        Duration keepalive,
        Duration connectTimeout,
        Duration queryTimeout,
        Duration leakDetection,
        boolean coalescing) {

    static final Setting<Integer> SIZE = Setting.of(
            "database.pool.size",
            "HOLDFAST_POOL_SIZE",
            Form.integer(1, 500),
            new Default.PerProfile("10", "5", "25"),
            "Connections for requests. Background work and health checks have a few of their own besides.");

    static final Setting<Integer> MINIMUM_IDLE = Setting.of(
            "database.pool.minimum_idle",
            "HOLDFAST_POOL_MINIMUM_IDLE",
            Form.integer(0, 500),
            "2",
            "Connections that stay open when nothing happens, so that the first requests after a pause need not wait for one.");

    static final Setting<Duration> IDLE_TIMEOUT = Setting.of(
            "database.pool.idle_timeout",
            "HOLDFAST_POOL_IDLE_TIMEOUT",
            Form.duration(Duration.ofSeconds(10), Duration.ofHours(24)),
            new Default.PerProfile("15m", "5m", "15m"),
            "A connection that was idle for so long is closed, unless it is one of `database.pool.minimum_idle`.");

    static final Setting<Duration> MAX_LIFETIME = Setting.of(
            "database.pool.max_lifetime",
            "HOLDFAST_POOL_MAX_LIFETIME",
            Form.duration(Duration.ofSeconds(30), Duration.ofHours(24)),
            new Default.PerProfile("60m", "30m", "60m"),
            "A connection that lived for so long is replaced.");

    static final Setting<Duration> KEEPALIVE = Setting.of(
            "database.pool.keepalive",
            "HOLDFAST_POOL_KEEPALIVE",
            Form.durationOrZero(Duration.ofSeconds(30), Duration.ofHours(1)),
            "2m",
            "A connection that was idle for so long is asked whether it still works, so that no firewall takes it for dead."
                    + " 0 asks none.");

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

    static final Setting<Boolean> COALESCING = Setting.of(
            "database.coalescing",
            "HOLDFAST_COALESCING",
            Form.flag(),
            "true",
            "Whether requests of one tenant that read, or set, single memories at the same time share a round trip to the database"
                    + " and a commit. Nobody waits for others to come; each is answered after its own commit.");

    static final List<Setting<?>> SETTINGS = List.of(
            SIZE,
            MINIMUM_IDLE,
            IDLE_TIMEOUT,
            MAX_LIFETIME,
            KEEPALIVE,
            LEAK_DETECTION,
            CONNECT_TIMEOUT,
            QUERY_TIMEOUT,
            COALESCING);

    static PoolConfig of(Values values) {
        return new PoolConfig(
                values.get(SIZE),
                values.get(MINIMUM_IDLE),
                values.get(IDLE_TIMEOUT),
                values.get(MAX_LIFETIME),
                values.get(KEEPALIVE),
                values.get(CONNECT_TIMEOUT),
                values.get(QUERY_TIMEOUT),
                values.get(LEAK_DETECTION),
                values.get(COALESCING));
    }

    static void check(Values values, Problems problems) {
        if (values.find(MINIMUM_IDLE).isPresent()
                && values.find(SIZE).isPresent()
                && values.isSet(MINIMUM_IDLE)
                && values.get(MINIMUM_IDLE) > values.get(SIZE)) {
            problems.add(values.subject(MINIMUM_IDLE), "is more than database.pool.size, " + values.get(SIZE));
        }
        if (values.find(KEEPALIVE).isPresent()
                && values.find(MAX_LIFETIME).isPresent()
                && values.get(KEEPALIVE).compareTo(values.get(MAX_LIFETIME)) >= 0) {
            problems.add(
                    values.subject(KEEPALIVE),
                    "has to be shorter than database.pool.max_lifetime, " + Durations.format(values.get(MAX_LIFETIME)));
        }
    }
}
