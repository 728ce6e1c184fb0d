package dev.holdfast.postgres.support;

import dev.holdfast.domain.shared.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * How to reach one database.
 *
 * @param jdbcUrl {@code jdbc:postgresql://...}, without user and password
 * @param role the role each connection of traffic takes on after login; empty when {@code user} is that role already. Row-level
 *     security binds it even if {@code user} is a superuser
 * @param slowStatement a call of a statement that takes as long, or longer, is kept and logged
 * @param coalescing whether requests share round trips
 */
public record PostgresConfig(
        String jdbcUrl,
        String user,
        Secret password,
        Optional<String> role,
        PoolConfig pool,
        String applicationName,
        Duration slowStatement,
        Coalescing coalescing) {
    public static final Duration SLOW_STATEMENT = Duration.ofMillis(200);
}
