package dev.holdfast.app.cli;

import com.codahale.metrics.MetricRegistry;
import com.google.inject.Injector;
import dev.holdfast.app.config.HoldfastConfig;
import dev.holdfast.app.config.StorageKind;
import dev.holdfast.app.module.Wiring;
import dev.holdfast.app.secrets.MasterSecret;
import dev.holdfast.app.storage.Storage;
import dev.holdfast.app.storage.StorageSource.Use;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.identity.TenantService;
import dev.holdfast.ports.shared.CallContext;

/** The open store and the use cases on it, for the time of one command; beside a running server or without one. */
final class Operation implements AutoCloseable {
    private static final String TASK = "command-line";

    private final HoldfastConfig config;
    private final Storage storage;
    private final Injector injector;

    private Operation(HoldfastConfig config, Storage storage, Injector injector) {
        this.config = config;
        this.storage = storage;
        this.injector = injector;
    }

    static Operation open(HoldfastCommand root) {
        HoldfastConfig config = root.configuration().config();
        Surroundings surroundings = root.surroundings();
        MasterSecret secret = secretOf(config, surroundings);
        MetricRegistry metrics = new MetricRegistry();
        Storage storage = surroundings.storages().open(config, Use.COMMAND, metrics, surroundings::progress);
        try {
            Wiring wiring = new Wiring(config, secret, storage, surroundings.clock(), surroundings.random(), metrics);
            return new Operation(config, storage, wiring.injector());
        } catch (RuntimeException failure) {
            storage.close();
            throw failure;
        }
    }

    static MasterSecret secretOf(HoldfastConfig config, Surroundings surroundings) {
        return config.general()
                .secret()
                .map(MasterSecret::new)
                .orElseGet(() -> config.storage().kind() == StorageKind.MEMORY
                        ? MasterSecret.passing(surroundings.random())
                        : MasterSecret.inHome(config.general().home(), surroundings.random()));
    }

    /** What backups are signed with. */
    static byte[] backupKey(HoldfastCommand root) {
        return secretOf(root.configuration().config(), root.surroundings()).keyFor(MasterSecret.Purpose.BACKUPS);
    }

    <T> T get(Class<T> service) {
        return injector.getInstance(service);
    }

    HoldfastConfig config() {
        return config;
    }

    /** A call of the operator in a tenant that exists. */
    CallContext callIn(TenantId tenant) {
        TenantService tenants = get(TenantService.class);
        if (!tenants.list().contains(tenant)) {
            throw new Failure(
                    ExitCode.CHECK_FAILED,
                    "there is no tenant " + tenant,
                    tenant.equals(config.general().tenant())
                            ? "It is made by the first `holdfast serve`, or now by `holdfast tenants create " + tenant
                                    + "`."
                            : "Make it first: holdfast tenants create " + tenant);
        }
        return tenants.operator(tenant, TASK);
    }

    @Override
    public void close() {
        storage.close();
    }
}
