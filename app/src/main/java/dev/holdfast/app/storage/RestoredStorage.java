package dev.holdfast.app.storage;

import com.codahale.metrics.MetricRegistry;
import dev.holdfast.app.config.HoldfastConfig;
import dev.holdfast.postgres.PostgresStorage;
import dev.holdfast.postgres.operations.AdminConnection;
import java.time.Clock;

/** Opens a database that a backup was restored into, as a server would: with the role of traffic, under its policies. */
public final class RestoredStorage {
    private RestoredStorage() {}

    /** @throws StorageUnavailableException when no server could serve it */
    public static Storage open(AdminConnection admin, HoldfastConfig config, MetricRegistry metrics, Clock clock) {
        return PostgresOpening.verified(new DatabaseStorage(
                new PostgresStorage(PostgresOpening.traffic(admin, config, false), metrics, clock),
                admin,
                "the restored copy",
                () -> {}));
    }
}
