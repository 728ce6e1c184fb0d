package dev.holdfast.http.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.SettableClock;
import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import dev.holdfast.http.HttpUnderTest;
import dev.holdfast.http.OnMemory;
import dev.holdfast.ports.operations.Finding;
import dev.holdfast.ports.operations.KnownHealth;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators are told of the store. */
final class StoreHealthRoutesTest extends OnMemory {
    private static final Instant START = Instant.parse("2999-01-31T12:00:00Z");

    private SettableClock clock;
    private HttpUnderTest timed;

    @BeforeEach
    void open() {
        clock = SettableClock.at(START);
        timed = onMemory(clock);
    }

    @AfterEach
    void close() {
        timed.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/admin/health", "/v1/admin/health/deep", "/v1/admin/health/history"})
    void onlyOperatorsShouldBeTold(String path) {
        Api proxied = server().api().with("X-Forwarded-For", "203.0.113.9");
        String reader = server().key(server().tenant(), Role.READER);
        String admin = server().key(server().tenant(), Role.ADMIN);

        proxied.get(path).expect(401, "not_authenticated");
        proxied.as(reader).get(path).expect(403, "not_permitted");
        proxied.as(admin).get(path).expect(200);
        server().api().get(path).expect(200);
    }

    @Test
    void aStoreThatDoesNotAnswerShouldBeUnavailableWithTheReason() {
        timed.health().pulse(false, "does not answer: it is starting up");
        Got told = timed.api().get("/v1/admin/health").expect(503);

        assertThat(told.at("/status").asString()).isEqualTo("failed");
        assertThat(told.at("/finding").asString()).isEqualTo("does not answer: it is starting up");
        assertThat(told.at("/pools/0/name").asString()).isEqualTo("requests");
    }

    @Test
    void aFailedCheckShouldBeUnavailableAndAWarningNot() {
        timed.health().findings(Finding.warning("disk", "nearly full", "Make room soon."));
        Got warned = timed.api().get("/v1/admin/health/deep").expect(200);
        assertThat(warned.at("/status").asString()).isEqualTo("warning");
        assertThat(warned.at("/checks/0/next").asString()).isEqualTo("Make room soon.");

        clock.advance(Duration.ofMinutes(1));
        timed.health().findings(Finding.failed("write", "the disk is full", "Make room."));
        assertThat(timed.api()
                        .get("/v1/admin/health/deep")
                        .expect(503)
                        .at("/status")
                        .asString())
                .isEqualTo("failed");
    }

    @Test
    void theHistoryShouldBeginWhereItIsAskedToAndAnHourAgoOtherwise() {
        timed.watch();
        clock.advance(Duration.ofMinutes(61));
        timed.health().pulse(false, "does not answer");
        timed.health().pools(KnownHealth.pool(2, 3, 9, 900, 1));
        timed.watch();

        Got lately = timed.api().get("/v1/admin/health/history").expect(200);
        assertThat(lately.at("/samples")).hasSize(1);
        assertThat(lately.at("/samples/0/status").asString()).isEqualTo("failed");
        assertThat(lately.at("/notices/0/subject").asString()).isEqualTo("database");
        Got all = timed.api()
                .get("/v1/admin/health/history?since=2999-01-31T11:00:00Z")
                .expect(200);
        assertThat(all.at("/samples")).hasSize(2);
        assertThat(all.at("/pools/1/pools/0/refused").asInt()).isEqualTo(1);
        timed.api().get("/v1/admin/health/history?since=yesterday").expect(400, "malformed_request");
    }
}
