package dev.holdfast.app.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One collection of a running server. What the server refuses, or cannot do, is a {@link Failure}. */
final class IngestClient {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final URI server;
    private final String key;
    private final String place;

    IngestClient(URI server, String key, String collection) {
        this.server = server;
        this.key = key;
        this.place = "/v1/collections/" + encoded(collection);
    }

    /** Whether there is the collection. */
    boolean exists() {
        HttpResponse<String> found = send("GET", place, BodyPublishers.noBody());
        if (found.statusCode() == 404) {
            return false;
        }
        expect(found);
        return true;
    }

    void create() {
        expect(send("PUT", place, BodyPublishers.ofString("{}")));
    }

    /** The documents of the collection that were made of files, and the hashes of these. */
    Map<String, String> hashes() {
        Map<String, String> hashes = new HashMap<>();
        String next = "";
        do {
            String more = next.isEmpty() ? "" : "&cursor=" + encoded(next);
            JsonNode page = expect(send("GET", place + "/documents?limit=200" + more, BodyPublishers.noBody()));
            for (JsonNode document : page.path("items")) {
                String hash = document.path("metadata").path(FileDocument.HASH).asString("");
                if (!hash.isEmpty()) {
                    hashes.put(document.path("external_id").asString(), hash);
                }
            }
            next = page.path("next_cursor").asString("");
        } while (!next.isEmpty());
        return hashes;
    }

    /** @return what became of the lines, as the server says */
    JsonNode ingest(List<String> lines) {
        return expect(send("POST", place + "/ingest", BodyPublishers.ofString(String.join("\n", lines))));
    }

    void delete(String document) {
        HttpResponse<String> answer =
                send("DELETE", place + "/documents/" + encoded(document), BodyPublishers.noBody());
        if (answer.statusCode() != 404) {
            expect(answer);
        }
    }

    private HttpResponse<String> send(String method, String path, BodyPublisher body) {
        try {
            return client.send(
                    HttpRequest.newBuilder(server.resolve(path))
                            .timeout(ANSWER)
                            .header("Authorization", "Bearer " + key)
                            .header("Content-Type", method.equals("POST") ? "application/x-ndjson" : "application/json")
                            .method(method, body)
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException away) {
            throw unavailable("the server at " + server + " cannot be reached");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted");
        }
    }

    private JsonNode expect(HttpResponse<String> answer) {
        JsonNode body = json(answer.body());
        if (answer.statusCode() < 300) {
            return body;
        }
        String what = body.path("code").asString("status_" + answer.statusCode()) + ": "
                + body.path("detail").asString("");
        if (answer.statusCode() >= 500 || answer.statusCode() == 429) {
            throw unavailable(what);
        }
        throw new Failure(ExitCode.CHECK_FAILED, what, "");
    }

    private static JsonNode json(String body) {
        try {
            return Optional.ofNullable(JsonMapper.shared().readTree(body))
                    .orElseGet(() -> JsonMapper.shared().createObjectNode());
        } catch (JacksonException other) {
            return JsonMapper.shared().createObjectNode();
        }
    }

    private static Failure unavailable(String what) {
        return new Failure(ExitCode.UNAVAILABLE, what, "Run it again: what is there already is not sent again.");
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
