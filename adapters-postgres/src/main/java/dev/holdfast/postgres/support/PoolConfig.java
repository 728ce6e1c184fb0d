package dev.holdfast.postgres.support;

import java.time.Duration;

/**
 * The pool for requests. Background work and health checks have small pools of their own, so that they work when this one is dry.
 *
 * @param size connections, which is also how many statements run at once
 * @param idleTimeout an idle connection above the minimum is closed after this
 * @param maxLifetime a connection is replaced after this
 * @param connectTimeout for opening a connection
 * @param patience how long a statement waits for a free connection before it is refused; in a burst eight times as long
 * @param leakDetection who has a connection for longer is named in the log with what it did; zero: nobody is
 */
public record PoolConfig(
        int size,
        Duration idleTimeout,
        Duration maxLifetime,
        Duration connectTimeout,
        Duration patience,
        Duration leakDetection) {
    public static final PoolConfig DEFAULT = new PoolConfig(
            16,
            Duration.ofMinutes(15),
            Duration.ofMinutes(60),
            Duration.ofSeconds(2),
            Duration.ofMillis(250),
            Duration.ZERO);

    public PoolConfig withSize(int newSize) {
        return new PoolConfig(newSize, idleTimeout, maxLifetime, connectTimeout, patience, leakDetection);
    }
}
