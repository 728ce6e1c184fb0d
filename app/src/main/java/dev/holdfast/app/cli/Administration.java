package dev.holdfast.app.cli;

import com.codahale.metrics.MetricRegistry;
import dev.holdfast.app.config.HoldfastConfig;
import dev.holdfast.app.secrets.MasterSecret;
import dev.holdfast.app.storage.Storage;
import dev.holdfast.app.storage.StorageSource.Use;
import dev.holdfast.postgres.operations.AdminConnection;

/** The database itself, for the time of one command that works on all of it. */
final class Administration implements AutoCloseable {
    private final HoldfastConfig config;
    private final MasterSecret secret;
    private final Storage storage;
    private final AdminConnection connection;

    private Administration(HoldfastConfig config, MasterSecret secret, Storage storage, AdminConnection connection) {
        this.config = config;
        this.secret = secret;
        this.storage = storage;
        this.connection = connection;
    }

    static Administration open(HoldfastCommand root) {
        HoldfastConfig config = root.configuration().config();
        MasterSecret secret = Operation.secretOf(config, root.surroundings());
        Storage storage = root.surroundings()
                .storages()
                .open(config, Use.COMMAND, new MetricRegistry(), root.surroundings()::progress);
        AdminConnection connection = storage.administrator().orElse(null);
        if (connection == null) {
            storage.close();
            throw new Failure(
                    ExitCode.USAGE,
                    "what is kept in memory has no backup",
                    "Use a database: without HOLDFAST_STORAGE=memory there is one.");
        }
        return new Administration(config, secret, storage, connection);
    }

    HoldfastConfig config() {
        return config;
    }

    MasterSecret secret() {
        return secret;
    }

    byte[] backupKey() {
        return secret.keyFor(MasterSecret.Purpose.BACKUPS);
    }

    AdminConnection connection() {
        return connection;
    }

    String location() {
        return storage.location();
    }

    @Override
    public void close() {
        storage.close();
    }
}
