package dev.holdfast.app.storage;

import dev.holdfast.postgres.operations.AdminConnection;
import dev.holdfast.postgres.operations.Bootstrap;
import dev.holdfast.postgres.operations.DatabaseException;
import dev.holdfast.postgres.operations.Migrations;
import dev.holdfast.postgres.operations.Reachability;
import dev.holdfast.postgres.support.ConnectRetry;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done to a database before it can be used. */
final class Preparation {
    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

    private static final String BOOTSTRAP_HINT = """
            Either name one for this start, with HOLDFAST_DATABASE_ADMIN_USER and HOLDFAST_DATABASE_ADMIN_PASSWORD,
              or let one run what `holdfast db bootstrap` prints. The right to create roles and the database's ownership are enough.""";

    private final AdminConnection admin;

    Preparation(AdminConnection admin) {
        this.admin = admin;
    }

    void await(ConnectRetry retry, Duration patience, Consumer<String> progress) {
        try {
            Reachability.await(admin, retry, patience, progress);
        } catch (DatabaseException failed) {
            String hint =
                    "Start it, or correct DATABASE_URL; HOLDFAST_CONNECT_ATTEMPTS and HOLDFAST_DATABASE_STARTUP_TIMEOUT are how long a"
                            + " start tries.";
            throw failed.passes()
                    ? StorageUnavailableException.away(failed.getMessage(), hint, failed)
                    : new StorageUnavailableException(failed.getMessage(), hint, failed);
        }
    }

    void bootstrap() {
        attempt(BOOTSTRAP_HINT, () -> {
            new Bootstrap(admin).run();
            return admin;
        });
    }

    void migrate() {
        int applied = attempt(
                "The database is as it was before the migration that failed. Run with HOLDFAST_LOG_LEVEL=debug to see why.",
                new Migrations(admin)::migrate);
        if (applied > 0) {
            LOG.info("schema brought up to date by {} migrations", applied);
        }
    }

    /** For a server that does not migrate: whether what is there is what it would have made, as far as it goes. */
    void requireSound() {
        Migrations.requireSound(attempt(
                "The user needs to read holdfast.schema_history, which whoever has the role holdfast_app may.",
                new Migrations(admin)::look));
    }

    /** Runs one step, and says what an operator can do when it fails. */
    static <T> T attempt(String hint, Supplier<T> step) {
        try {
            return step.get();
        } catch (DatabaseException failed) {
            throw new StorageUnavailableException(failed.getMessage(), hint, failed);
        }
    }
}
