package dev.holdfast.app.module;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.holdfast.app.config.HoldfastConfig;
import dev.holdfast.app.storage.Storage;
import dev.holdfast.ports.operations.HealthService;
import java.time.Clock;

/** How the store is: one watcher, whoever asks. */
final class HealthModule extends AbstractModule {
    @Provides
    @Singleton
    HealthService healthService(Storage storage, HoldfastConfig config, Clock clock) {
        return new HealthService(
                storage.health(), config.health().interval(), config.health().poolInterval(), clock);
    }
}
