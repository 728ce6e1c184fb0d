package dev.holdfast.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {
    @ParameterizedTest
    @CsvSource({"0,0", "512,512", "512B,512", "64KiB,65536", "16MiB,16777216", "2 GiB,2147483648"})
    void aNumberAndAUnitShouldBeRead(String text, long expected) {
        assertThat(Sizes.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "KiB", "-1", "1.5MiB", "1MB", "1mib", "9999999999999"})
    void anythingElseShouldBeRefused(String text) {
        assertThat(Sizes.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "1023", "1KiB", "1025", "64KiB", "1MiB", "16MiB", "1GiB", "2048GiB"})
    void formattingShouldUndoReading(String text) {
        assertThat(Sizes.format(Sizes.parse(text).orElseThrow())).isEqualTo(text);
    }
}
