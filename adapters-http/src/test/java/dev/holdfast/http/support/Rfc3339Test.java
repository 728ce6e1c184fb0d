package dev.holdfast.http.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times on the wire. */
final class Rfc3339Test {
    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
        "2026-01-31t12:00:00z, 2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00+02:00, 2026-01-31T10:00:00Z",
        "2026-01-31T12:00:00+23:59, 2026-01-30T12:01:00Z",
        "2026-01-31T12:00:00-23:59, 2026-02-01T11:59:00Z",
        "2026-01-31T12:00:00.1Z, 2026-01-31T12:00:00.1Z",
        "2026-01-31T12:00:00.123456789123Z, 2026-01-31T12:00:00.123456789Z",
        "2024-02-29T23:59:59Z, 2024-02-29T23:59:59Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z"
    })
    void aTimeShouldBeRead(String text, Instant meaning) {
        assertThat(Rfc3339.parse(text)).contains(meaning);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-01-31",
                "2026-01-31T12:00:00",
                "2026-01-31 12:00:00Z",
                "2026-1-31T12:00:00Z0",
                "2026-02-29T12:00:00Z",
                "2026-13-01T12:00:00Z",
                "2026-01-31T24:00:00Z",
                "2026-01-31T12:60:00Z",
                "2026-01-31T23:59:60Z",
                "2026-01-31T12:00:00.Z",
                "2026-01-31T12:00:00+0200",
                "2026-01-31T12:00:00+02",
                "2026-01-31T12:00:00+02:60",
                "2026-01-31T12:00:00+24:00",
                "2026-01-31T12:00:00ZZ",
                "+2026-01-31T12:00:00Z",
                "-026-01-31T12:00:00Z",
                "20260131T120000Z0000",
                "\u0662026-01-31T12:00:00Z",
                "2026-01-31T12:00:00Z ",
                "2026/01/31T12:00:00Z"
            })
    void whatIsNoTimeShouldBeRefused(String text) {
        assertThat(Rfc3339.parse(text)).isEmpty();
    }

    @Test
    void whatIsWrittenShouldBeReadAsTheSame() {
        SplittableRandom random = new SplittableRandom(7);
        long first = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
        long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
        for (int i = 0; i < 20_000; i++) {
            Instant time = Instant.ofEpochSecond(random.nextLong(first, last), 1_000L * random.nextInt(1_000_000));

            String text = Rfc3339.format(time);
            assertThat(Rfc3339.parse(text)).as(text).contains(time);
            assertThat(text).hasSize(27);
        }
    }
}
