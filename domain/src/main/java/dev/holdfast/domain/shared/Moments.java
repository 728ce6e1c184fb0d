package dev.holdfast.domain.shared;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Times as stores keep them: microseconds, years 1 to 9999. */
public final class Moments {
    public static final Instant MIN = Instant.parse("0001-01-01T00:00:00Z");
    public static final Instant MAX = Instant.parse("9999-12-31T23:59:59.999999Z");

    private Moments() {}

    /** {@code time} without what is finer than a microsecond. */
    public static Instant toMicros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    public static Optional<Instant> toMicros(Optional<Instant> time) {
        return time.map(Moments::toMicros);
    }

    /** The violation of a time outside the years that can be stored and written as RFC 3339. */
    public static Optional<Violation> check(String pointer, Optional<Instant> time) {
        return time.filter(instant -> instant.isBefore(MIN) || instant.isAfter(MAX))
                .map(instant -> new Violation(pointer, "out_of_range", "a time lies in the years 1 to 9999"));
    }
}
