package dev.holdfast.domain.shared;

import java.util.Optional;

/**
 * What every stored text must obey: PostgreSQL cannot hold U+0000, and a lone surrogate is not Unicode text, so both are
 * refused instead of being changed. Text is stored as given, never normalised.
 */
public final class TextRules {
    private TextRules() {}

    /** The first violation of {@code value}, which must have {@code min} to {@code max} characters (code points). */
    public static Optional<Violation> check(String pointer, String value, int min, int max) {
        Optional<Violation> malformed = checkEncodable(pointer, value);
        if (malformed.isPresent()) {
            return malformed;
        }
        // A text has at most as many code points as chars, and one if it has any, so most texts need no counting.
        int characters = min <= 1 && value.length() <= max ? value.length() : value.codePointCount(0, value.length());
        if (characters < min || characters > max) {
            return Optional.of(new Violation(
                    pointer,
                    characters < min ? "too_short" : "too_long",
                    "must have " + min + " to " + max + " characters"));
        }
        return Optional.empty();
    }

    /** The violation of a text that no Unicode store can hold faithfully. */
    public static Optional<Violation> checkEncodable(String pointer, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == 0) {
                return Optional.of(new Violation(pointer, "nul_character", "must not contain U+0000"));
            }
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == value.length()
                        || !Character.isLowSurrogate(value.charAt(i + 1))) {
                    return Optional.of(new Violation(
                            pointer, "lone_surrogate", "must be valid Unicode (it has half of a surrogate pair)"));
                }
                i++;
            }
        }
        return Optional.empty();
    }

    /** The violation of a text of more than {@code maxBytes} bytes in UTF-8. The text must be encodable. */
    public static Optional<Violation> checkBytes(String pointer, String value, int maxBytes) {
        // One char never takes more than three bytes in UTF-8, so most texts need no counting.
        if (value.length() > maxBytes / 3 && utf8Length(value) > maxBytes) {
            return Optional.of(new Violation(pointer, "too_long", "must be at most " + maxBytes + " bytes in UTF-8"));
        }
        return Optional.empty();
    }

    static void require(String pointer, String value, int min, int max) {
        check(pointer, value, min, max).ifPresent(violation -> {
            throw new InvalidInput(violation);
        });
    }

    /** The bytes of {@code value} in UTF-8. */
    public static long utf8Length(String value) {
        long length = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return length;
    }
}
