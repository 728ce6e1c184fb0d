package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A caller of the server under test. Every answer it gets is held against the server's OpenAPI document. Immutable. */
public final class Api {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** An answer. */
    public record Got(int status, HttpHeaders headers, String text) {
        public JsonNode json() {
            return JsonMapper.shared().readTree(text);
        }

        /** The body without one of its members. */
        public JsonNode without(String member) {
            return ((ObjectNode) json()).without(member);
        }

        /** A member of the body, by JSON pointer. */
        public JsonNode at(String pointer) {
            return json().at(pointer);
        }

        /** The problem's code. */
        public String code() {
            return at("/code").asString();
        }

        public Optional<String> header(String name) {
            return headers.firstValue(name);
        }

        public Got expect(int expected) {
            assertThat(status).as(text).isEqualTo(expected);
            return this;
        }

        public Got expect(int expected, String code) {
            expect(expected);
            assertThat(code()).as(text).isEqualTo(code);
            return this;
        }
    }

    private final int port;
    private final OpenApiJudge judge;
    private final List<String> headers;

    private Api(int port, OpenApiJudge judge, List<String> headers) {
        this.port = port;
        this.judge = judge;
        this.headers = headers;
    }

    /** A caller without a key. */
    public static Api of(int port) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/openapi.json"))
                .build();
        return new Api(port, new OpenApiJudge(exchange(request).body()), List.of());
    }

    public Api as(String key) {
        return with("Authorization", "Bearer " + key);
    }

    public Api with(String header, String value) {
        List<String> more = new ArrayList<>(headers);
        more.addAll(List.of(header, value));
        return new Api(port, judge, more);
    }

    JsonNode document() {
        return judge.document();
    }

    /** Segments as a path, each percent-encoded. */
    public static String path(String... segments) {
        return Arrays.stream(segments).map(Api::encode).collect(Collectors.joining("/", "/", ""));
    }

    /** The path of a memory. */
    public static String memory(String namespace, String key) {
        return path("v1", "memories", namespace, key);
    }

    public static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '-';
            encoded.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b & 0xFF));
        }
        return encoded.toString();
    }

    /** A text as JSON. */
    public static String json(Object value) {
        return JsonMapper.shared().writeValueAsString(value);
    }

    public Got get(String path) {
        return send("GET", path, Optional.empty());
    }

    public Got put(String path, String body) {
        return send("PUT", path, Optional.of(body));
    }

    public Got post(String path, String body) {
        return send("POST", path, Optional.of(body));
    }

    public Got post(String path) {
        return send("POST", path, Optional.empty());
    }

    public Got delete(String path) {
        return send("DELETE", path, Optional.empty());
    }

    public Got send(String method, String path, Optional<String> body) {
        return send(
                method,
                path,
                body.map(text -> text.getBytes(StandardCharsets.UTF_8)).orElse(new byte[0]));
    }

    public Got send(String method, String path, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        boolean typed = headers.stream().anyMatch(name -> name.equalsIgnoreCase("Content-Type"));
        if (body.length > 0 && !typed) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        HttpResponse<String> response = exchange(request.build());
        judge.judge(method, path, response.statusCode(), response.headers(), response.body());
        assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
        return new Got(response.statusCode(), response.headers(), response.body());
    }

    private static HttpResponse<String> exchange(HttpRequest request) {
        try {
            return exchange(request, true);
        } catch (IOException failure) {
            throw new UncheckedIOException(request + ": " + failure, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** @param again whether to do so a second time if it was the client that gave up the connection */
    private static HttpResponse<String> exchange(HttpRequest request, boolean again)
            throws IOException, InterruptedException {
        try {
            return CLIENT.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            if (again && isOfTheClient(failure)) {
                return exchange(request, false);
            }
            throw failure;
        }
    }

    /** JDK-8357639: rarely an answer is taken for something that came over an idle connection, which the client then closes. */
    private static boolean isOfTheClient(IOException failure) {
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> "connection closed locally".equals(cause.getMessage()));
    }
}
