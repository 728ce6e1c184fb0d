package dev.holdfast.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import com.google.inject.Injector;
import dev.holdfast.app.config.HoldfastConfig;
import dev.holdfast.app.config.TestConfiguration;
import dev.holdfast.app.module.Wiring;
import dev.holdfast.app.secrets.MasterSecret;
import dev.holdfast.app.storage.MemoryStorage;
import dev.holdfast.app.storage.Storage;
import dev.holdfast.domain.Race;
import dev.holdfast.domain.identity.ApiKey;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Secret;
import dev.holdfast.ports.identity.KeyService;
import dev.holdfast.ports.identity.TenantService;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FirstKeyTest {
    private final Clock clock = Clock.systemUTC();
    private final Storage storage = new MemoryStorage(clock);
    private final MasterSecret secret = MasterSecret.passing(new SecureRandom());
    private final HoldfastConfig config = TestConfiguration.of().config();
    private final Injector injector =
            new Wiring(config, secret, storage, clock, new SecureRandom(), new MetricRegistry()).injector();
    private final TenantService tenants = injector.getInstance(TenantService.class);
    private final KeyService keys = injector.getInstance(KeyService.class);

    @Test
    void ofManyServersThatStartAtOnceOneShouldMakeTheKey() {
        List<Race.Outcome<Optional<Secret>>> outcomes =
                Race.of(20, server -> new FirstKey(config.general(), tenants, keys, clock).ensure());

        assertThat(Race.failures(outcomes)).isEmpty();
        assertThat(Race.values(outcomes)).filteredOn(Optional::isPresent).hasSize(1);
        assertThat(all()).hasSize(1);
    }

    @Test
    void aTenantWhoseAdministratorsAreAllRevokedShouldGetANewKeyAtTheNextStart() {
        FirstKey first = new FirstKey(config.general(), tenants, keys, clock);
        assertThat(first.ensure()).isPresent();
        keys.revoke(
                tenants.operator(config.general().tenant(), "test"),
                all().get(0).id());

        assertThat(first.ensure()).isPresent();
        assertThat(first.ensure()).isEmpty();
        assertThat(all()).hasSize(2);
    }

    private List<ApiKey> all() {
        return keys.list(tenants.operator(config.general().tenant(), "test"), PageRequest.first(PageRequest.MAX_LIMIT))
                .items();
    }
}
