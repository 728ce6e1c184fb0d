package dev.holdfast.http.mcp;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON objects of the protocol, as maps: made in the order given, read without any coercion. */
final class Wire {
    private Wire() {}

    /** @param namesAndValues in turn; a name whose value is an empty {@link Optional} is left out */
    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            if (value instanceof Optional<?> maybe) {
                String name = (String) namesAndValues[i];
                maybe.ifPresent(there -> object.put(name, there));
            } else {
                object.put((String) namesAndValues[i], value);
            }
        }
        return object;
    }

    static Optional<String> text(Map<String, @Nullable Object> object, String name) {
        return object.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    static Optional<Map<String, @Nullable Object>> member(Map<String, @Nullable Object> object, String name) {
        return asObject(object.get(name));
    }

    /** The value as an object; empty when it is anything else. */
    static Optional<Map<String, @Nullable Object>> asObject(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        map.forEach((name, member) -> object.put(String.valueOf(name), member));
        return Optional.of(object);
    }

    /** A text or a whole number, which is what names a request and its progress. */
    static Optional<Object> token(Map<String, @Nullable Object> object, String name) {
        return switch (object.get(name)) {
            case String text -> Optional.of(text);
            case BigDecimal number when number.scale() <= 0 && number.precision() <= 18 -> Optional.of(number);
            case null, default -> Optional.empty();
        };
    }

    static Map<String, Object> textBlock(String text) {
        return object("type", "text", "text", text);
    }

    static List<Map<String, Object>> textBlocks(String text) {
        return List.of(textBlock(text));
    }
}
