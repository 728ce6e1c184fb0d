package dev.holdfast.http.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** A client of the protocol, in a revision with a handshake or in the one without. */
public final class McpClient {
    static final String STATELESS = "2026-07-28";

    private final Api api;
    private final String version;
    private final AtomicInteger ids = new AtomicInteger();

    private McpClient(Api api, String version) {
        this.api = api;
        this.version = version;
    }

    public static McpClient withHandshake(Api api) {
        return new McpClient(api.with("MCP-Protocol-Version", "2025-11-25"), "2025-11-25");
    }

    public static McpClient stateless(Api api) {
        return new McpClient(api, STATELESS);
    }

    /** A request, and the whole HTTP answer to it. */
    public Got send(String method, Map<String, Object> params) {
        return send(ids.incrementAndGet(), method, params);
    }

    Got send(Object id, String method, Map<String, Object> params) {
        Map<String, Object> all = new LinkedHashMap<>(params);
        Api caller = api;
        if (version.equals(STATELESS)) {
            all.put("_meta", meta());
            caller = api.with("MCP-Protocol-Version", version).with("Mcp-Method", method);
            Object name = method.equals("resources/read") ? params.get("uri") : params.get("name");
            if (name != null && !method.equals("completion/complete")) {
                caller = caller.with("Mcp-Name", String.valueOf(name));
            }
        }
        return caller.post("/mcp", Api.json(Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", all)));
    }

    static Map<String, Object> meta() {
        return Map.of(
                "io.modelcontextprotocol/protocolVersion",
                STATELESS,
                "io.modelcontextprotocol/clientCapabilities",
                Map.of());
    }

    /** The result of a request that succeeds. */
    public JsonNode result(String method, Map<String, Object> params) {
        Got got = send(method, params).expect(200);
        assertThat(got.json().has("error")).as(got.text()).isFalse();
        return got.at("/result");
    }

    /** The result of a tool, failed or not. */
    public JsonNode tool(String name, Map<String, Object> arguments) {
        return result("tools/call", Map.of("name", name, "arguments", arguments));
    }

    /** What a tool answers for programs. */
    public JsonNode call(String name, Map<String, Object> arguments) {
        JsonNode result = tool(name, arguments);
        assertThat(result.at("/isError").asBoolean()).as(result.toString()).isFalse();
        return result.at("/structuredContent");
    }

    /** The code with which a tool fails. */
    public String failure(String name, Map<String, Object> arguments) {
        JsonNode result = tool(name, arguments);
        assertThat(result.at("/isError").asBoolean()).as(result.toString()).isTrue();
        return tools.jackson.databind.json.JsonMapper.shared()
                .readTree(result.at("/content/0/text").asString())
                .at("/code")
                .asString();
    }
}
