package dev.holdfast.app.storage;

import com.codahale.metrics.MetricRegistry;
import dev.holdfast.app.config.DatabaseConfig;
import dev.holdfast.app.config.HoldfastConfig;
import dev.holdfast.app.config.PoolConfig;
import dev.holdfast.app.config.RetryConfig;
import dev.holdfast.domain.shared.Secret;
import dev.holdfast.postgres.PostgresStorage;
import dev.holdfast.postgres.operations.AdminConnection;
import dev.holdfast.postgres.operations.AdminSession;
import dev.holdfast.postgres.operations.TrafficGrant;
import dev.holdfast.postgres.support.Coalescing;
import dev.holdfast.postgres.support.ConnectRetry;
import dev.holdfast.postgres.support.PostgresConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Opens a PostgreSQL that somebody else runs. */
final class PostgresOpening {
    static final String TRAFFIC = "holdfast_app";

    /** So that a database tells commands from servers. */
    private static final String COMMAND_SUFFIX = "-command";

    /** Connections of a command, which does one thing at a time. */
    private static final int COMMAND_CONNECTIONS = 2;

    static final Secret NONE = new Secret("");

    /** For who counts attempts only. */
    static final Duration UNBOUNDED = Duration.ofDays(1);

    private final HoldfastConfig config;
    private final MetricRegistry metrics;
    private final Clock clock;
    private final Consumer<String> progress;

    PostgresOpening(HoldfastConfig config, MetricRegistry metrics, Clock clock, Consumer<String> progress) {
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
        this.progress = progress;
    }

    Storage open(StorageSource.Use use) {
        DatabaseConfig database = config.database();
        boolean serves = use == StorageSource.Use.SERVE;
        AdminConnection admin = administrator(database);
        Preparation preparation = new Preparation(admin);
        Patience patience = new Patience(database.startupTimeout());
        try (AdminSession session = switch (use) {
            case SERVE -> preparation.await(retry(database.connectRetry()), patience.left(), progress);
            case WAIT -> preparation.await(retry(database.connectRetry()).withoutEnd(), patience.left(), progress);
            case COMMAND -> preparation.await(retry(database.pingRetry()), UNBOUNDED, progress);
        }) {
            if (serves) {
                prepare(session, database, admin);
            }
        }
        AdminConnection user = new AdminConnection(
                database.url().jdbcUrl(), database.user(), database.password().orElse(NONE));
        Optional<PostgresConfig> standby = serves ? ReplicaOpening.of(config) : Optional.empty();
        PostgresStorage storage = new PostgresStorage(traffic(user, config, serves), standby, metrics, clock);
        Storage opened = new DatabaseStorage(storage, admin, database.url().display(), () -> {});
        if (use == StorageSource.Use.WAIT) {
            patience.until(() -> String.join("; ", opened.ailments()), progress);
        }
        return verified(opened);
    }

    private static void prepare(AdminSession session, DatabaseConfig database, AdminConnection admin) {
        if (!database.migrate()) {
            Preparation.requireSound(session);
        } else if (Preparation.isPrepared(session)) {
            allowTraffic(database, admin);
        } else {
            makeRoles(database, admin);
            new Preparation(admin).migrate();
        }
        if (database.verify()) {
            Preparation.requireIntact(session);
        }
    }

    /** What an administrator has to make once, as far as this one may. */
    static void makeRoles(DatabaseConfig database, AdminConnection admin) {
        new Preparation(admin).bootstrap();
        allowTraffic(database, admin);
    }

    private static void allowTraffic(DatabaseConfig database, AdminConnection admin) {
        if (!admin.user().equals(database.user())) {
            Preparation.attempt("Let an administrator say: GRANT holdfast_app TO " + database.user(), () -> {
                TrafficGrant.to(database.user(), admin);
                return admin;
            });
        }
    }

    static ConnectRetry retry(RetryConfig config) {
        return new ConnectRetry(config.attempts(), config.firstDelay(), config.longestDelay());
    }

    static AdminConnection administrator(DatabaseConfig database) {
        return new AdminConnection(
                database.url().jdbcUrl(),
                database.adminUser().orElse(database.user()),
                (database.adminUser().isPresent() ? database.adminPassword() : database.password()).orElse(NONE));
    }

    /**
     * How traffic reaches a database. Whoever logs in as another takes on its role, and is bound by its policies.
     *
     * @param serves whether it is a server's, or a command's, which does one thing at a time
     */
    static PostgresConfig traffic(AdminConnection user, HoldfastConfig config, boolean serves) {
        return new PostgresConfig(
                user.jdbcUrl(),
                user.user(),
                user.password(),
                user.user().equals(TRAFFIC) ? Optional.empty() : Optional.of(TRAFFIC),
                pool(config.pool(), serves ? config.pool().size() : COMMAND_CONNECTIONS),
                config.database().applicationName() + (serves ? "" : COMMAND_SUFFIX),
                config.database().slowStatement(),
                config.pool().coalescing() ? Coalescing.ON : Coalescing.OFF);
    }

    private static dev.holdfast.postgres.support.PoolConfig pool(PoolConfig config, int size) {
        return new dev.holdfast.postgres.support.PoolConfig(
                size,
                config.minimumIdle(),
                config.idleTimeout(),
                config.maxLifetime(),
                config.keepalive(),
                config.connectTimeout(),
                config.queryTimeout(),
                dev.holdfast.postgres.support.PoolConfig.DEFAULT.patience(),
                config.leakDetection());
    }

    /** A store that answers and has the schema this program needs; any other is closed again. */
    static Storage verified(Storage storage) {
        List<String> ailments = storage.ailments();
        if (!ailments.isEmpty()) {
            storage.close();
            throw new StorageUnavailableException(
                    storage.location() + " cannot be used: " + String.join("; ", ailments),
                    "`holdfast serve` brings an outdated schema up to date (HOLDFAST_MIGRATE_ON_START); anything else is"
                            + " for the database's administrator.");
        }
        return storage;
    }
}
