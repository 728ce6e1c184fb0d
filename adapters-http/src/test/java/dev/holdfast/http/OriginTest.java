package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.identity.Role;
import dev.holdfast.http.Api.Got;
import dev.holdfast.http.RawConnection.Answer;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of which web origins may call. A page a browser was tricked into must learn nothing and change nothing. */
@TestInstance(Lifecycle.PER_CLASS)
final class OriginTest {
    private static final String ALLOWED = "https://console.example";

    private final HttpUnderTest server = HttpUnderTest.over(
            new StorageInMemory(),
            Settings.visitedBy(Set.of("localhost", "127.0.0.1", "memory.example"), Set.of(ALLOWED)));

    @AfterAll
    void stop() {
        server.close();
    }

    private Api admin() {
        return server.api().as(server.key(server.tenant(), Role.ADMIN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "http://console.example",
                "https://console.example:8443",
                "https://console.example.evil.example",
                "https://CONSOLE.example",
                "*",
                " "
            })
    void anyOtherOriginShouldBeRefusedBeforeAnythingElse(String origin) {
        for (String method : new String[] {"GET", "OPTIONS", "DELETE", "PATCH"}) {
            Got refused = admin().with("Origin", origin)
                    .send(method, "/v1/whoami", Optional.empty())
                    .expect(403, "origin_not_allowed");
            assertThat(refused.header("Access-Control-Allow-Origin")).isEmpty();
        }
        server.api().with("Origin", origin).get("/livez").expect(403, "origin_not_allowed");
    }

    @Test
    void aPageOfAnAllowedOriginShouldReadWhatItIsAnswered() {
        Got read = admin().with("Origin", ALLOWED).get("/v1/whoami").expect(200);
        Got refused = server.api().with("Origin", ALLOWED).get("/v1/whoami").expect(401);

        for (Got got : new Got[] {read, refused}) {
            assertThat(got.header("Access-Control-Allow-Origin")).contains(ALLOWED);
            assertThat(got.header("Access-Control-Expose-Headers").orElseThrow())
                    .contains("ETag", "Link");
            assertThat(got.header("Vary")).contains("Origin");
            assertThat(got.header("Access-Control-Allow-Credentials")).isEmpty();
        }
    }

    @Test
    void aBrowserShouldLearnBeforehandWhatSuchAPageMaySend() {
        Got told = server.api()
                .with("Origin", ALLOWED)
                .with("Access-Control-Request-Method", "PUT")
                .send("OPTIONS", "/v1/memories/n/k", Optional.empty())
                .expect(204);

        assertThat(told.header("Access-Control-Allow-Origin")).contains(ALLOWED);
        assertThat(told.header("Access-Control-Allow-Methods")).contains("GET, HEAD, PUT, DELETE, OPTIONS");
        assertThat(told.header("Access-Control-Allow-Headers").orElseThrow())
                .contains("Authorization", "Content-Type", "If-Match", "Idempotency-Key");
    }

    @Test
    void aPageOfTheServerItselfShouldNeedNoPermission() {
        Got own = server.api()
                .with("Origin", "http://127.0.0.1:" + server.port())
                .get("/livez")
                .expect(200);

        assertThat(own.header("Access-Control-Allow-Origin")).isEmpty();
        server.api().get("/livez").expect(200);
    }

    @Test
    void theNamesOfTheSettingsShouldBeAnsweredAndNoOthers() {
        assertThat(ask("memory.example").status()).isEqualTo(200);
        assertThat(ask("memory.example:7070").status()).isEqualTo(200);
        ask("other.example").expectProblem(421, "misdirected_request");
    }

    private Answer ask(String host) {
        return RawConnection.ask(server.port(), "GET /livez HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    }
}
