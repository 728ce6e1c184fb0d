package dev.holdfast.http.support;

import dev.holdfast.domain.embedding.Vector;
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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How a JSON object is read into a record: its members in snake case, what each may hold, and which may be left out. Worked out
 * once per record; a component of a type that no JSON value maps to is an error at start.
 */
public final class RecordShape {
    /** What a member holds. */
    public sealed interface Kind {
        record Text() implements Kind {}

        record Whole() implements Kind {}

        record Decimal() implements Kind {}

        record Truth() implements Kind {}

        record Moment() implements Kind {}

        record Document() implements Kind {}

        /** A vector. */
        record Numbers() implements Kind {}

        record Choice(Map<String, Object> constants) implements Kind {}

        record ListOf(Kind item) implements Kind {}

        record Nested(RecordShape shape) implements Kind {}
    }

    /** @param required whether leaving it out, or giving {@code null}, is an error; otherwise it is an {@link Optional} */
    public record Field(int index, String name, Kind kind, boolean required) {}

    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final MethodHandle constructor;

    private RecordShape(Class<?> type, UnaryOperator<String> naming) {
        RecordComponent[] components = type.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            String name = naming.apply(components[i].getName());
            Type declared = components[i].getGenericType();
            boolean optional = components[i].getType() == Optional.class;
            fields.put(name, new Field(i, name, kind(optional ? argument(declared) : declared, naming), !optional));
        }
        this.constructor = constructor(type, components);
    }

    public static RecordShape of(Class<?> type) {
        return of(type, RecordShape::snakeCase);
    }

    /** @param naming a component's name on the wire; for those whose names were chosen elsewhere */
    public static RecordShape of(Class<?> type, UnaryOperator<String> naming) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type + " is not a record");
        }
        return new RecordShape(type, naming);
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

    public Optional<Field> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    public List<Field> fields() {
        return List.copyOf(fields.values());
    }

    int size() {
        return fields.size();
    }

    /** @param values one for each component, an {@link Optional} where the component is one */
    Object construct(@Nullable Object[] values) {
        Object[] complete = complete(values);
        try {
            return constructor.invokeExact(complete);
        } catch (RuntimeException | Error refused) {
            throw refused;
        } catch (Throwable checked) {
            throw new IllegalStateException("a request record throws no checked exception", checked);
        }
    }

    private static Object[] complete(@Nullable Object[] values) {
        Object[] complete = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value == null) {
                throw new IllegalStateException("a field without a fault has a value");
            }
            complete[i] = value;
        }
        return complete;
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

    private static Kind kind(Type type, UnaryOperator<String> naming) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return new Kind.ListOf(kind(argument(type), naming));
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
        if (type == Vector.class) {
            return new Kind.Numbers();
        }
        if (type instanceof Class<?> plain && plain.isEnum()) {
            Map<String, Object> constants = new LinkedHashMap<>();
            for (Object constant : plain.getEnumConstants()) {
                constants.put(((Enum<?>) constant).name().toLowerCase(Locale.ROOT), constant);
            }
            return new Kind.Choice(constants);
        }
        if (type instanceof Class<?> plain && plain.isRecord()) {
            return new Kind.Nested(of(plain, naming));
        }
        throw new IllegalArgumentException("a request cannot carry " + type);
    }

    private static Type argument(Type generic) {
        return ((ParameterizedType) generic).getActualTypeArguments()[0];
    }
}
