package dev.holdfast.app.module;

import com.codahale.metrics.MetricRegistry;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Stage;
import dev.holdfast.app.config.HoldfastConfig;
import dev.holdfast.app.secrets.MasterSecret;
import dev.holdfast.app.storage.Storage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The parts that a process is put together from. */
public record Wiring(
        HoldfastConfig config,
        MasterSecret secret,
        Storage storage,
        Clock clock,
        RandomGenerator random,
        MetricRegistry metrics) {

    static {
        // Guice would generate classes in a way that newer Java versions warn of, for a speed that a start does not
        // need.
        System.setProperty("guice_bytecode_gen_option", "DISABLED");
    }

    /** The use cases, with {@code more} on top of them. */
    public Injector injector(Module... more) {
        List<Module> modules = new ArrayList<>(List.of(
                new StrictModule(),
                new ConfigModule(config),
                new PlatformModule(clock, random, metrics),
                new SecretsModule(secret),
                new StorageModule(storage),
                new AuditModule(),
                new IdentityModule(),
                new TokenModule(),
                new EmbeddingModule(),
                new GraphModule(),
                new MemoryModule(),
                new KnowledgeModule(),
                new RecallModule(),
                new RetentionModule(),
                new HealthModule(),
                new QueryModule()));
        modules.addAll(List.of(more));
        // Lazy: a command builds only what it uses, and the server asks for all of it anyway.
        return Guice.createInjector(Stage.DEVELOPMENT, modules);
    }
}
