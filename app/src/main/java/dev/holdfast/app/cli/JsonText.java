package dev.holdfast.app.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What a file of JSON says, line by line: each value behind the names that lead to it. Objects of a list are paragraphs. */
final class JsonText {
    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    static String of(JsonNode root) {
        JsonText lines = new JsonText();
        lines.write("", root);
        return lines.text.toString();
    }

    private void write(String path, JsonNode node) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                write(path.isEmpty() ? field.getKey() : path + " > " + field.getKey(), field.getValue());
            }
        } else if (node.isArray()) {
            List<JsonNode> items = node.valueStream().toList();
            if (items.stream().anyMatch(JsonNode::isContainer)) {
                for (JsonNode item : items) {
                    paragraph();
                    write(path, item);
                }
                paragraph();
            } else {
                line(path, items.stream().map(JsonNode::asString).collect(Collectors.joining(", ")));
            }
        } else {
            line(path, node.asString());
        }
    }

    private void line(String path, String value) {
        if (!value.isBlank()) {
            text.append(path).append(path.isEmpty() ? "" : ": ").append(value).append('\n');
        }
    }

    private void paragraph() {
        if (!text.isEmpty() && text.indexOf("\n\n", text.length() - 2) < 0) {
            text.append('\n');
        }
    }
}
