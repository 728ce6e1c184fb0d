package dev.holdfast.app.storage;

import com.codahale.metrics.MetricRegistry;
import dev.holdfast.app.config.DatabaseConfig;
import dev.holdfast.app.config.HoldfastConfig;
import dev.holdfast.app.embedded.EmbeddedDatabase;
import dev.holdfast.app.embedded.EmbeddedPostgres;
import dev.holdfast.postgres.operations.AdminConnection;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The configured database as its administrator finds it: nothing is made, migrated or asked of its schema. An embedded one is used
 * beside its server, or started for as long as this is open.
 */
public final class OpenDatabase implements AutoCloseable {
    private final AdminConnection administrator;
    private final String location;
    private final Runnable makeRoles;
    private final Runnable afterwards;

    private OpenDatabase(AdminConnection administrator, String location, Runnable makeRoles, Runnable afterwards) {
        this.administrator = administrator;
        this.location = location;
        this.makeRoles = makeRoles;
        this.afterwards = afterwards;
    }

    /**
     * Opens it, and makes an embedded one that was never started only when told so.
     *
     * @param make whether the caller is about to put something into it
     * @throws StorageUnavailableException when there is none, or it does not answer
     */
    public static OpenDatabase of(
            HoldfastConfig config, boolean make, Clock clock, RandomGenerator random, Consumer<String> progress) {
        return switch (config.storage().kind()) {
            case MEMORY ->
                throw new StorageUnavailableException(
                        "with storage=memory there is no database, and so no schema and no backup",
                        "Unset HOLDFAST_STORAGE.");
            case POSTGRES -> postgres(config.database(), progress);
            case EMBEDDED ->
                embedded(
                        config,
                        make,
                        new EmbeddedOpening(config, new MetricRegistry(), clock, random, progress),
                        progress);
        };
    }

    private static OpenDatabase postgres(DatabaseConfig database, Consumer<String> progress) {
        AdminConnection admin = PostgresOpening.administrator(database);
        new Preparation(admin)
                .await(PostgresOpening.retry(database.pingRetry()), PostgresOpening.UNBOUNDED, progress)
                .close();
        return new OpenDatabase(
                admin, database.url().display(), () -> PostgresOpening.makeRoles(database, admin), () -> {});
    }

    private static OpenDatabase embedded(
            HoldfastConfig config, boolean make, EmbeddedOpening opening, Consumer<String> progress) {
        if (!make && !EmbeddedData.existsIn(config.general().home())) {
            throw new StorageUnavailableException(
                    "there is no database in " + config.general().home() + " yet",
                    "The first `holdfast serve` makes it, and `holdfast migrate up` does.");
        }
        EmbeddedDatabase database = EmbeddedPostgres.attach(opening.settings(), progress);
        AdminConnection admin = EmbeddedOpening.administrator(database);
        return new OpenDatabase(
                admin,
                "embedded PostgreSQL in " + config.general().home(),
                () -> new Preparation(admin).bootstrap(),
                database::close);
    }

    public AdminConnection administrator() {
        return administrator;
    }

    /** Makes what migrations stand on, where it is missing. */
    public void makeRoles() {
        makeRoles.run();
    }

    /** Where it is, for people. */
    public String location() {
        return location;
    }

    @Override
    public void close() {
        afterwards.run();
    }
}
