package dev.holdfast.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "30s,PT30S", "15m,PT15M", "2h,PT2H", "90d,PT2160H", "0,PT0S", "0s,PT0S", "5 s,PT5S"})
    void aNumberAndAUnitShouldBeRead(String text, Duration expected) {
        assertThat(Durations.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "s", "-5s", "5S", "1.5h", "5 minutes", "1h30m", "9999999999999d", "999999999999d "})
    void anythingElseShouldBeRefused(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "1ms", "999ms", "1s", "90s", "1m", "90m", "1h", "36h", "1d", "90d"})
    void formattingShouldUndoReading(String text) {
        assertThat(Durations.format(Durations.parse(text).orElseThrow())).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"120s,2m", "48h,2d", "1000ms,1s"})
    void aLargerUnitShouldBeUsedWhenNothingIsLost(String text, String expected) {
        assertThat(Durations.format(Durations.parse(text).orElseThrow())).isEqualTo(expected);
    }
}
