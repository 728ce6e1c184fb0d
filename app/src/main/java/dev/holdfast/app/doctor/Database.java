package dev.holdfast.app.doctor;

import com.codahale.metrics.MetricRegistry;
import dev.holdfast.app.config.HoldfastConfig;
import dev.holdfast.app.config.StorageKind;
import dev.holdfast.app.embedded.EmbeddedPostgresException;
import dev.holdfast.app.storage.EmbeddedData;
import dev.holdfast.app.storage.ReplicaOpening;
import dev.holdfast.app.storage.Storage;
import dev.holdfast.app.storage.StorageSource;
import dev.holdfast.app.storage.StorageSource.Use;
import dev.holdfast.app.storage.StorageUnavailableException;
import dev.holdfast.domain.operations.Drift;
import dev.holdfast.domain.operations.DriftState;
import dev.holdfast.domain.operations.SchemaComparison;
import dev.holdfast.domain.shared.StoreException;
import dev.holdfast.ports.operations.Finding;
import dev.holdfast.postgres.operations.Catalogue;
import dev.holdfast.postgres.operations.SchemaRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The store: whether it can be reached, has the schema this program needs, and is well. */
final class Database {
    private static final String SCHEMA = "schema";

    private final HoldfastConfig config;
    private final StorageSource storages;
    private final Consumer<String> progress;

    Database(HoldfastConfig config, StorageSource storages, Consumer<String> progress) {
        this.config = config;
        this.storages = storages;
        this.progress = progress;
    }

    /** Whether it can be reached, and when it can, everything its health looks at. */
    List<Finding> examine() {
        StorageKind kind = config.storage().kind();
        if (kind == StorageKind.MEMORY) {
            return List.of(Finding.warning(
                    "database", "none: everything is lost when the server stops", "Unset HOLDFAST_STORAGE."));
        }
        if (kind == StorageKind.EMBEDDED
                && !EmbeddedData.existsIn(config.general().home())) {
            return List.of(Finding.ok("database", "embedded, made at the first start"));
        }
        try (Storage storage = storages.open(config, Use.COMMAND, new MetricRegistry(), progress)) {
            List<String> ailments = storage.ailments();
            if (!ailments.isEmpty()) {
                return List.of(
                        Finding.failed("database", String.join("; ", ailments), "Look at the database's own log."));
            }
            List<Finding> checks = new ArrayList<>(List.of(Finding.ok("storage", storage.location())));
            storage.schemaHistory()
                    .state()
                    .problems()
                    .forEach(problem -> checks.add(Finding.failed("migrations", problem.finding(), problem.next())));
            SchemaComparison compared = storage.schemaCatalogue().compare();
            compared.named().forEach(drift -> checks.add(schema(drift, Catalogue.isHarmless(drift, compared))));
            checks.addAll(storage.health().examine());
            ReplicaOpening.look(config).ifPresent(checks::add);
            return checks;
        } catch (EmbeddedPostgresException trouble) {
            return List.of(failed(trouble, trouble.hint()));
        } catch (StorageUnavailableException trouble) {
            return List.of(failed(trouble, trouble.hint()));
        } catch (SchemaRefusal trouble) {
            return List.of(failed(trouble, trouble.next()));
        } catch (StoreException trouble) {
            return List.of(failed(trouble, "Look at the database's own log."));
        }
    }

    private static Finding schema(Drift drift, boolean harmless) {
        if (harmless) {
            return Finding.warning(
                    SCHEMA,
                    "changed " + drift,
                    "It does no harm; `holdfast schema repair` makes it as others have it.");
        }
        return drift.state() == DriftState.EXTRA
                ? Finding.warning(
                        SCHEMA, "extra " + drift, "Nothing of this program needs it: `holdfast schema diff` shows it.")
                : Finding.failed(
                        SCHEMA,
                        drift.state().name().toLowerCase(Locale.ROOT) + " " + drift,
                        "`holdfast schema repair --dry-run` prints what to do.");
    }

    private static Finding failed(Exception trouble, String hint) {
        return Finding.failed("database", String.valueOf(trouble.getMessage()), hint);
    }
}
