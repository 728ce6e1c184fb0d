package dev.holdfast.app.storage;

import dev.holdfast.domain.operations.Drift;
import dev.holdfast.domain.operations.DriftState;
import dev.holdfast.domain.operations.SchemaComparison;
import dev.holdfast.postgres.operations.AdminConnection;
import dev.holdfast.postgres.operations.AdminSession;
import dev.holdfast.postgres.operations.Bootstrap;
import dev.holdfast.postgres.operations.Catalogue;
import dev.holdfast.postgres.operations.DatabaseException;
import dev.holdfast.postgres.operations.Migrations;
import dev.holdfast.postgres.operations.Reachability;
import dev.holdfast.postgres.operations.SchemaRefusal;
import dev.holdfast.postgres.support.ConnectRetry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done to a database before it can be used. */
final class Preparation {
    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

    private static final String BOOTSTRAP_HINT = """
            Either name one for this start, with HOLDFAST_DATABASE_ADMIN_USER and HOLDFAST_DATABASE_ADMIN_PASSWORD,
              or let one run what `holdfast db bootstrap` prints. The right to create roles and the database's ownership are enough.""";

    /** Of the objects that differ; all of them are in `holdfast schema diff`. */
    private static final int NAMED = 20;

    private final AdminConnection admin;

    Preparation(AdminConnection admin) {
        this.admin = admin;
    }

    /** The first connection; it is the caller's. */
    AdminSession await(ConnectRetry retry, Duration patience, Consumer<String> progress) {
        try {
            return Reachability.await(admin, retry, patience, progress);
        } catch (DatabaseException failed) {
            String hint =
                    "Start it, or correct DATABASE_URL; HOLDFAST_CONNECT_ATTEMPTS and HOLDFAST_DATABASE_STARTUP_TIMEOUT are how long a"
                            + " start tries.";
            throw failed.passes()
                    ? StorageUnavailableException.away(failed.getMessage(), hint, failed)
                    : new StorageUnavailableException(failed.getMessage(), hint, failed);
        }
    }

    /** A connection to a database that answers; it is the caller's. */
    AdminSession session() {
        return attempt("`holdfast doctor` shows what is there.", () -> AdminSession.open(admin));
    }

    /** Whether all is there that {@link #bootstrap} and {@link #migrate} make. */
    static boolean isPrepared(AdminSession session) {
        return attempt("`holdfast doctor` shows what is there.", session::isPrepared);
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
    static void requireSound(AdminSession session) {
        Migrations.requireSound(attempt(
                "The user needs to read holdfast.schema_history, which whoever has the role holdfast_app may.",
                session::look));
    }

    /**
     * Whether all that the versions made is still there, and as they made it. What a schema of another version lacks is said by its
     * version.
     *
     * @throws SchemaRefusal with the names of what is missing or changed
     */
    static void requireIntact(AdminSession session) {
        SchemaComparison compared =
                attempt("HOLDFAST_VERIFY_ON_START=false starts without this look.", session::compare);
        List<Drift> beside = compared.named().stream()
                .filter(drift -> drift.state() == DriftState.EXTRA)
                .toList();
        if (!beside.isEmpty()) {
            LOG.warn("the schema holds what this program does not expect: {}", names(beside));
        }
        List<Drift> harmless = compared.named().stream()
                .filter(drift -> Catalogue.isHarmless(drift, compared))
                .toList();
        if (!harmless.isEmpty()) {
            LOG.warn("these differ from what this program makes, and do no harm: {}", names(harmless));
        }
        List<Drift> harmful = compared.named().stream()
                .filter(drift -> drift.state() != DriftState.EXTRA && !harmless.contains(drift))
                .toList();
        if (compared.isComparable() && !harmful.isEmpty()) {
            throw new SchemaRefusal(
                    "the schema is at version " + compared.version() + ", but not as that version made it:"
                            + names(harmful),
                    "`holdfast schema diff` shows what differs, `holdfast schema repair` makes it again as far as nothing is"
                            + " lost by it. HOLDFAST_VERIFY_ON_START=false starts all the same.");
        }
    }

    private static String names(List<Drift> drifts) {
        String more = drifts.size() > NAMED ? "\n  and " + (drifts.size() - NAMED) + " more" : "";
        return drifts.stream()
                .limit(NAMED)
                .map(drift -> "\n  " + drift.state().name().toLowerCase(Locale.ROOT) + " " + drift)
                .collect(Collectors.joining("", "", more));
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
