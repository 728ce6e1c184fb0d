package dev.holdfast.domain.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimetableTest {
    @ParameterizedTest
    @CsvSource({
        "2026-03-01T03:30:00Z, 2026-03-01T03:30:00Z",
        "2026-03-01T03:29:59.999999Z, 2026-02-28T03:30:00Z",
        "2026-03-01T23:59:59Z, 2026-03-01T03:30:00Z",
        "2028-03-01T00:00:00Z, 2028-02-29T03:30:00Z"
    })
    void everyDayAtATimeShouldBeThatTimeOfUtc(Instant now, Instant last) {
        assertThat(new Timetable.Daily(LocalTime.of(3, 30)).last(now)).isEqualTo(last);
    }

    @ParameterizedTest
    @CsvSource({
        "6h, 2026-03-01T05:59:59.999999Z, 2026-03-01T00:00:00Z",
        "6h, 2026-03-01T06:00:00Z, 2026-03-01T06:00:00Z",
        "10m, 2026-03-01T06:19:00Z, 2026-03-01T06:10:00Z",
        "7h, 1969-12-31T23:00:00Z, 1969-12-31T17:00:00Z"
    })
    void everySoOftenShouldBeTheSameOnEveryServer(String often, Instant now, Instant last) {
        Duration interval = Duration.parse("PT" + often);

        assertThat(new Timetable.Every(interval).last(now)).isEqualTo(last);
    }
}
