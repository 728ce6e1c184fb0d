package dev.holdfast.bench.conformance;

import dev.holdfast.domain.identity.Permission;
import dev.holdfast.http.mcp.Peer;
import dev.holdfast.http.mcp.RpcFault;
import dev.holdfast.http.mcp.Tool;
import dev.holdfast.http.mcp.ToolCall;
import dev.holdfast.http.mcp.ToolDeclaration;
import dev.holdfast.http.mcp.ToolReply;
import dev.holdfast.http.mcp.Toolbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** What the conformance suite wants to find on a server: tools, resources and prompts of exactly these names. */
final class FixtureTools {
    static final String IMAGE =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

    private static final String AUDIO = "UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA=";
    private static final long A_MOMENT = 50_000_000;

    record Nothing() {}

    record Message(String message) {}

    record PromptText(String prompt) {}

    private FixtureTools() {}

    static Toolbox toolbox() {
        return new Toolbox(
                "Tools for the conformance suite.",
                tools(),
                List.of(new FixtureResources()),
                FixturePrompts.prompts(),
                Map.of("arg1", (call, typed) -> List.of()),
                Map.of("logging", Map.of(), "resources", Map.of("subscribe", true)),
                Map.of(
                        "logging/setLevel", (call, params) -> Map.of(),
                        "resources/subscribe", (call, params) -> Map.of(),
                        "resources/unsubscribe", (call, params) -> Map.of()));
    }

    private static List<Tool<?>> tools() {
        List<Tool<?>> tools = new ArrayList<>(List.of(
                content("test_simple_text", text("This is a simple text response for testing.")),
                content("test_image_content", image()),
                content("test_audio_content", Map.of("type", "audio", "data", AUDIO, "mimeType", "audio/wav")),
                content("test_embedded_resource", resource("test://embedded-resource", "text/plain", "Embedded.")),
                content(
                        "test_multiple_content_types",
                        text("Multiple content types test:"),
                        image(),
                        resource("test://mixed-content-resource", "application/json", "{\"test\":\"data\",\"value\":123}")),
                content("test_logging_tool", text("Nothing was logged.")),
                content("test_streaming_elicitation", text("Nothing was asked."))));
        tools.add(tool("test_error_handling", call -> {
            throw new IllegalStateException("This tool intentionally returns an error for testing");
        }));
        tools.add(tool("test_missing_capability", call -> {
            if (!call.call().peer().has("sampling")) {
                throw RpcFault.missingCapability("sampling");
            }
            return said("There is one.");
        }));
        tools.add(tool("test_tool_with_logging", FixtureTools::logging));
        tools.add(tool("test_tool_with_progress", FixtureTools::progress));
        tools.add(tool("test_elicitation_sep1034_defaults", call -> elicited(call, "Review the defaults", Forms.DEFAULTS)));
        tools.add(tool("test_elicitation_sep1330_enums", call -> elicited(call, "Select options", Forms.CHOICES)));
        tools.add(declared("test_elicitation", Message.class)
                .argument("message", "What to ask")
                .handledBy(call -> elicited(call, call.arguments().message(), Forms.PERSON)));
        tools.add(declared("test_sampling", PromptText.class)
                .argument("prompt", "What to ask")
                .handledBy(call -> sampled(call, call.arguments().prompt())));
        return tools;
    }

    private static <B> ToolDeclaration<B> declared(String name, Class<B> request) {
        return ToolDeclaration.tool(name, request)
                .described("Of the conformance suite", "What the conformance suite calls under this name.")
                .reads(Permission.SELF_READ);
    }

    private static Tool<Nothing> tool(String name, Function<ToolCall<Nothing>, ToolReply> handler) {
        return declared(name, Nothing.class).handledBy(handler::apply);
    }

    @SafeVarargs
    private static Tool<Nothing> content(String name, Map<String, Object>... blocks) {
        return tool(name, call -> new ToolReply(List.of(blocks), Optional.empty(), false));
    }

    private static ToolReply logging(ToolCall<Nothing> call) {
        for (String step : List.of("Tool execution started", "Tool processing data", "Tool execution completed")) {
            call.call()
                    .peer()
                    .tell("notifications/message", Map.of("level", "info", "logger", "conformance", "data", step));
            LockSupport.parkNanos(A_MOMENT);
        }
        return said("Logged.");
    }

    private static ToolReply progress(ToolCall<Nothing> call) {
        for (int done = 0; done <= 100; done += 50) {
            call.call().progress(done, 100);
            LockSupport.parkNanos(A_MOMENT);
        }
        return said("Done.");
    }

    private static ToolReply elicited(ToolCall<?> call, String message, Map<String, Object> schema) {
        Map<String, Object> answer = call.call()
                .peer()
                .ask("elicitation/create", Map.of("message", message, "requestedSchema", schema));
        return said("Elicitation completed: action=" + answer.get("action") + ", content=" + answer.get("content"));
    }

    private static ToolReply sampled(ToolCall<?> call, String prompt) {
        Peer peer = call.call().peer();
        Map<String, Object> answer = peer.ask(
                "sampling/createMessage",
                Map.of("messages", List.of(Map.of("role", "user", "content", text(prompt))), "maxTokens", 100));
        return said("LLM response: " + answer.get("content"));
    }

    private static ToolReply said(String text) {
        return new ToolReply(List.of(text(text)), Optional.empty(), false);
    }

    static Map<String, Object> text(String text) {
        return Map.of("type", "text", "text", text);
    }

    static Map<String, Object> image() {
        return Map.of("type", "image", "data", IMAGE, "mimeType", "image/png");
    }

    static Map<String, Object> resource(String uri, String mimeType, String text) {
        return Map.of("type", "resource", "resource", Map.of("uri", uri, "mimeType", mimeType, "text", text));
    }
}
