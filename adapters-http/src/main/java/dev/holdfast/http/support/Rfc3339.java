package dev.holdfast.http.support;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Times on the wire: RFC 3339 with any offset on the way in, always UTC with six digits of a second on the way out. Stricter than
 * {@code DateTimeFormatter} (no {@code 24:00}, no expanded years) and several times as fast.
 */
public final class Rfc3339 {
    private static final int NANO_DIGITS = 9;

    private Rfc3339() {}

    /** @param time in the years 0 to 9999 */
    public static String format(Instant time) {
        OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
        char[] text = "0000-00-00T00:00:00.000000Z".toCharArray();
        digits(text, 0, 4, utc.getYear());
        digits(text, 5, 2, utc.getMonthValue());
        digits(text, 8, 2, utc.getDayOfMonth());
        digits(text, 11, 2, utc.getHour());
        digits(text, 14, 2, utc.getMinute());
        digits(text, 17, 2, utc.getSecond());
        digits(text, 20, 6, utc.getNano() / 1_000);
        return new String(text);
    }

    /** The moment {@code text} stands for; empty when it is not RFC 3339. Leap seconds are refused. */
    public static Optional<Instant> parse(String text) {
        int length = text.length();
        if (length < 20
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || (text.charAt(10) | 0x20) != 't'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return Optional.empty();
        }
        int at = 19;
        int nanos = 0;
        if (text.charAt(at) == '.') {
            int first = ++at;
            while (at < length && isDigit(text.charAt(at))) {
                at++;
            }
            if (at == first) {
                return Optional.empty();
            }
            nanos = nanos(text, first, at);
        }
        try {
            Optional<Integer> offset = offset(text, at);
            if (offset.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(OffsetDateTime.of(
                            number(text, 0, 4),
                            number(text, 5, 2),
                            number(text, 8, 2),
                            number(text, 11, 2),
                            number(text, 14, 2),
                            number(text, 17, 2),
                            nanos,
                            ZoneOffset.UTC)
                    .toInstant()
                    .minusSeconds(offset.get()));
        } catch (DateTimeException outOfRange) {
            return Optional.empty();
        }
    }

    /** Seconds to the east; up to a day, which is more than {@link ZoneOffset} takes. */
    private static Optional<Integer> offset(String text, int at) {
        int left = text.length() - at;
        if (left == 1 && (text.charAt(at) | 0x20) == 'z') {
            return Optional.of(0);
        }
        if (left != 6 || text.charAt(at + 3) != ':') {
            return Optional.empty();
        }
        int sign = switch (text.charAt(at)) {
            case '+' -> 1;
            case '-' -> -1;
            default -> 0;
        };
        int hours = number(text, at + 1, 2);
        int minutes = number(text, at + 4, 2);
        return sign == 0 || hours > 23 || minutes > 59
                ? Optional.empty()
                : Optional.of(sign * (hours * 3_600 + minutes * 60));
    }

    private static int nanos(String text, int first, int end) {
        int nanos = 0;
        for (int i = 0; i < NANO_DIGITS; i++) {
            nanos = nanos * 10 + (first + i < end ? text.charAt(first + i) - '0' : 0);
        }
        return nanos;
    }

    /** @throws DateTimeException when there is anything but a digit */
    private static int number(String text, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            char c = text.charAt(i);
            if (!isDigit(c)) {
                throw new DateTimeException("not a digit");
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static void digits(char[] text, int from, int digits, int number) {
        int rest = number;
        for (int i = from + digits - 1; i >= from; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
