package dev.holdfast.http.recall;

import dev.holdfast.domain.recall.Tuning;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.http.support.Fault;
import dev.holdfast.http.support.Json;
import dev.holdfast.http.support.Problem;
import dev.holdfast.http.support.Refusal;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of a ranking as they are on the wire: those that shall not be the default, by name; durations as ISO 8601. */
final class RankingJson {
    private static final Map<String, RecordComponent> PARAMETERS = Arrays.stream(Tuning.class.getRecordComponents())
            .collect(Collectors.toMap(
                    parameter -> Json.memberName(parameter.getName()),
                    parameter -> parameter,
                    (one, other) -> one,
                    LinkedHashMap::new));
    private static final Constructor<Tuning> CONSTRUCTOR = constructor();

    private final String pointer;
    private final List<Fault> faults = new ArrayList<>(0);

    private RankingJson(String pointer) {
        this.pointer = pointer;
    }

    /** The names of all parameters. */
    static List<String> names() {
        return List.copyOf(PARAMETERS.keySet());
    }

    /**
     * @param pointer where {@code ranking} stands in its body
     * @throws Refusal when a parameter is unknown, or of another type
     * @throws InvalidInput when a parameter is out of its bounds
     */
    static Tuning read(String pointer, JsonDocument ranking) {
        return new RankingJson(pointer).read(ranking.members());
    }

    private Tuning read(Map<String, @Nullable Object> given) {
        for (String name : given.keySet()) {
            if (!PARAMETERS.containsKey(name)) {
                wrong(name, "unknown_field", "must be one of " + String.join(", ", PARAMETERS.keySet()));
            }
        }
        Object[] values = PARAMETERS.entrySet().stream()
                .map(parameter -> value(parameter.getKey(), parameter.getValue(), given))
                .toArray();
        if (!faults.isEmpty()) {
            throw Refusal.of(
                    Problem.MALFORMED_REQUEST,
                    faults.size() == 1 ? faults.get(0).message() : "the ranking is not of the documented form",
                    faults);
        }
        try {
            return CONSTRUCTOR.newInstance(values);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof InvalidInput invalid) {
                throw invalid.under(pointer);
            }
            throw new IllegalStateException(refused);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("a record can be constructed", impossible);
        }
    }

    private Object value(String name, RecordComponent parameter, Map<String, @Nullable Object> given) {
        Object usual = usual(parameter);
        Object value = given.get(name);
        if (value == null) {
            return usual;
        }
        return switch (usual) {
            case Integer whole ->
                value instanceof BigDecimal number
                        ? whole(name, number, whole)
                        : mistyped(name, "a whole number", usual);
            case Double decimal ->
                value instanceof BigDecimal number ? number.doubleValue() : mistyped(name, "a number", usual);
            case Duration duration ->
                value instanceof String text ? duration(name, text, duration) : mistyped(name, "a duration", usual);
            default -> throw new IllegalStateException("no JSON for " + usual.getClass());
        };
    }

    private Object whole(String name, BigDecimal number, Integer usual) {
        try {
            return number.intValueExact();
        } catch (ArithmeticException tooLargeOrNotWhole) {
            return mistyped(name, "a whole number", usual);
        }
    }

    private Object duration(String name, String text, Duration usual) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException | ArithmeticException malformed) {
            wrong(name, "malformed", "must be a duration as in ISO 8601, such as P30D or PT12H");
            return usual;
        }
    }

    private Object mistyped(String name, String expected, Object usual) {
        wrong(name, "wrong_type", "must be " + expected);
        return usual;
    }

    private void wrong(String name, String code, String message) {
        faults.add(Fault.at(pointer + "/" + name.replace("~", "~0").replace("/", "~1"), code, message));
    }

    private static Object usual(RecordComponent parameter) {
        try {
            return parameter.getAccessor().invoke(Tuning.DEFAULT);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("a record's components can be read", impossible);
        }
    }

    private static Constructor<Tuning> constructor() {
        try {
            return Tuning.class.getDeclaredConstructor(Arrays.stream(Tuning.class.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException("every record has a canonical constructor", impossible);
        }
    }
}
