package dev.holdfast.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import dev.holdfast.app.config.HoldfastConfig;
import dev.holdfast.app.config.TestConfiguration;
import dev.holdfast.app.module.Wiring;
import dev.holdfast.app.secrets.MasterSecret;
import dev.holdfast.app.storage.MemoryStorage;
import dev.holdfast.app.storage.Storage;
import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditFilter;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.TenantId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The whole server on the store in memory, over a real socket. */
class ServerTest {
    private static final String GIVEN_KEY =
            "hf_dev_03h9y6mf1nx9fdh921vwwcy54_4xu1firwobdzic0xgqh97ibhvolq0hoysmczae404ib0op03pb_193s831";

    private final Clock clock = Clock.systemUTC();
    private final Storage storage = new MemoryStorage(clock);
    private final MasterSecret secret = MasterSecret.passing(new SecureRandom());
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void whatIsWrittenWithTheFirstKeyShouldBeFoundAgain() throws Exception {
        try (Server server = start()) {
            String key = server.firstKey().orElseThrow().reveal();

            assertThat(send(
                                    server,
                                    key,
                                    "PUT",
                                    "/v1/memories/users%2F42/colour",
                                    "{\"content\": \"Prefers dark blue\"}")
                            .statusCode())
                    .isEqualTo(201);
            HttpResponse<String> found = send(server, key, "POST", "/v1/memories/search", "{\"query\": \"blue\"}");

            assertThat(found.statusCode()).isEqualTo(200);
            assertThat(found.body()).contains("Prefers dark blue");
            assertThat(server.banner()).contains(key).contains(server.url());
        }
    }

    @Test
    void aSecondStartShouldMakeNoSecondKey() {
        try (Server first = start()) {
            assertThat(first.firstKey()).isPresent();
        }
        try (Server second = start()) {
            assertThat(second.firstKey()).isEmpty();
        }
    }

    @Test
    void theGivenFirstKeyShouldWorkAndNotBeShown() throws Exception {
        try (Server server = start("HOLDFAST_BOOTSTRAP_API_KEY", GIVEN_KEY)) {
            assertThat(server.firstKey()).isEmpty();
            assertThat(server.banner()).doesNotContain(GIVEN_KEY);
            assertThat(send(server, GIVEN_KEY, "GET", "/v1/whoami", "").statusCode())
                    .isEqualTo(200);
        }
        try (Server again = start("HOLDFAST_BOOTSTRAP_API_KEY", GIVEN_KEY)) {
            assertThat(send(again, GIVEN_KEY, "GET", "/v1/whoami", "").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aStrangerShouldBeTurnedAway() throws Exception {
        try (Server server = start()) {
            assertThat(send(server, GIVEN_KEY, "GET", "/v1/whoami", "").statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void everyChangeShouldBeSealedSoon() throws Exception {
        try (Server server = start("HOLDFAST_AUDIT_SEAL_INTERVAL", "100ms")) {
            String key = server.firstKey().orElseThrow().reveal();
            send(server, key, "PUT", "/v1/memories/n/k", "{\"content\": \"x\"}");

            await().untilAsserted(() -> assertThat(storage.repositories()
                            .audit()
                            .list(scope(), AuditFilter.everything(), PageRequest.first(10))
                            .items())
                    .extracting(AuditEntry::seal)
                    .hasSize(2)
                    .doesNotContain(Optional.empty()));
        }
    }

    @Test
    void aTakenPortShouldBeNamed() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start("HOLDFAST_PORT", Integer.toString(other.getLocalPort())))
                    .isInstanceOfSatisfying(ListeningException.class, taken -> {
                        assertThat(taken).hasMessageContaining("127.0.0.1:" + other.getLocalPort());
                        assertThat(taken.hint()).contains("--port");
                    });
        }
    }

    @Test
    void aStoppedServerShouldNotAnswer() {
        Server server = start();
        String url = server.url();
        server.close();
        server.close();

        assertThatThrownBy(() ->
                        client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding()))
                .isInstanceOf(IOException.class);
    }

    private Server start(String... variables) {
        String[] all = new String[variables.length + 2];
        all[0] = "HOLDFAST_STORAGE";
        all[1] = "memory";
        System.arraycopy(variables, 0, all, 2, variables.length);
        HoldfastConfig config = withFreePort(all);
        return Server.start(new Wiring(config, secret, storage, clock, new SecureRandom(), new MetricRegistry()));
    }

    private static HoldfastConfig withFreePort(String... variables) {
        for (String variable : variables) {
            if (variable.equals("HOLDFAST_PORT")) {
                return TestConfiguration.of(variables).config();
            }
        }
        String[] all = Arrays.copyOf(variables, variables.length + 2);
        all[variables.length] = "HOLDFAST_PORT";
        all[variables.length + 1] = "0";
        return TestConfiguration.of(all).config();
    }

    private HttpResponse<String> send(Server server, String key, String method, String path, String body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private Scope scope() {
        return new Scope(
                new TenantId("default"),
                PrincipalId.system("test"),
                clock.instant().plusSeconds(5),
                "test");
    }
}
