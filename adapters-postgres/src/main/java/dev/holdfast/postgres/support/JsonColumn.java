package dev.holdfast.postgres.support;

import dev.holdfast.domain.shared.JsonDocument;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A {@code jsonb} column. */
public final class JsonColumn {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final String EMPTY = "{}";

    private JsonColumn() {}

    public static JsonDocument parse(String text) {
        // Most documents are empty, and parsing is the dearest part of reading a row.
        return text.equals(EMPTY) ? JsonDocument.EMPTY : JsonDocument.of(JSON.readValue(text, OBJECT));
    }

    /** A JSON object as a tree of maps, lists, texts and numbers. */
    public static Map<String, @Nullable Object> parseTree(String text) {
        return JSON.readValue(text, OBJECT);
    }

    public static String render(JsonDocument document) {
        return document.members().isEmpty() ? EMPTY : JSON.writeValueAsString(document.members());
    }

    /** Any list of texts as a JSON array. */
    public static String renderTexts(Iterable<String> texts) {
        return JSON.writeValueAsString(texts);
    }

    /** Any tree of maps, lists, texts and numbers as a JSON object. */
    public static String renderTree(Map<String, Object> object) {
        return JSON.writeValueAsString(object);
    }
}
