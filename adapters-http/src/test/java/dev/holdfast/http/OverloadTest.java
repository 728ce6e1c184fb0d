package dev.holdfast.http;

import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.domain.identity.Role;
import dev.holdfast.http.Api.Got;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More requests than the server can serve: it serves what it can, refuses the rest soon, and says that it lives. */
final class OverloadTest {
    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);
    private static final Duration PATIENCE = Duration.ofMillis(400);
    private static final int CONCURRENT = 3;
    private static final int QUEUED = 2;

    private final TroubledStorage storage = new TroubledStorage();
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger inside = new AtomicInteger();
    private HttpUnderTest server = HttpUnderTest.over(storage, Settings.crowded(CONCURRENT, QUEUED, PATIENCE));
    private Api admin = server.api();

    @BeforeEach
    void occupyEveryPlace() {
        admin = server.api().as(server.key(server.tenant(), Role.ADMIN)).with("X-Request-Timeout-Ms", "30000");
    }

    @AfterEach
    void stop() {
        release.countDown();
        server.close();
    }

    private List<CompletableFuture<Got>> saturate() {
        storage.trouble(() -> {
            inside.incrementAndGet();
            try {
                release.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        List<CompletableFuture<Got>> served = new ArrayList<>();
        for (int i = 0; i < CONCURRENT; i++) {
            served.add(CompletableFuture.supplyAsync(() -> admin.get("/v1/memories"), THREADS));
        }
        await().until(() -> inside.get() == CONCURRENT);
        return served;
    }

    @Test
    void whoDoesNotGetAPlaceInTimeShouldBeToldWhenToTryAgain() {
        List<CompletableFuture<Got>> served = saturate();
        long before = System.nanoTime();
        Got refused = admin.get("/v1/memories").expect(503, "overloaded");

        assertThat(refused.at("/retryable").asBoolean()).isTrue();
        assertThat(refused.header("Retry-After")).contains("1");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(PATIENCE, PATIENCE.multipliedBy(20));
        assertThat(inside).hasValue(CONCURRENT);
        release.countDown();
        served.forEach(one -> one.join().expect(200));
    }

    @Test
    void theQueueShouldBeBoundedAndWhoIsBeyondItRefusedAtOnce() {
        saturate();
        List<CompletableFuture<Duration>> crowd = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            crowd.add(CompletableFuture.supplyAsync(
                    () -> {
                        long before = System.nanoTime();
                        admin.get("/v1/memories").expect(503, "overloaded");
                        return Duration.ofNanos(System.nanoTime() - before);
                    },
                    THREADS));
        }
        List<Duration> waits = crowd.stream().map(CompletableFuture::join).toList();

        // Without a bound everybody would wait that long.
        assertThat(waits).anyMatch(wait -> wait.compareTo(PATIENCE) < 0);
        assertThat(inside).hasValue(CONCURRENT);
    }

    @Test
    void aPlaceThatComesFreeShouldGoToWhoWaits() {
        List<CompletableFuture<Got>> served = saturate();
        CompletableFuture<Got> waiting = CompletableFuture.supplyAsync(() -> admin.get("/v1/memories"), THREADS);
        release.countDown();

        waiting.join().expect(200);
        served.forEach(one -> one.join().expect(200));
        admin.get("/v1/memories").expect(200);
    }

    @Test
    void healthAndDocumentationShouldAnswerAllTheWhile() {
        saturate();

        for (String path : List.of("/livez", "/readyz", "/readyz?verbose", "/healthz", "/metrics", "/openapi.json")) {
            server.api().get(path).expect(200);
            assertThat(inside).as(path).hasValue(CONCURRENT);
        }
    }

    @Test
    void bulkRequestsShouldNotTakeThePlacesOfOthers() {
        saturate();

        storage.peace();
        admin.post("/v1/memories/batch", "{\"memories\":[{\"namespace\":\"n\",\"key\":\"k\",\"content\":\"x\"}]}")
                .expect(200);
        admin.get(memory("n", "k")).expect(503, "overloaded");
    }

    @Test
    void aRefusedRequestShouldBeCounted() {
        saturate();
        admin.get("/v1/memories").expect(503, "overloaded");

        assertThat(server.metrics().counter("holdfast.http.refused.overloaded").getCount())
                .isEqualTo(1);
    }
}
