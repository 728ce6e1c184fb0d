package dev.holdfast.http.mcp;

import java.util.List;
import java.util.Map;

/**
 * What a server offers over the protocol.
 *
 * @param instructions for the model, once per conversation
 * @param completers by the name of the argument or the part of a URI
 * @param capabilities and {@code methods}: what goes beyond tools, resources, prompts and completions; only in revisions with a
 *     handshake
 */
public record Toolbox(
        String instructions,
        List<Tool<?>> tools,
        List<ResourceProvider> resources,
        List<Prompt> prompts,
        Map<String, Completer> completers,
        Map<String, Object> capabilities,
        Map<String, Method> methods) {
    /** @throws IllegalStateException when two tools or prompts have the same name */
    public Toolbox {
        tools = List.copyOf(tools);
        resources = List.copyOf(resources);
        prompts = List.copyOf(prompts);
        completers = Map.copyOf(completers);
        capabilities = Map.copyOf(capabilities);
        methods = Map.copyOf(methods);
        requireUnique(tools.stream().map(Tool::name).toList());
        requireUnique(prompts.stream().map(Prompt::name).toList());
    }

    private static void requireUnique(List<String> names) {
        if (names.stream().distinct().count() != names.size()) {
            throw new IllegalStateException("two of these have the same name: " + names);
        }
    }

    Map<String, Object> capabilities(boolean handshake) {
        Map<String, Object> all = Wire.object();
        if (!tools.isEmpty()) {
            all.put("tools", Map.of());
        }
        if (!resources.isEmpty()) {
            all.put("resources", Map.of());
        }
        if (!prompts.isEmpty()) {
            all.put("prompts", Map.of());
        }
        if (!completers.isEmpty()) {
            all.put("completions", Map.of());
        }
        if (handshake) {
            all.putAll(capabilities);
        }
        return all;
    }
}
