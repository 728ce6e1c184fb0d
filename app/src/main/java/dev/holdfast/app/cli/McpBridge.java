package dev.holdfast.app.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes messages of the Model Context Protocol from standard input to a server's {@code /mcp}, and its answers back. Keeps nothing but
 * the revision and the session id of the handshake, so a server that was restarted is simply asked again.
 */
final class McpBridge {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(35);
    private static final int INTERNAL_ERROR = -32_603;
    private static final int PARSE_ERROR = -32_700;
    private static final String EVENT = "data: ";

    private final JsonMapper json = JsonMapper.shared();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final URI endpoint;
    private final String key;
    private final PrintStream out;
    private volatile Optional<String> session = Optional.empty();
    private volatile Optional<String> version = Optional.empty();

    McpBridge(URI server, String key, PrintStream out) {
        this.endpoint = server.resolve("/mcp");
        this.key = key;
        this.out = out;
    }

    /** Until {@code in} ends and all is answered. */
    void serve(InputStream in) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line, threads);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void take(String line, ExecutorService threads) {
        if (line.isBlank()) {
            return;
        }
        try {
            JsonNode message = json.readTree(line);
            if (message.path("method").asString("").equals("initialize")) {
                forward(message, line);
            } else {
                threads.execute(() -> forward(message, line));
            }
        } catch (JacksonException broken) {
            write(error(json.nullNode(), PARSE_ERROR, "Parse error"));
        }
    }

    private void forward(JsonNode message, String line) {
        JsonNode id = message.path("id");
        try {
            HttpResponse<Stream<String>> response =
                    client.send(request(message, line), HttpResponse.BodyHandlers.ofLines());
            response.headers().firstValue("Mcp-Session-Id").ifPresent(given -> session = Optional.of(given));
            String type = response.headers().firstValue("Content-Type").orElse("");
            if (type.startsWith("text/event-stream")) {
                response.body()
                        .filter(event -> event.startsWith(EVENT))
                        .forEach(event -> write(event.substring(EVENT.length())));
                return;
            }
            String body = String.join("", response.body().toList());
            if (type.startsWith("application/json")) {
                remember(message, body);
                write(body);
            } else if (response.statusCode() >= 400 && !id.isMissingNode()) {
                write(error(id, INTERNAL_ERROR, detail(body, response.statusCode())));
            }
        } catch (IOException away) {
            if (!id.isMissingNode()) {
                write(error(id, INTERNAL_ERROR, "the server at " + endpoint + " cannot be reached; try again"));
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(JsonNode message, String line) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(line));
        String own = message.path("params")
                .path("_meta")
                .path("io.modelcontextprotocol/protocolVersion")
                .asString("");
        String method = message.path("method").asString("");
        if (!own.isEmpty()) {
            request.header("MCP-Protocol-Version", safe(own)).header("Mcp-Method", safe(method));
            String named = message.path("params")
                    .path(method.equals("resources/read") ? "uri" : "name")
                    .asString("");
            if (!named.isEmpty()) {
                request.header("Mcp-Name", safe(named));
            }
        } else if (!method.equals("initialize")) {
            version.ifPresent(agreed -> request.header("MCP-Protocol-Version", agreed));
            session.ifPresent(agreed -> request.header("Mcp-Session-Id", agreed));
        }
        return request.build();
    }

    /** As the specification has it for texts that no header can carry. */
    private static String safe(String text) {
        boolean plain = text.equals(text.strip()) && text.chars().allMatch(c -> c >= 0x20 && c < 0x7F);
        return plain
                ? text
                : "=?base64?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    private void remember(JsonNode message, String body) {
        if (message.path("method").asString("").equals("initialize")) {
            String agreed = json.readTree(body).at("/result/protocolVersion").asString("");
            version = agreed.isEmpty() ? Optional.empty() : Optional.of(agreed);
        }
    }

    private String detail(String body, int status) {
        try {
            JsonNode problem = json.readTree(body);
            return problem.path("code").asString("status_" + status) + ": "
                    + problem.path("detail").asString("");
        } catch (JacksonException none) {
            return "the server answered " + status;
        }
    }

    private String error(JsonNode id, int code, String message) {
        ObjectNode answer = json.createObjectNode().put("jsonrpc", "2.0");
        if (!id.isNull()) {
            answer.set("id", id);
        }
        answer.putObject("error").put("code", code).put("message", message);
        return json.writeValueAsString(answer);
    }

    /** A line at a time, whoever writes: a {@link PrintStream} guards each call by itself. */
    private void write(String message) {
        out.print(message + "\n");
        out.flush();
    }
}
