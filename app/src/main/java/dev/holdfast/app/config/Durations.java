package dev.holdfast.app.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as operators write them: a whole number and one of ms, s, m, h, d. */
public final class Durations {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));
    private static final List<String> DESCENDING = List.of("d", "h", "m", "s", "ms");

    private Durations() {}

    /** Empty when the text has another form; {@code 0} alone needs no unit. */
    public static Optional<Duration> parse(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(unit(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1))));
        } catch (ArithmeticException tooLong) {
            return Optional.empty();
        }
    }

    /** In the largest unit that needs no fraction, finer than a millisecond cut off: the inverse of {@link #parse}. */
    public static String format(Duration duration) {
        for (String name : DESCENDING) {
            long unit = unit(name).toMillis();
            if (duration.toMillis() % unit == 0 && duration.toMillis() >= unit) {
                return duration.toMillis() / unit + name;
            }
        }
        return "0s";
    }

    private static Duration unit(String name) {
        return UNITS.getOrDefault(name, Duration.ZERO);
    }
}
