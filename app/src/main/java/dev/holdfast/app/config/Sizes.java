package dev.holdfast.app.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bytes as operators write them: a whole number, and KiB, MiB or GiB when it is not of single bytes. */
public final class Sizes {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*(B|KiB|MiB|GiB)?");
    private static final long STEP = 1024;

    private Sizes() {}

    public static Optional<Long> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String unit = matcher.group(2);
        long number = Long.parseLong(matcher.group(1));
        return Optional.of(number
                * switch (unit == null ? "B" : unit) {
                    case "KiB" -> STEP;
                    case "MiB" -> STEP * STEP;
                    case "GiB" -> STEP * STEP * STEP;
                    default -> 1;
                });
    }

    /** In the largest unit that needs no fraction: the inverse of {@link #parse}. */
    public static String format(long bytes) {
        long number = bytes;
        for (String unit : new String[] {"", "KiB", "MiB", "GiB"}) {
            if (number % STEP != 0 || number == 0 || unit.equals("GiB")) {
                return number + unit;
            }
            number /= STEP;
        }
        throw new IllegalStateException("the last unit ends the walk");
    }
}
