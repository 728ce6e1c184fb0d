package dev.holdfast.http;

import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.http.Api.Got;
import dev.holdfast.http.RawConnection.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** The end of a server: what is in flight is finished, and nothing new begun. */
final class GracefulStopTest {
    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    private final TroubledStorage storage = new TroubledStorage();
    private final HttpUnderTest server = HttpUnderTest.over(storage);
    private final TenantId tenant = server.tenant();
    private final String key = server.key(tenant, Role.ADMIN);
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    /** A write that is in the store and does not come back until it is released. */
    private CompletableFuture<Got> inFlight() throws InterruptedException {
        storage.trouble(() -> {
            inside.countDown();
            try {
                release.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        CompletableFuture<Got> writing = CompletableFuture.supplyAsync(
                () -> server.api()
                        .as(key)
                        .with("X-Request-Timeout-Ms", "30000")
                        .put(memory("n", "k"), "{\"content\":\"x\"}"),
                THREADS);
        inside.await();
        return writing;
    }

    @Test
    void whatIsInFlightShouldFinishAndNothingNewBegin() throws InterruptedException {
        try (RawConnection kept = new RawConnection(server.port())) {
            kept.send("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(kept.answer().status()).isEqualTo(200);
            CompletableFuture<Got> writing = inFlight();
            CompletableFuture<Void> stopping =
                    CompletableFuture.runAsync(() -> server.server().stop(Duration.ofSeconds(20)), THREADS);

            await().atMost(Duration.ofSeconds(5)).until(this::refusesConnections);
            Answer late = kept.sends(
                            "GET /v1/whoami HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key + "\r\n\r\n")
                    ? kept.answer()
                    : new Answer("", "");
            assertThat(late.status()).as(late.toString()).isIn(0, 503);
            assertThat(stopping).isNotDone();
            assertThat(writing).isNotDone();

            release.countDown();
            Got written = writing.join().expect(201);
            assertThat(written.header("Connection")).contains("close");
            stopping.join();
        }
        assertThat(server.audit(tenant)).anyMatch(entry -> entry.action().equals("memory.set"));
    }

    @Test
    void readinessShouldEndBeforeTheServerDoes() throws InterruptedException {
        CompletableFuture<Got> writing = inFlight();
        server.server().drain();

        server.api().get("/readyz").expect(503);
        server.api().get("/livez").expect(200);
        release.countDown();
        writing.join().expect(201);
        server.close();
    }

    @Test
    void whatDoesNotFinishShouldNotKeepTheServerAlive() throws InterruptedException {
        CompletableFuture<Got> writing = inFlight();
        long before = System.nanoTime();
        server.server().stop(Duration.ofMillis(300));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        release.countDown();
        assertThat(writing.handle((got, failure) -> failure == null ? got.status() : 0)
                        .join())
                .isNotEqualTo(200);
    }

    @Test
    void stoppingTwiceShouldBeStoppingOnce() {
        server.close();
        server.close();

        assertThat(refusesConnections()).isTrue();
    }

    private boolean refusesConnections() {
        try (RawConnection connection = new RawConnection(server.port())) {
            return connection.isClosedByServer();
        } catch (UncheckedIOException refused) {
            return true;
        }
    }
}
