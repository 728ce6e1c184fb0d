package dev.holdfast.postgres.support;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Replaces connections of one pool that take no writes, one a second at most. What a database or a role is told counts for sessions that
 * begin afterwards: one that began while writes were forbidden does not hear that they are allowed again.
 */
public final class Renewal {
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final HikariDataSource pool;
    private final boolean possible;
    private final Clock clock;
    private final AtomicReference<Instant> last = new AtomicReference<>(Instant.EPOCH);

    public Renewal(HikariDataSource pool, Clock clock) {
        this.pool = pool;
        // Where the driver looks for a server that writes, nothing would take the place of one that still reads.
        this.possible = !Pools.wantsOneThatWrites(pool);
        this.clock = clock;
    }

    /**
     * @param connection in use, or closed and so back in the pool
     * @return whether it is closed now
     */
    public boolean replace(Connection connection) {
        if (!isDue()) {
            return false;
        }
        pool.evictConnection(connection);
        return true;
    }

    private boolean isDue() {
        Instant before = last.get();
        Instant now = clock.instant();
        // However the clock was set meanwhile.
        return possible
                && Duration.between(before, now).abs().compareTo(BETWEEN) >= 0
                && last.compareAndSet(before, now);
    }
}
