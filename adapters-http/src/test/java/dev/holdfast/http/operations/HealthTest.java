package dev.holdfast.http.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.domain.identity.Role;
import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import dev.holdfast.http.HttpUnderTest;
import dev.holdfast.http.OnMemory;
import dev.holdfast.ports.operations.Readiness.Check;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server says of its health, and to whom. */
final class HealthTest extends OnMemory {
    private static final Check WORKS = new Check("store", true, "works");
    private static final Check BROKEN = new Check("schema", false, "version 3 is wanted");

    /** A caller a proxy speaks for, and who is therefore not taken for an operator. */
    private Api proxied() {
        return server().api().with("X-Forwarded-For", "203.0.113.9");
    }

    private void found(int status, Check... checks) {
        server().readiness(checks);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> server().api().get("/readyz").status() == status);
    }

    @AfterEach
    void heal() {
        found(200, WORKS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/readyz", "/healthz"})
    void aServerShouldBeReadyWhenEveryCheckIs(String path) {
        found(200, WORKS);
        assertThat(server().api().get(path).expect(200).text()).isEqualTo("{\"status\":\"ok\"}");

        found(503, WORKS, BROKEN);
        assertThat(server().api().get(path).expect(503).text()).isEqualTo("{\"status\":\"unavailable\"}");
    }

    /** While the database is away and a replica answers: {@code degraded} is good enough for whoever sends reads. */
    @Test
    void aServerThatServesReadsAtLeastShouldBeReadyForThem() {
        Check answers = new Check("replica", true, "answers");
        Check silent = new Check("replica", false, "does not answer");
        found(503, BROKEN);

        reads(200, answers);
        assertThat(server().api().get("/readyz?for=reads").expect(200).text()).isEqualTo("{\"status\":\"degraded\"}");
        server().api().get("/readyz").expect(503);
        assertThat(server().api()
                        .get("/readyz?for=reads&verbose")
                        .expect(200)
                        .at("/checks/1/name")
                        .asString())
                .isEqualTo("replica");

        reads(503, silent);
        server().api().get("/readyz?for=writes").expect(400, "malformed_request");
        found(200, WORKS);
        assertThat(server().api().get("/readyz?for=reads").expect(200).text()).isEqualTo("{\"status\":\"ok\"}");
    }

    private void reads(int status, Check... checks) {
        server().readinessForReads(checks);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> server().api().get("/readyz?for=reads").status() == status);
    }

    @Test
    void theProcessShouldLiveWhateverTheStoreDoes() {
        found(503, BROKEN);

        assertThat(server().api().get("/livez").expect(200).text()).isEqualTo("{\"status\":\"ok\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/readyz?verbose", "/healthz?verbose=true"})
    void anOperatorShouldBeToldWhy(String path) {
        found(503, WORKS, BROKEN);
        Got told = server().api().get(path).expect(503);

        assertThat(told.at("/checks/0/ok").asBoolean()).isTrue();
        assertThat(told.at("/checks/1/name").asString()).isEqualTo("schema");
        assertThat(told.at("/checks/1/detail").asString()).isEqualTo("version 3 is wanted");
    }

    @Test
    void whoComesThroughAProxyShouldBeToldWhyOnlyWithAnAdministratorsKey() {
        found(503, BROKEN);
        String admin = server().key(server().tenant(), Role.ADMIN);
        String writer = server().key(server().tenant(), Role.WRITER);

        assertThat(proxied().get("/readyz?verbose").expect(503).json().has("checks"))
                .isFalse();
        assertThat(proxied()
                        .as(writer)
                        .get("/readyz?verbose")
                        .expect(503)
                        .json()
                        .has("checks"))
                .isFalse();
        assertThat(proxied()
                        .as("rubbish")
                        .get("/readyz?verbose")
                        .expect(503)
                        .json()
                        .has("checks"))
                .isFalse();
        assertThat(proxied().as(admin).get("/readyz?verbose").expect(503).json().has("checks"))
                .isTrue();
        assertThat(server().api()
                        .with("Forwarded", "for=203.0.113.9")
                        .get("/readyz?verbose")
                        .json()
                        .has("checks"))
                .isFalse();
    }

    @Test
    void aDrainingServerShouldSayItIsNotReadyAndGoOnServing() {
        try (HttpUnderTest server = onMemory(Clock.systemUTC())) {
            server.server().drain();

            Got told = server.api().get("/readyz").expect(503);
            assertThat(told.text()).isEqualTo("{\"status\":\"draining\"}");
            assertThat(told.header("Connection")).contains("close");
            server.api().get("/livez").expect(200);
            server.admin().get("/v1/memories").expect(200);
        }
    }
}
