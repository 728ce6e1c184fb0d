package dev.holdfast.postgres.support;

import java.time.Duration;

/**
 * The pool for requests. Background work and health checks have small pools of their own, so that they work when this one is dry.
 *
 * @param size connections, which is also how many statements run at once
 * @param minimumIdle connections that stay open when nothing happens
 * @param idleTimeout an idle connection above the minimum is closed after this
 * @param maxLifetime a connection is replaced after this
 * @param keepalive a connection that was idle for so long is asked whether it still works; zero: none is
 * @param connectTimeout for opening a connection
 * @param queryTimeout the server ends a statement after this that bounds itself by nothing shorter
 * @param patience how long a statement waits for a free connection before it is refused; in a burst eight times as long
 * @param leakDetection who has a connection for longer is named in the log with what it did; zero: nobody is
 */
public record PoolConfig(
        int size,
        int minimumIdle,
        Duration idleTimeout,
        Duration maxLifetime,
        Duration keepalive,
        Duration connectTimeout,
        Duration queryTimeout,
        Duration patience,
        Duration leakDetection) {
    public static final PoolConfig DEFAULT = new PoolConfig(
            16,
            2,
            Duration.ofMinutes(15),
            Duration.ofMinutes(60),
            Duration.ofMinutes(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(30),
            Duration.ofMillis(250),
            Duration.ZERO);

    public PoolConfig withSize(int newSize) {
        return new PoolConfig(
                newSize,
                minimumIdle,
                idleTimeout,
                maxLifetime,
                keepalive,
                connectTimeout,
                queryTimeout,
                patience,
                leakDetection);
    }

    public PoolConfig withPatience(Duration newPatience) {
        return new PoolConfig(
                size,
                minimumIdle,
                idleTimeout,
                maxLifetime,
                keepalive,
                connectTimeout,
                queryTimeout,
                newPatience,
                leakDetection);
    }
}
