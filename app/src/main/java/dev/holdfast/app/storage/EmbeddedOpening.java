package dev.holdfast.app.storage;

import com.codahale.metrics.MetricRegistry;
import dev.holdfast.app.config.HoldfastConfig;
import dev.holdfast.app.embedded.EmbeddedDatabase;
import dev.holdfast.app.embedded.EmbeddedPostgres;
import dev.holdfast.app.embedded.EmbeddedSettings;
import dev.holdfast.app.embedded.Ownership;
import dev.holdfast.domain.shared.Secret;
import dev.holdfast.postgres.PostgresStorage;
import dev.holdfast.postgres.operations.AdminConnection;
import dev.holdfast.postgres.operations.AdminSession;
import dev.holdfast.postgres.operations.Bootstrap;
import dev.holdfast.postgres.operations.Migrations;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Opens the PostgreSQL inside the home folder. */
final class EmbeddedOpening {
    private static final String DATABASE = "postgres";

    /** Between the first signal and the end of the process. */
    private static final Duration LAST_MOMENT = Duration.ofSeconds(28);

    private static final Duration SHORTEST_STOP = Duration.ofSeconds(3);
    private static final int PASSWORD_BYTES = 24;

    private final HoldfastConfig config;
    private final MetricRegistry metrics;
    private final Clock clock;
    private final RandomGenerator random;
    private final Consumer<String> progress;

    EmbeddedOpening(
            HoldfastConfig config,
            MetricRegistry metrics,
            Clock clock,
            RandomGenerator random,
            Consumer<String> progress) {
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
        this.random = random;
        this.progress = progress;
    }

    Storage open(StorageSource.Use use) {
        return switch (use) {
            case SERVE -> serve(EmbeddedPostgres.open(settings(), progress));
            case COMMAND, WAIT -> command(EmbeddedPostgres.attach(settings(), progress));
        };
    }

    private Storage serve(EmbeddedDatabase database) {
        try {
            AdminConnection admin = administrator(database);
            try (AdminSession session = new Preparation(admin).session()) {
                if (!Preparation.isPrepared(session)) {
                    prepare(admin);
                }
                if (config.database().verify()) {
                    Preparation.requireIntact(session);
                }
            }
            // The traffic of a server logs in as what it is: nothing it sends can lead back to the administrator. The
            // password
            // lives as long as this process.
            Secret password = password();
            Preparation.attempt("`holdfast doctor` shows what is there.", () -> {
                new Bootstrap(admin).allowLogin(password);
                return admin;
            });
            return storage(
                    database, new AdminConnection(database.jdbcUrl(DATABASE), PostgresOpening.TRAFFIC, password), true);
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    /**
     * A running server has prepared its database, and may be of another version. Another command may only just have begun to: two
     * agents start at once when a client does.
     */
    private Storage command(EmbeddedDatabase database) {
        try {
            AdminConnection admin = administrator(database);
            if (database.ownership() != Ownership.SHARED
                    || new Migrations(admin).settled().isEmpty()) {
                prepare(admin);
            }
            return storage(database, admin, false);
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    private static void prepare(AdminConnection admin) {
        Preparation preparation = new Preparation(admin);
        preparation.bootstrap();
        preparation.migrate();
    }

    private Storage storage(EmbeddedDatabase database, AdminConnection user, boolean serves) {
        return PostgresOpening.verified(new DatabaseStorage(
                new PostgresStorage(PostgresOpening.traffic(user, config, serves), metrics, clock),
                administrator(database),
                "embedded PostgreSQL in " + config.general().home(),
                database::close));
    }

    static AdminConnection administrator(EmbeddedDatabase database) {
        return new AdminConnection(
                database.jdbcUrl(DATABASE), database.superuser(), new Secret(database.superuserPassword()));
    }

    private Secret password() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return new Secret(HexFormat.of().formatHex(bytes));
    }

    EmbeddedSettings settings() {
        Duration left = LAST_MOMENT
                .minus(config.server().shutdownDelay())
                .minus(config.server().shutdownGrace());
        return new EmbeddedSettings(
                config.general().home(),
                config.embedded().port(),
                config.embedded().startTimeout(),
                left.compareTo(SHORTEST_STOP) > 0 ? left : SHORTEST_STOP);
    }
}
