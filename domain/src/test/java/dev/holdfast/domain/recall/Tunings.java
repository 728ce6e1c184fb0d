package dev.holdfast.domain.recall;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;

/** Tunings that differ from others by name. */
final class Tunings {
    /** BM25 alone. */
    static final Tuning PLAIN =
            new Tuning(2000, 100, 2, 2000, 1.2, 0.6, 0, 1, 1, 60, 0, 0, 0, 0, 0, 0, 0, 0, 0, Duration.ofDays(30), 0, 0);

    private Tunings() {}

    /** @param changes names of numbers, each with its value */
    static Tuning with(Tuning tuning, Object... changes) {
        RecordComponent[] parameters = Tuning.class.getRecordComponents();
        try {
            Object[] values = new Object[parameters.length];
            for (int i = 0; i < parameters.length; i++) {
                values[i] = parameters[i].getAccessor().invoke(tuning);
            }
            for (int change = 0; change < changes.length; change += 2) {
                String name = (String) changes[change];
                int at = Arrays.stream(parameters)
                        .map(RecordComponent::getName)
                        .toList()
                        .indexOf(name);
                Number value = (Number) changes[change + 1];
                values[at] = parameters[at].getType() == int.class ? (Object) value.intValue() : value.doubleValue();
            }
            return (Tuning) Tuning.class.getDeclaredConstructors()[0].newInstance(values);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("a tuning has no such parameter", impossible);
        }
    }
}
