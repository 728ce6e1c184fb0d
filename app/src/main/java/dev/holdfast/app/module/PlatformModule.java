package dev.holdfast.app.module;

import com.codahale.metrics.MetricRegistry;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.holdfast.ports.shared.Ids;
import dev.holdfast.ports.shared.UuidV7Ids;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** Time, chance, ids and figures. */
final class PlatformModule extends AbstractModule {
    private final Clock clock;
    private final RandomGenerator random;
    private final MetricRegistry metrics;

    PlatformModule(Clock clock, RandomGenerator random, MetricRegistry metrics) {
        this.clock = clock;
        this.random = random;
        this.metrics = metrics;
    }

    @Override
    protected void configure() {
        bind(Clock.class).toInstance(clock);
        bind(RandomGenerator.class).toInstance(random);
        bind(MetricRegistry.class).toInstance(metrics);
    }

    @Provides
    @Singleton
    Ids ids(Clock clock, RandomGenerator random) {
        return new UuidV7Ids(clock, random);
    }
}
