package dev.holdfast.domain.recall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.shared.JsonDocument;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TuningChangeTest {
    @Test
    void theDefaultShouldHaveNothingToTell() {
        assertThat(TuningChange.of(Tuning.DEFAULT)).isEqualTo(JsonDocument.EMPTY);
    }

    @Test
    void whatIsOtherwiseShouldBeToldByItsNameOnTheWire() throws ReflectiveOperationException {
        Tuning changed = with(Map.of("window", 77, "titleBoost", 2.5, "halfLife", Duration.ofDays(1)));

        assertThat(TuningChange.of(changed))
                .isEqualTo(JsonDocument.of(Map.of("window", 77, "title_boost", 2.5, "half_life", "PT24H")));
    }

    private static Tuning with(Map<String, Object> changes) throws ReflectiveOperationException {
        RecordComponent[] parameters = Tuning.class.getRecordComponents();
        Object[] values = new Object[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            Object usual = parameters[i].getAccessor().invoke(Tuning.DEFAULT);
            values[i] = changes.getOrDefault(parameters[i].getName(), usual);
        }
        return Tuning.class
                .getDeclaredConstructor(
                        Arrays.stream(parameters).map(RecordComponent::getType).toArray(Class<?>[]::new))
                .newInstance(values);
    }
}
