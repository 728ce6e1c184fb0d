package dev.holdfast.embedding;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.embedding.hashing.HashingEmbedder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real server that speaks as OpenAI's embeddings endpoint does, in whatever mood a test wants it. */
public final class EndpointUnderTest implements AutoCloseable {
    /** How it answers one request. */
    @FunctionalInterface
    public interface Mood {
        void answer(Asked asked, HttpExchange exchange) throws IOException;
    }

    /** What it was asked. */
    public record Asked(String model, List<String> texts, List<String> authorization, String body) {}

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final AtomicReference<Mood> mood = new AtomicReference<>(vectors(384));
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);

    private EndpointUnderTest(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/embeddings", this::handle);
        server.start();
    }

    public static EndpointUnderTest start() {
        return startOn(0);
    }

    /** @param port where one was before, or 0 for any */
    public static EndpointUnderTest startOn(int port) {
        try {
            return new EndpointUnderTest(port);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + port() + "/v1");
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public EndpointUnderTest inMood(Mood wanted) {
        mood.set(wanted);
        return this;
    }

    /** Every request so far. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public int mostAtOnce() {
        return mostAtOnce.get();
    }

    /** Feature hashing, folded or stretched to that dimension. */
    public static Mood vectors(int dimension) {
        return (asked, exchange) -> answer(exchange, 200, data(asked, dimension));
    }

    public static Mood status(int status, String... headers) {
        return (asked, exchange) -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            answer(exchange, status, "{\"error\": {\"message\": \"no\"}}");
        };
    }

    public static Mood text(String text) {
        return (asked, exchange) -> answer(exchange, 200, text);
    }

    /** Takes so long before the head of the answer. */
    public Mood slow(Duration pause) {
        return (asked, exchange) -> {
            pause(pause);
            answer(exchange, 200, data(asked, 384));
        };
    }

    /** The head at once, then a byte now and then. */
    public Mood trickling() {
        return (asked, exchange) -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                while (!pause(Duration.ofMillis(50))) {
                    out.write(' ');
                    out.flush();
                }
            }
        };
    }

    /** As many bytes as anybody reads. */
    public static Mood endless() {
        return (asked, exchange) -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] chunk = new byte[65_536];
            Arrays.fill(chunk, (byte) ' ');
            try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 100_000; i++) {
                    out.write(chunk);
                }
            }
        };
    }

    public static String data(Asked asked, int dimension) {
        List<Vector> vectors = new HashingEmbedder().embed(asked.texts(), Duration.ofSeconds(1));
        return IntStream.range(0, vectors.size())
                .mapToObj(i -> "{\"object\": \"embedding\", \"index\": " + i + ", \"embedding\": "
                        + Arrays.toString(fold(vectors.get(i).toArray(), dimension)) + "}")
                .collect(Collectors.joining(
                        ", ", "{\"object\": \"list\", \"data\": [", "], \"model\": \"" + asked.model() + "\"}"));
    }

    private static float[] fold(float[] values, int dimension) {
        float[] folded = new float[dimension];
        for (int i = 0; i < Math.max(values.length, dimension); i++) {
            folded[i % dimension] += values[i % values.length];
        }
        return folded;
    }

    public static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void handle(HttpExchange exchange) {
        mostAtOnce.accumulateAndGet(now.incrementAndGet(), Math::max);
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            JsonNode json = JSON.readTree(body);
            Asked question = new Asked(
                    json.path("model").asString(),
                    json.path("input").valueStream().map(JsonNode::asString).toList(),
                    exchange.getRequestHeaders().getOrDefault("Authorization", List.of()),
                    body);
            asked.add(question);
            mood.get().answer(question, exchange);
        } catch (IOException gone) {
            // The other side has stopped listening, which some of the tests are about.
            exchange.close();
        } finally {
            now.decrementAndGet();
        }
    }

    /** @return whether the server closes */
    private boolean pause(Duration pause) {
        try {
            return closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
