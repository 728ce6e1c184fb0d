package dev.holdfast.http;

import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.domain.identity.Role;
import dev.holdfast.http.Api.Got;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More requests than the server can serve: it serves what it can, refuses the rest soon, and says that it lives. */
final class OverloadTest {
    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);
    private static final Duration PATIENCE = Duration.ofMillis(400);
    private static final String ONE = memory("n", "one");
    private static final String LIST = "/v1/memories?limit=200";
    private static final String BATCH = "/v1/memories/batch";
    private static final int CONCURRENT = 3;
    private static final int QUEUED = 2;

    private final TroubledStorage storage = new TroubledStorage();
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger inside = new AtomicInteger();
    private HttpUnderTest server = HttpUnderTest.over(storage, Settings.crowded(CONCURRENT, QUEUED, PATIENCE));
    private Api admin = server.api();
    private String key = "";

    @BeforeEach
    void occupyEveryPlace() {
        key = server.key(server.tenant(), Role.ADMIN);
        admin = server.api().as(key).with("X-Request-Timeout-Ms", "30000");
        admin.put(ONE, "{\"content\":\"x\"}").expect(201);
    }

    @AfterEach
    void stop() {
        release.countDown();
        server.close();
    }

    private List<CompletableFuture<Got>> saturate() {
        return saturate(ONE);
    }

    /** Takes every place that requests of this path have. */
    private List<CompletableFuture<Got>> saturate(String path) {
        storage.trouble(this::untilReleased);
        List<CompletableFuture<Got>> served = new ArrayList<>();
        for (int i = 0; i < CONCURRENT; i++) {
            served.add(CompletableFuture.supplyAsync(() -> admin.get(path), THREADS));
        }
        await().until(() -> inside.get() == CONCURRENT);
        return served;
    }

    private void untilReleased() {
        inside.incrementAndGet();
        try {
            release.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whoDoesNotGetAPlaceInTimeShouldBeToldWhenToTryAgain() {
        List<CompletableFuture<Got>> served = saturate();
        long before = System.nanoTime();
        Got refused = admin.get(ONE).expect(503, "overloaded");

        assertThat(refused.at("/retryable").asBoolean()).isTrue();
        assertThat(refused.header("Retry-After")).contains("1");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(PATIENCE, PATIENCE.multipliedBy(20));
        assertThat(inside).hasValue(CONCURRENT);
        release.countDown();
        served.forEach(one -> one.join().expect(200));
    }

    @Test
    void nobodyShouldWaitForAPlaceLongerThanForTheAnswer() {
        saturate();
        long before = System.nanoTime();
        server.api().as(key).with("X-Request-Timeout-Ms", "100").get(ONE).expect(503, "overloaded");

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(PATIENCE.multipliedBy(4));
    }

    @Test
    void theQueueShouldBeBoundedAndWhoIsBeyondItRefusedAtOnce() {
        saturate();
        List<CompletableFuture<Duration>> crowd = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            crowd.add(CompletableFuture.supplyAsync(
                    () -> {
                        long before = System.nanoTime();
                        admin.get(ONE).expect(503, "overloaded");
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
        CompletableFuture<Got> waiting = CompletableFuture.supplyAsync(() -> admin.get(ONE), THREADS);
        release.countDown();

        waiting.join().expect(200);
        served.forEach(one -> one.join().expect(200));
        admin.get(ONE).expect(200);
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
        admin.post(BATCH, "{\"memories\":[{\"namespace\":\"n\",\"key\":\"k\",\"content\":\"x\"}]}")
                .expect(200);
        admin.get(memory("n", "k")).expect(503, "overloaded");
    }

    @Test
    void listsShouldNotTakeThePlacesOfOthers() {
        saturate(LIST);

        storage.peace();
        admin.get(LIST).expect(503, "overloaded");
        admin.post("/v1/memories/search", "{\"query\":\"x\"}").expect(503, "overloaded");
        admin.get(ONE).expect(200);
    }

    @Test
    void largeBodiesShouldBeTakenAsLongAsThereIsRoomForTheirBytes() {
        int size = 250 * 1024;
        String large = Api.json(Map.of("content", "x".repeat(size)));
        try (HttpUnderTest cramped = HttpUnderTest.over(storage, Settings.small(2 * size, 2 * size))) {
            Api writer =
                    cramped.api().as(cramped.key(cramped.tenant(), Role.ADMIN)).with("X-Request-Timeout-Ms", "30000");
            storage.trouble(this::untilReleased);
            CompletableFuture<Got> first =
                    CompletableFuture.supplyAsync(() -> writer.put(memory("n", "first"), large), THREADS);
            await().until(() -> inside.get() == 1);

            writer.put(memory("n", "second"), large).expect(503, "overloaded");
            assertThat(inside).hasValue(1);

            release.countDown();
            first.join().expect(201);
            writer.put(memory("n", "second"), large).expect(201);
        }
    }

    @Test
    void largeAnswersShouldBeGivenAsLongAsThereIsRoomForThoseThatNobodyReads() {
        admin.post(BATCH, escapes("old", 5)).expect(200);
        String request = "GET " + LIST + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key + "\r\n\r\n";
        Api once = admin.with("Idempotency-Key", "once");
        List<RawConnection> deaf = new ArrayList<>();
        try {
            List<String> begun = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                deaf.add(RawConnection.deaf(server.port()));
                begun.add(deaf.getLast().send(request).begin(12));
            }

            // Six MiB each, and sixteen may be on their way.
            assertThat(begun).containsExactly("HTTP/1.1 200", "HTTP/1.1 200", "HTTP/1.1 503");
            admin.get(LIST).expect(503, "overloaded");
            admin.get(ONE).expect(200);
            once.post(BATCH, escapes("new", 4)).expect(503, "outcome_unknown");
        } finally {
            deaf.forEach(RawConnection::close);
        }
        await().untilAsserted(() -> admin.get(LIST).expect(200));
        assertThat(once.post(BATCH, escapes("new", 4)).expect(200).header("Idempotency-Replayed"))
                .contains("true");
    }

    @Test
    void toolsThatAnswerMuchShouldNotTakeThePlacesOfOthers() {
        saturate(LIST);

        storage.peace();
        assertThat(tool("recall", "{\"query\":\"x\"}").text()).contains("overloaded");
        assertThat(tool("get_context", "{}").text()).contains("overloaded");
        assertThat(tool("get_memory", "{\"namespace\":\"n\",\"key\":\"one\"}")
                        .at("/result/isError")
                        .asBoolean())
                .isFalse();
    }

    private Got tool(String name, String arguments) {
        return admin.post("/mcp", call(name, arguments)).expect(200);
    }

    private static String call(String name, String arguments) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + name
                + "\",\"arguments\":" + arguments + "}}";
    }

    @Test
    void answersToAgentsShouldShareTheRoomOfAllAnswers() {
        admin.post(BATCH, escapes("old", 5)).expect(200);
        String body = call("get_context", "{\"max_tokens\":100000}");
        String request = "POST /mcp HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        List<RawConnection> deaf = new ArrayList<>();
        try {
            List<String> begun = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                deaf.add(RawConnection.deaf(server.port()));
                begun.add(deaf.getLast().send(request).begin(12));
            }

            assertThat(begun).startsWith("HTTP/1.1 200").contains("HTTP/1.1 503");
            admin.get(ONE).expect(200);
        } finally {
            deaf.forEach(RawConnection::close);
        }
        await().untilAsserted(() -> tool("get_context", "{\"max_tokens\":100000}"));
    }

    /** So many memories, each 200 KiB of text and 1200 KiB of JSON. */
    private static String escapes(String name, int count) {
        String content = "\\u0001".repeat(200 * 1024);
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"namespace\":\"n\",\"key\":\"" + name + i + "\",\"content\":\"" + content + "\"}")
                .collect(Collectors.joining(",", "{\"memories\":[", "]}"));
    }

    @Test
    void aRefusedRequestShouldBeCounted() {
        saturate();
        admin.get(ONE).expect(503, "overloaded");

        assertThat(server.metrics().counter("holdfast.http.refused.overloaded").getCount())
                .isEqualTo(1);
    }
}
