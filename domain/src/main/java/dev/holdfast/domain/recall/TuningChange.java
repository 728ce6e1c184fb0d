package dev.holdfast.domain.recall;

import dev.holdfast.domain.shared.JsonDocument;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a tuning has otherwise than the default, for the ledger: parameters by their names on the wire. */
public final class TuningChange {
    private static final List<RecordComponent> PARAMETERS = List.of(Tuning.class.getRecordComponents());

    private TuningChange() {}

    /** Numbers as they are, durations as ISO 8601. */
    public static JsonDocument of(Tuning tuning) {
        if (tuning.equals(Tuning.DEFAULT)) {
            return JsonDocument.EMPTY;
        }
        Map<String, @Nullable Object> changed = new TreeMap<>();
        for (RecordComponent parameter : PARAMETERS) {
            Object value = read(parameter, tuning);
            if (!value.equals(read(parameter, Tuning.DEFAULT))) {
                changed.put(wireName(parameter), value instanceof Duration duration ? duration.toString() : value);
            }
        }
        return JsonDocument.of(changed);
    }

    private static Object read(RecordComponent parameter, Tuning tuning) {
        try {
            return parameter.getAccessor().invoke(tuning);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("a record's components can be read", impossible);
        }
    }

    private static String wireName(RecordComponent parameter) {
        return String.join("_", Arrays.asList(parameter.getName().split("(?=[A-Z])", -1)))
                .toLowerCase(Locale.ROOT);
    }
}
