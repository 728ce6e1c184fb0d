package dev.holdfast.domain.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** When something is done again and again. The times are the same on every server, whatever its time zone. */
public sealed interface Timetable {
    /** The last time up to {@code now} at which it was to be done. */
    Instant last(Instant now);

    /** From one time to the next. */
    Duration interval();

    /** Every day at a time of UTC. */
    record Daily(LocalTime at) implements Timetable {
        @Override
        public Instant last(Instant now) {
            ZonedDateTime today = now.atZone(ZoneOffset.UTC).with(at);
            return (today.toInstant().isAfter(now) ? today.minusDays(1) : today).toInstant();
        }

        @Override
        public Duration interval() {
            return Duration.ofDays(1);
        }
    }

    /** Every so often, counted from midnight of the first day of 1970. */
    record Every(Duration interval) implements Timetable {
        public Every {
            if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException("a timetable has at least a second between two times");
            }
        }

        @Override
        public Instant last(Instant now) {
            return now.minus(Duration.ofMillis(Math.floorMod(now.toEpochMilli(), interval.toMillis())))
                    .truncatedTo(ChronoUnit.MILLIS);
        }
    }
}
