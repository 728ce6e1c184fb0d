package dev.holdfast.http.mcp;

import java.util.List;
import java.util.Map;

/** A beginning of a conversation that a person picks. */
public record Prompt(String name, String title, String description, List<Argument> arguments, Writer writer) {
    public record Argument(String name, String description, boolean required) {}

    /** Writes the messages. */
    @FunctionalInterface
    public interface Writer {
        /** @param arguments those that were given, all required ones among them */
        List<Map<String, Object>> write(McpCall call, Map<String, String> arguments);
    }

    public Prompt {
        arguments = List.copyOf(arguments);
    }

    /** What a person would have said. */
    public static List<Map<String, Object>> says(String text) {
        return List.of(Wire.object("role", "user", "content", Wire.textBlock(text)));
    }

    Map<String, Object> listed() {
        return Wire.object(
                "name",
                name,
                "title",
                title,
                "description",
                description,
                "arguments",
                arguments.stream()
                        .map(argument -> Wire.object(
                                "name", argument.name(),
                                "description", argument.description(),
                                "required", argument.required()))
                        .toList());
    }
}
