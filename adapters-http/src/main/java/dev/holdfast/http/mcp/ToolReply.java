package dev.holdfast.http.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a tool answers.
 *
 * @param content blocks for the model to read
 * @param structured the same for programs: a record, or a map of what JSON can hold
 */
public record ToolReply(List<Map<String, Object>> content, Optional<Object> structured, boolean failed) {
    public ToolReply {
        content = List.copyOf(content);
    }

    /** @param text short, for the model */
    public static ToolReply of(String text, Object structured) {
        return new ToolReply(Wire.textBlocks(text), Optional.of(structured), false);
    }

    /** With one more text for the model. */
    public ToolReply and(String text) {
        List<Map<String, Object>> more = new ArrayList<>(content);
        more.add(Wire.textBlock(text));
        return new ToolReply(more, structured, failed);
    }

    static ToolReply failure(String text) {
        return new ToolReply(Wire.textBlocks(text), Optional.empty(), true);
    }

    Map<String, Object> result() {
        return Wire.object("content", content, "structuredContent", structured, "isError", failed);
    }
}
