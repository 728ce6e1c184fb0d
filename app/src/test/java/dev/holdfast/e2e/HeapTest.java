package dev.holdfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.http.Api;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A small heap, and many callers at once who ask for the most: the server refuses what it cannot hold, and lives. */
class HeapTest {
    private static final int AT_ONCE = 64;
    private static final int CALLERS = 3_000;

    private static final String PATIENCE_MS = "20000";

    private static final String MEMORIES = "/v1/memories";
    private static final String BATCH = MEMORIES + "/batch";
    private static final String VERSIONED = Api.memory("versions", "k");
    private static final String NUMBERS = members(4_900, "0");

    private static final Ask METADATA = Ask.get(MEMORIES + "?limit=200&namespace=metadata");
    private static final Ask CONTENTS = Ask.get(MEMORIES + "?limit=200&namespace=contents");
    private static final Ask VERSIONS = Ask.get(VERSIONED + "/revisions?limit=200");
    private static final Ask FOUND = Ask.of("POST", MEMORIES + "/search", "{\"query\":\"word\",\"limit\":200}");
    private static final Ask OBJECTS = Ask.of("PUT", Api.memory("n", "k"), fact("x", members(3_900, "{\"a\":0}")));
    private static final Ask TOO_MANY_OBJECTS =
            Ask.of("PUT", Api.memory("n", "k"), fact("x", "{\"a\":[" + "{},".repeat(340_000) + "{}]}"));
    private static final Ask BATCH_OF_OBJECTS =
            Ask.of("POST", BATCH, batch(1_000, i -> addressed("n", "k" + i, fact("x", members(90, "{\"a\":0}")))));
    private static final Ask LARGE_BATCH =
            Ask.of("POST", BATCH, batch(64, i -> addressed("n", "k" + i, fact("x".repeat(250 * 1024), "{}"))));
    private static final Ask TOO_LARGE = Ask.of("POST", BATCH, "x".repeat(17 * 1024 * 1024));

    private record Ask(String method, String path, Supplier<InputStream> body, int bytes) {
        static Ask get(String path) {
            return of("GET", path, "");
        }

        static Ask of(String method, String path, String body) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            return new Ask(method, path, () -> new ByteArrayInputStream(bytes), bytes.length);
        }
    }

    @RegisterExtension
    static final Nodes NODES = Nodes.perClass();

    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    private static Node node;
    private static String key;

    @BeforeAll
    static void storeTheLargestThings() {
        node = NODES.serve(NODES.home());
        key = node.printedKey().orElseThrow();
        for (int i = 0; i < 4; i++) {
            String name = "b" + i;
            calm().post(BATCH, batch(20, each -> addressed("metadata", name + each, fact("word", NUMBERS))))
                    .expect(200);
        }
        // Six bytes of JSON for one of text.
        String escapes = "\\u0001".repeat(255 * 1024) + " word";
        calm().post(BATCH, batch(8, i -> addressed("contents", "k" + i, fact(escapes, "{}"))))
                .expect(200);
        for (int i = 0; i < 8; i++) {
            calm().put(VERSIONED, fact("word", NUMBERS)).expect(i == 0 ? 201 : 200);
        }
    }

    @AfterEach
    void theServerShouldLiveAndAnswer() {
        assertThat(node.program().isAlive()).as("%s", node.program()).isTrue();
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            calm().get(MEMORIES + "?namespace=nothing").expect(200);
            assertThat(calm().put(Api.memory("light", "k"), "{\"content\":\"x\"}")
                            .status())
                    .isIn(200, 201);
        });
    }

    @Test
    void longPagesOfLargeMetadataShouldBeSurvived() {
        storm(METADATA, 200, 408, 503);
    }

    @Test
    void longPagesOfLargeContentsShouldBeSurvived() {
        storm(CONTENTS, 200, 408, 503);
    }

    @Test
    void versionsOfALargeMemoryShouldBeSurvived() {
        storm(VERSIONS, 200, 408, 503);
    }

    @Test
    void searchesThatFindLargeMemoriesShouldBeSurvived() {
        storm(FOUND, 200, 408, 503);
    }

    @Test
    void bodiesOfManySmallObjectsShouldBeSurvived() {
        storm(OBJECTS, 200, 201, 408, 503);
        storm(TOO_MANY_OBJECTS, 400, 408, 503);
    }

    @Test
    void batchesOfManySmallObjectsShouldBeSurvived() {
        storm(BATCH_OF_OBJECTS, 200, 408, 503);
    }

    @Test
    void batchesAsLargeAsTheyMayBeShouldBeSurvived() {
        storm(LARGE_BATCH, 200, 408, 503);
    }

    @Test
    void bodiesThatAreTooLargeShouldBeSurvived() {
        storm(TOO_LARGE, 413, 408, 503);
    }

    @Test
    void allOfThatAtOnceShouldBeSurvived() {
        List<Ask> all = List.of(
                METADATA,
                CONTENTS,
                VERSIONS,
                FOUND,
                OBJECTS,
                TOO_MANY_OBJECTS,
                BATCH_OF_OBJECTS,
                LARGE_BATCH,
                TOO_LARGE);
        storm(i -> all.get(i % all.size()), 200, 201, 400, 413, 408, 503);
    }

    @Test
    void answersThatNobodyReadsShouldBeSurvived() throws IOException {
        String request = "GET " + MEMORIES + "?limit=200&namespace=content HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Bearer " + key + "\r\n\r\n";
        List<Socket> deaf = new ArrayList<>();
        List<String> begun = new ArrayList<>();
        try {
            for (int i = 0; i < AT_ONCE; i++) {
                Socket socket = new Socket();
                deaf.add(socket);
                socket.setReceiveBufferSize(4 * 1024);
                socket.connect(new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), URI.create(node.url()).getPort()));
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                begun.add(new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1));
            }
            assertThat(begun).contains("HTTP/1.1 200").isSubsetOf("HTTP/1.1 200", "HTTP/1.1 503");
            theServerShouldLiveAndAnswer();
        } finally {
            for (Socket socket : deaf) {
                socket.close();
            }
        }
    }

    /** All that wait for their turn wait with what they are; those that have had it stay connected. */
    @Test
    void connectionsOfManyCallersWhoAllAskAtOnceShouldBeSurvived() throws IOException {
        List<Socket> callers = new ArrayList<>();
        try {
            for (int i = 0; i < CALLERS; i++) {
                callers.add(connected());
            }
            for (int turn = 0; turn < 2; turn++) { // Jetty knows a header again that it has seen before
                for (Socket caller : callers) {
                    String request =
                            "GET " + MEMORIES + "?namespace=nothing HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: "
                                    + caller.getLocalPort() + "\r\nAuthorization: Bearer " + key + "\r\n\r\n";
                    caller.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                }
                List<String> statuses = new ArrayList<>();
                for (Socket caller : callers) {
                    statuses.add(statusOf(caller.getInputStream()));
                }
                assertThat(statuses).as("%s", node.program()).contains("200").isSubsetOf("200", "503");
            }
            theServerShouldLiveAndAnswer();
        } finally {
            for (Socket caller : callers) {
                caller.close();
            }
        }
    }

    /** Reads a whole answer. */
    private static String statusOf(InputStream answer) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = answer.read();
            assertThat(next).as("after: %s", head).isNotNegative();
            head.append((char) next);
        }
        String length = head.toString().replaceFirst("(?si).*\ncontent-length: (\\d+).*", "$1");
        answer.skipNBytes(Integer.parseInt(length));
        return head.substring(9, 12);
    }

    private static Socket connected() throws IOException {
        return new Socket(
                InetAddress.getLoopbackAddress(), URI.create(node.url()).getPort());
    }

    private static Api calm() {
        return node.as(key).with("X-Request-Timeout-Ms", "30000");
    }

    private static void storm(Ask ask, Integer... statuses) {
        storm(i -> ask, statuses);
    }

    /** Many at once; each is answered, some as they wish. */
    private static void storm(IntFunction<Ask> asks, Integer... statuses) {
        try (HttpClient gets = client();
                HttpClient sends = client()) {
            List<CompletableFuture<Integer>> answers = IntStream.range(0, AT_ONCE)
                    .mapToObj(i -> {
                        Ask ask = asks.apply(i);
                        HttpClient client = ask.bytes() == 0 ? gets : sends;
                        return CompletableFuture.supplyAsync(() -> status(client, ask), THREADS);
                    })
                    .toList();

            assertThat(answers.stream().map(CompletableFuture::join))
                    .as("%s", node.program())
                    .contains(statuses[0])
                    .isSubsetOf(statuses);
        }
    }

    /** Nothing of an answer that came while its request was still being sent is taken for that of another. */
    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private static int status(HttpClient client, Ask ask) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node.url() + ask.path()))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + key)
                .header("X-Request-Timeout-Ms", PATIENCE_MS);
        if (!ask.method().equals("GET")) {
            // A body that is refused unread is not sent then, and its connection not cut off while it is.
            request.expectContinue(true)
                    .header("Content-Type", "application/json")
                    .method(
                            ask.method(),
                            BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(ask.body()), ask.bytes()));
        }
        try {
            return client.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException failed) {
            if (ask.bytes() > 0) {
                return 503; // answered before all of the body was read, and closed: while it still sends, the client
                // may not see the answer
            }
            throw new UncheckedIOException(node.program() + ": " + failed, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String batch(int size, IntFunction<String> item) {
        return IntStream.range(0, size).mapToObj(item).collect(Collectors.joining(",", "{\"memories\":[", "]}"));
    }

    private static String addressed(String namespace, String name, String fact) {
        return "{\"namespace\":\"" + namespace + "\",\"key\":\"" + name + "\"," + fact.substring(1);
    }

    private static String fact(String content, String metadata) {
        return "{\"content\":\"" + content + "\",\"metadata\":" + metadata + "}";
    }

    private static String members(int count, String value) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"m" + i + "\":" + value.replace("0", Integer.toString(i + 20)))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
