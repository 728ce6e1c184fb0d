package dev.holdfast.http.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code prompts/list}, {@code prompts/get} and {@code completion/complete}. */
final class PromptMethods {
    private static final int MAX_PROPOSALS = 100;

    private final Map<String, Prompt> prompts;
    private final Map<String, Completer> completers;

    PromptMethods(List<Prompt> prompts, Map<String, Completer> completers) {
        this.prompts = prompts.stream()
                .collect(Collectors.toMap(Prompt::name, prompt -> prompt, (a, b) -> a, LinkedHashMap::new));
        this.completers = completers;
    }

    Map<String, Object> list(McpCall call, Map<String, @Nullable Object> params) {
        return Wire.object(
                "prompts", prompts.values().stream().map(Prompt::listed).toList());
    }

    Map<String, Object> get(McpCall call, Map<String, @Nullable Object> params) {
        String name = Wire.text(params, "name").orElse("");
        Prompt prompt = prompts.get(name);
        if (prompt == null) {
            throw RpcFault.of(RpcFault.INVALID_PARAMS, "Unknown prompt: " + RpcFault.shortened(name));
        }
        Map<String, String> arguments = new LinkedHashMap<>();
        Wire.member(params, "arguments").orElse(Map.of()).forEach((argument, value) -> {
            if (value instanceof String text) {
                arguments.put(argument, text);
            }
        });
        prompt.arguments().stream()
                .filter(argument -> argument.required() && !arguments.containsKey(argument.name()))
                .findFirst()
                .ifPresent(missing -> {
                    throw RpcFault.of(RpcFault.INVALID_PARAMS, "Missing argument: " + missing.name());
                });
        call.peer().takeRoom();
        return Wire.object(
                "description", prompt.description(), "messages", prompt.writer().write(call, arguments));
    }

    Map<String, Object> complete(McpCall call, Map<String, @Nullable Object> params) {
        Map<String, @Nullable Object> argument = Wire.member(params, "argument")
                .orElseThrow(() -> RpcFault.of(RpcFault.INVALID_PARAMS, "argument is an object"));
        String typed = Wire.text(argument, "value").orElse("");
        Completer completer = completers.get(Wire.text(argument, "name").orElse(""));
        List<String> found = completer == null ? List.of() : completer.complete(call, typed);
        List<String> shown = found.stream().limit(MAX_PROPOSALS).toList();
        return Wire.object("completion", Wire.object("values", shown, "hasMore", found.size() > shown.size()));
    }
}
