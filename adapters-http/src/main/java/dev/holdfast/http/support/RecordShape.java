package dev.holdfast.http.support;

import dev.holdfast.domain.shared.JsonDocument;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a JSON object is read into a record: its members in snake case, what each may hold, and which may be left out. Worked out
 * once per record; a component of a type that no JSON value maps to is an error at start.
 */
final class RecordShape {
    /** What a member holds. */
    sealed interface Kind {
        record Text() implements Kind {}

        record Whole() implements Kind {}

        record Decimal() implements Kind {}

        record Truth() implements Kind {}

        record Moment() implements Kind {}

        record Document() implements Kind {}

        record Choice(Map<String, Object> constants) implements Kind {}

        record ListOf(Kind item) implements Kind {}

        record Nested(RecordShape shape) implements Kind {}
    }

    /** @param required whether leaving it out, or giving {@code null}, is an error; otherwise it is an {@link Optional} */
    record Field(int index, String name, Kind kind, boolean required) {}

    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final MethodHandle constructor;

    private RecordShape(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            String name = snakeCase(components[i].getName());
            Type declared = components[i].getGenericType();
            boolean optional = components[i].getType() == Optional.class;
            fields.put(name, new Field(i, name, kind(optional ? argument(declared) : declared), !optional));
        }
        this.constructor = constructor(type, components);
    }

    static RecordShape of(Class<?> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type + " is not a record");
        }
        return new RecordShape(type);
    }

    /** {@code minImportance} as {@code min_importance}. */
    static String snakeCase(String name) {
        StringBuilder snake = new StringBuilder(name.length() + 4);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c)) {
                snake.append('_').append(Character.toLowerCase(c));
            } else {
                snake.append(c);
            }
        }
        return snake.toString();
    }

    Optional<Field> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    List<Field> fields() {
        return List.copyOf(fields.values());
    }

    int size() {
        return fields.size();
    }

    /** @param values one for each component, an {@link Optional} where the component is one */
    Object construct(Object[] values) {
        try {
            return constructor.invokeExact(values);
        } catch (RuntimeException | Error refused) {
            throw refused;
        } catch (Throwable checked) {
            throw new IllegalStateException("a request record throws no checked exception", checked);
        }
    }

    private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            canonical.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflectConstructor(canonical)
                    .asSpreader(Object[].class, components.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("every record has a canonical constructor", impossible);
        }
    }

    private static Kind kind(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return new Kind.ListOf(kind(argument(type)));
        }
        if (type == String.class) {
            return new Kind.Text();
        }
        if (type == int.class || type == Integer.class) {
            return new Kind.Whole();
        }
        if (type == double.class || type == Double.class) {
            return new Kind.Decimal();
        }
        if (type == boolean.class || type == Boolean.class) {
            return new Kind.Truth();
        }
        if (type == Instant.class) {
            return new Kind.Moment();
        }
        if (type == JsonDocument.class) {
            return new Kind.Document();
        }
        if (type instanceof Class<?> plain && plain.isEnum()) {
            Map<String, Object> constants = new LinkedHashMap<>();
            for (Object constant : plain.getEnumConstants()) {
                constants.put(((Enum<?>) constant).name().toLowerCase(Locale.ROOT), constant);
            }
            return new Kind.Choice(constants);
        }
        if (type instanceof Class<?> plain && plain.isRecord()) {
            return new Kind.Nested(of(plain));
        }
        throw new IllegalArgumentException("a request cannot carry " + type);
    }

    private static Type argument(Type generic) {
        return ((ParameterizedType) generic).getActualTypeArguments()[0];
    }
}
