package dev.holdfast.app.doctor;

import com.codahale.metrics.MetricRegistry;
import dev.holdfast.app.config.HoldfastConfig;
import dev.holdfast.app.config.StorageKind;
import dev.holdfast.app.embedded.EmbeddedPostgresException;
import dev.holdfast.app.storage.EmbeddedData;
import dev.holdfast.app.storage.Storage;
import dev.holdfast.app.storage.StorageSource;
import dev.holdfast.app.storage.StorageSource.Use;
import dev.holdfast.app.storage.StorageUnavailableException;
import dev.holdfast.domain.shared.StoreException;
import java.util.List;
import java.util.function.Consumer;

/** The store: whether it can be reached and has the schema this program needs. */
final class Database {
    private final HoldfastConfig config;
    private final StorageSource storages;
    private final Consumer<String> progress;

    Database(HoldfastConfig config, StorageSource storages, Consumer<String> progress) {
        this.config = config;
        this.storages = storages;
        this.progress = progress;
    }

    Check reachable() {
        StorageKind kind = config.storage().kind();
        if (kind == StorageKind.MEMORY) {
            return Check.warning(
                    "database", "none: everything is lost when the server stops", "Unset HOLDFAST_STORAGE.");
        }
        if (kind == StorageKind.EMBEDDED
                && !EmbeddedData.existsIn(config.general().home())) {
            return Check.ok("database", "embedded, made at the first start");
        }
        try (Storage storage = storages.open(config, Use.COMMAND, new MetricRegistry(), progress)) {
            List<String> ailments = storage.ailments();
            return ailments.isEmpty()
                    ? Check.ok("database", storage.location())
                    : Check.failed("database", String.join("; ", ailments), "Look at the database's own log.");
        } catch (EmbeddedPostgresException trouble) {
            return failed(trouble, trouble.hint());
        } catch (StorageUnavailableException trouble) {
            return failed(trouble, trouble.hint());
        } catch (StoreException trouble) {
            return failed(trouble, "Look at the database's own log.");
        }
    }

    private static Check failed(Exception trouble, String hint) {
        return Check.failed("database", String.valueOf(trouble.getMessage()), hint);
    }
}
