package dev.holdfast.app.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import com.google.inject.ConfigurationException;
import com.google.inject.Injector;
import com.google.inject.Key;
import dev.holdfast.app.config.TestConfiguration;
import dev.holdfast.app.secrets.MasterSecret;
import dev.holdfast.app.storage.MemoryStorage;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class WiringTest {
    private final Injector injector = new Wiring(
                    TestConfiguration.of("HOLDFAST_STORAGE", "memory").config(),
                    MasterSecret.passing(new SecureRandom()),
                    new MemoryStorage(Clock.systemUTC()),
                    Clock.systemUTC(),
                    new SecureRandom(),
                    new MetricRegistry())
            .injector(new HttpModule());

    /** Lazily wired: what cannot be put together would otherwise fail in the command that first needs it. */
    @Test
    void everythingThatIsDeclaredShouldBePutTogether() {
        assertThat(injector.getBindings().keySet()).hasSizeGreaterThan(20);
        for (Key<?> key : injector.getBindings().keySet()) {
            assertThat(injector.getInstance(key)).as(key.toString()).isNotNull();
        }
    }

    @Test
    void nothingShouldBePutTogetherByGuessing() {
        assertThatThrownBy(() -> injector.getInstance(NotDeclared.class)).isInstanceOf(ConfigurationException.class);
    }

    static final class NotDeclared {}
}
