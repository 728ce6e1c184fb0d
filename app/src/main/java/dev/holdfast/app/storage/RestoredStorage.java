package dev.holdfast.app.storage;

import com.codahale.metrics.MetricRegistry;
import dev.holdfast.app.config.HoldfastConfig;
import dev.holdfast.postgres.PostgresStorage;
import dev.holdfast.postgres.operations.AdminConnection;
import dev.holdfast.postgres.support.PostgresConfig;
import java.time.Clock;
import java.util.Optional;

/** Opens a database that a backup was restored into, as a server would: with the role of traffic, under its policies. */
public final class RestoredStorage {
    private RestoredStorage() {}

    /** @throws StorageUnavailableException when no server could serve it */
    public static Storage open(AdminConnection admin, HoldfastConfig config, MetricRegistry metrics, Clock clock) {
        return PostgresOpening.verified(new DatabaseStorage(
                new PostgresStorage(
                        new PostgresConfig(
                                admin.jdbcUrl(),
                                admin.user(),
                                admin.password(),
                                Optional.of(PostgresOpening.TRAFFIC),
                                PostgresOpening.pool(config.pool(), PostgresOpening.COMMAND_CONNECTIONS),
                                config.database().applicationName() + PostgresOpening.COMMAND_SUFFIX,
                                config.database().slowStatement()),
                        metrics,
                        clock),
                admin,
                "the restored copy",
                () -> {}));
    }
}
