package dev.holdfast.ports.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.identity.Principal;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.IdempotencyClaim;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.TenantId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CallContextTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456789Z");
    private static final Instant MICROS = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final TenantId TENANT = new TenantId("acme");

    @Test
    void theScopeShouldBeThatOfThePrincipal() {
        assertThat(call(Optional.empty()).scope())
                .isEqualTo(new Scope(TENANT, PrincipalId.system("test"), NOW, "request-1"));
    }

    @Test
    void aChangeShouldHappenAtTheMicrosecond() {
        assertThat(call(Optional.empty()).change("memory.set", NOW))
                .isEqualTo(new Change(MICROS, "memory.set", Optional.empty()));
    }

    @Test
    void aWishForOnceShouldBeClaimedForADay() {
        assertThat(call(Optional.of(new Idempotency("key", "abc")))
                        .change("memory.set", NOW)
                        .claim())
                .contains(new IdempotencyClaim("key", "memory.set", "abc", MICROS.plusSeconds(24 * 60 * 60)));
    }

    private static CallContext call(Optional<Idempotency> idempotency) {
        return new CallContext(Principal.system(TENANT, "test"), NOW, "request-1", idempotency);
    }
}
