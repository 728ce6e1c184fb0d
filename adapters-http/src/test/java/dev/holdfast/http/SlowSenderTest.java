package dev.holdfast.http;

import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.domain.identity.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Callers that send slower than anybody has to. */
@TestInstance(Lifecycle.PER_CLASS)
final class SlowSenderTest {
    private HttpUnderTest server;

    @BeforeAll
    void start() {
        server = HttpUnderTest.over(new StorageInMemory(), Settings.impatient(Duration.ofSeconds(1)));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aHeadThatTricklesInShouldBeCutOff() {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET /livez HTTP/1.1\r\nHost: localhost\r\nX-A: ");

            await().pollInterval(Duration.ofMillis(100))
                    .atMost(Duration.ofSeconds(8))
                    .until(() -> !connection.sends("a"));
        }
    }

    @Test
    void aSecondHeadThatTricklesInShouldBeCutOffToo() {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(connection.answer().status()).isEqualTo(200);
            connection.send("GET /livez HTTP/1.1\r\nHost: localhost\r\nX-A: ");

            await().pollInterval(Duration.ofMillis(100))
                    .atMost(Duration.ofSeconds(8))
                    .until(() -> !connection.sends("a"));
        }
    }

    @Test
    void aConnectionThatSaysNothingAtAllShouldBeClosed() {
        try (RawConnection connection = new RawConnection(server.port())) {
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aQuietConnectionShouldBeKeptForTheNextRequest() {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(connection.answer().status()).isEqualTo(200);
            AtomicInteger looks = new AtomicInteger();
            await().pollInterval(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(9))
                    .until(() -> looks.incrementAndGet() > 3);

            connection.send("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(connection.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void aBodyMayArriveAsSlowlyAsItsDeadlineAllows() {
        String body = "{\"content\":\"" + "x".repeat(60) + "\"}";
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(put("slow", 20_000, body.length()));
            AtomicInteger sent = new AtomicInteger();
            await().pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofSeconds(15))
                    .until(() -> {
                        connection.send(body.substring(sent.get(), sent.incrementAndGet()));
                        return sent.get() == body.length();
                    });

            assertThat(connection.answer().status()).isEqualTo(201);
        }
    }

    @Test
    void aBodyThatWasAskedForMayArriveSlowlyToo() {
        String body = "{\"content\":\"" + "x".repeat(60) + "\"}";
        String head = put("asked", 20_000, body.length());
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(head.substring(0, head.length() - 2) + "Expect: 100-continue\r\n\r\n");
            assertThat(connection.answer().status()).isEqualTo(100);
            AtomicInteger sent = new AtomicInteger();
            await().pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofSeconds(15))
                    .until(() -> {
                        connection.send(body.substring(sent.get(), sent.incrementAndGet()));
                        return sent.get() == body.length();
                    });

            assertThat(connection.answer().status()).isEqualTo(201);
        }
    }

    @Test
    void aBodyThatMissesItsDeadlineShouldBeCutOff() {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(put("late", 500, 1_000) + "{");

            connection.answer().expectProblem(408, "request_timeout");
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void manySilentConnectionsShouldNotKeepOthersOut() {
        List<RawConnection> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                silent.add(new RawConnection(server.port()).send("GET /livez HTTP/1.1\r\n"));
            }
            server.api().get("/livez").expect(200);
        } finally {
            silent.forEach(RawConnection::close);
        }
    }

    private String put(String key, int timeout, int length) {
        return "PUT " + memory("n", key) + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + server.key(server.tenant(), Role.ADMIN) + "\r\nX-Request-Timeout-Ms: " + timeout
                + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
    }
}
