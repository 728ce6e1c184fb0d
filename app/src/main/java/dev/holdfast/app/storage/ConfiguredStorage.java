package dev.holdfast.app.storage;

import com.codahale.metrics.MetricRegistry;
import dev.holdfast.app.config.HoldfastConfig;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store that the configuration names. */
public final class ConfiguredStorage implements StorageSource {
    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredStorage.class);

    private final Clock clock;
    private final RandomGenerator random;

    public ConfiguredStorage(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Storage open(HoldfastConfig config, Use use, MetricRegistry metrics, Consumer<String> progress) {
        return switch (config.storage().kind()) {
            case MEMORY -> memory(use);
            case EMBEDDED -> embedded(config, use, metrics, progress);
            case POSTGRES -> postgres(config, use, metrics, progress);
        };
    }

    private Storage postgres(HoldfastConfig config, Use use, MetricRegistry metrics, Consumer<String> progress) {
        try {
            return new PostgresOpening(config, metrics, clock, progress).open(use);
        } catch (StorageUnavailableException failed) {
            boolean mayFallBack = config.database().fallBackToEmbedded() && use == Use.SERVE && failed.isAway();
            if (!mayFallBack) {
                throw failed;
            }
            LOG.warn(
                    "{}; falling back to the embedded PostgreSQL in {}: what is written now is there and nowhere else",
                    failed.getMessage(),
                    config.general().home());
            return embedded(config, use, metrics, progress);
        }
    }

    private Storage embedded(HoldfastConfig config, Use use, MetricRegistry metrics, Consumer<String> progress) {
        if (use == Use.WAIT) {
            throw new StorageUnavailableException(
                    "the embedded PostgreSQL is started and prepared by `holdfast serve`: there is nothing to wait for",
                    "Name the database to wait for with DATABASE_URL.");
        }
        return new EmbeddedOpening(config, metrics, clock, random, progress).open(use);
    }

    private Storage memory(Use use) {
        if (use != Use.SERVE) {
            throw new StorageUnavailableException(
                    "with storage=memory the data is inside the server, where no command can reach it",
                    "Use the server's HTTP API (/v1/admin/keys), or another HOLDFAST_STORAGE.");
        }
        return new MemoryStorage(clock);
    }
}
