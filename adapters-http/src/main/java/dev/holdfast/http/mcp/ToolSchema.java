package dev.holdfast.http.mcp;

import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.http.support.RecordShape;
import dev.holdfast.http.support.RecordShape.Field;
import dev.holdfast.http.support.RecordShape.Kind;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The JSON Schemas of a tool, made from its records. Small on purpose: a client puts every byte of them before the model in every
 * conversation.
 */
final class ToolSchema {
    /** @param keywords of JSON Schema, such as {@code maximum} */
    record Argument(String meaning, Map<String, Object> keywords) {}

    private ToolSchema() {}

    /** @throws IllegalStateException unless {@code notes} explain every argument and nothing else */
    static Map<String, Object> input(String tool, RecordShape shape, Map<String, Argument> notes, boolean once) {
        Set<String> used = new HashSet<>();
        Map<String, Object> schema = object(tool, shape, "", notes, used);
        if (!used.equals(notes.keySet())) {
            throw new IllegalStateException("tool " + tool + " explains arguments that it does not take");
        }
        if (once) {
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.putAll(Wire.asObject(schema.get("properties")).orElseThrow());
            properties.put(
                    Tool.IDEMPOTENCY_KEY,
                    Wire.object("type", "string", "description", "Unique text: a retry takes effect once"));
            schema.put("properties", properties);
        }
        return schema;
    }

    private static Map<String, Object> object(
            String tool, RecordShape shape, String parent, Map<String, Argument> notes, Set<String> used) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Field field : shape.fields()) {
            String path = parent + field.name();
            Argument note = Optional.ofNullable(notes.get(path))
                    .orElseThrow(
                            () -> new IllegalStateException("tool " + tool + " does not explain its argument " + path));
            used.add(path);
            Map<String, Object> property = kind(tool, field.kind(), path + ".", notes, used);
            if (!note.meaning().isEmpty()) {
                property.put("description", note.meaning());
            }
            property.putAll(note.keywords());
            properties.put(field.name(), property);
            if (field.required()) {
                required.add(field.name());
            }
        }
        return Wire.object(
                "type",
                "object",
                "properties",
                properties,
                "required",
                required.isEmpty() ? Optional.empty() : Optional.of(required));
    }

    private static Map<String, Object> kind(
            String tool, Kind kind, String path, Map<String, Argument> notes, Set<String> used) {
        return switch (kind) {
            case Kind.Text text -> Wire.object("type", "string");
            case Kind.Whole whole -> Wire.object("type", "integer");
            case Kind.Decimal decimal -> Wire.object("type", "number");
            case Kind.Truth truth -> Wire.object("type", "boolean");
            case Kind.Moment moment -> Wire.object("type", "string", "format", "date-time");
            case Kind.Document document -> Wire.object("type", "object");
            case Kind.Numbers numbers -> Wire.object("type", "array", "items", Wire.object("type", "number"));
            case Kind.Choice choice ->
                Wire.object(
                        "type", "string", "enum", List.copyOf(choice.constants().keySet()));
            case Kind.ListOf list -> Wire.object("type", "array", "items", kind(tool, list.item(), path, notes, used));
            case Kind.Nested nested -> object(tool, nested.shape(), path, notes, used);
        };
    }

    /** What a record is rendered as: which members there are, and of what type. */
    static Map<String, Object> output(Class<?> record, UnaryOperator<String> naming) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (RecordComponent component : record.getRecordComponents()) {
            String name = naming.apply(component.getName());
            boolean optional = component.getType() == Optional.class;
            Type declared = component.getGenericType();
            properties.put(name, value(optional ? argument(declared) : declared, naming));
        }
        return Wire.object("type", "object", "properties", properties);
    }

    private static Map<String, Object> value(Type type, UnaryOperator<String> naming) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return Wire.object("type", "array", "items", value(argument(type), naming));
        }
        if (type == boolean.class || type == Boolean.class) {
            return Wire.object("type", "boolean");
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Revision.class) {
            return Wire.object("type", "integer");
        }
        if (type == double.class) {
            return Wire.object("type", "number");
        }
        if (type == JsonDocument.class) {
            return Wire.object("type", "object");
        }
        boolean nested = type instanceof Class<?> plain && plain.isRecord() && plain.getRecordComponents().length > 1;
        return nested ? output((Class<?>) type, naming) : Wire.object("type", "string");
    }

    private static Type argument(Type generic) {
        return ((ParameterizedType) generic).getActualTypeArguments()[0];
    }
}
