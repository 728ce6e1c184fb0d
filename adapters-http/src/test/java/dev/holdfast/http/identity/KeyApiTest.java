package dev.holdfast.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.SettableClock;
import dev.holdfast.http.Api;
import dev.holdfast.http.HttpUnderTest;
import dev.holdfast.http.OnMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class KeyApiTest extends OnMemory implements KeyApiContract {
    @Override
    public HttpUnderTest http() {
        return server();
    }

    @Test
    void aTrustedKeyShouldBeRefusedTheMomentItExpires() {
        SettableClock clock = SettableClock.at(Instant.parse("2999-01-01T00:00:00Z"));
        try (HttpUnderTest server = onMemory(clock)) {
            Api admin = server.api().as(server.key(server.tenant(), Role.ADMIN));
            Api holder = server.api()
                    .as(admin.post(
                                    KEYS,
                                    Api.json(Map.of(
                                            "name", "x", "role", "reader", "expires_at", "2999-01-01T00:00:10Z")))
                            .expect(201)
                            .at("/token")
                            .asString());

            clock.advance(Duration.ofSeconds(9));
            assertThat(holder.get("/v1/whoami").status()).isEqualTo(200);
            clock.advance(Duration.ofSeconds(1));
            holder.get("/v1/whoami").expect(401, "not_authenticated");
        }
    }
}
