package dev.holdfast.app.config;

import java.time.Duration;
import java.util.List;

/**
 * How often a database that does not answer is tried. Pauses double from the first to the longest.
 *
 * @param attempts in all
 * @param firstDelay the pause after the first
 * @param longestDelay no pause is longer
 */
public record RetryConfig(int attempts, Duration firstDelay, Duration longestDelay) {
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** The settings of one kind of trying. */
    record Keys(Setting<Integer> attempts, Setting<Duration> firstDelay, Setting<Duration> longestDelay) {
        static Keys of(String key, String variable, String who, Default attempts, String first, String longest) {
            return new Keys(
                    Setting.of(
                            key + ".attempts",
                            variable + "_ATTEMPTS",
                            Form.integer(1, 1_000),
                            attempts,
                            "How often " + who
                                    + " tries a database that does not answer. A wrong password, a database that is not"
                                    + " there and the like end it at once."),
                    Setting.of(
                            key + ".first_delay",
                            variable + "_FIRST_DELAY",
                            Form.duration(SHORTEST, LONGEST),
                            first,
                            "The pause after the first attempt. Each further one is twice as long, give or take a quarter."),
                    Setting.of(
                            key + ".longest_delay",
                            variable + "_LONGEST_DELAY",
                            Form.duration(SHORTEST, LONGEST),
                            longest,
                            "No pause is longer."));
        }

        List<Setting<?>> all() {
            return List.of(attempts, firstDelay, longestDelay);
        }

        RetryConfig of(Values values) {
            return new RetryConfig(values.get(attempts), values.get(firstDelay), values.get(longestDelay));
        }

        void check(Values values, Problems problems) {
            if (values.find(firstDelay).isPresent()
                    && values.find(longestDelay).isPresent()
                    && values.get(firstDelay).compareTo(values.get(longestDelay)) > 0) {
                problems.add(
                        values.subject(firstDelay),
                        "is longer than " + longestDelay.key() + ", " + Durations.format(values.get(longestDelay)));
            }
        }
    }
}
