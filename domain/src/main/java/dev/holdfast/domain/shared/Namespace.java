package dev.holdfast.domain.shared;

import java.util.List;
import java.util.Optional;

/**
 * A path inside a tenant, such as {@code users/42/preferences}: 1 to 8 segments of 1 to 128 characters each, at most
 * {@value #MAX_BYTES} bytes of UTF-8 in all (an index entry has to hold it). Matched by whole segments: {@code users/1}
 * contains {@code users/1/notes} and never {@code users/10}. No character has a meaning but {@code /}; the segments
 * {@code .} and {@code ..} are refused because no URL can carry them.
 */
public record Namespace(String value) implements Comparable<Namespace> {
    public static final int MAX_SEGMENTS = 8;
    public static final int MAX_SEGMENT_CHARACTERS = 128;
    public static final int MAX_BYTES = 1536;

    public Namespace {
        check("", value).ifPresent(violation -> {
            throw new InvalidInput(violation);
        });
    }

    public static Optional<Violation> check(String pointer, String value) {
        List<String> segments = List.of(value.split("/", -1));
        if (segments.size() > MAX_SEGMENTS) {
            return Optional.of(
                    new Violation(pointer, "too_many_segments", "a namespace has 1 to " + MAX_SEGMENTS + " segments"));
        }
        for (String segment : segments) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return Optional.of(
                        new Violation(pointer, "malformed", "a namespace segment must not be empty, '.' or '..'"));
            }
            Optional<Violation> wrong = TextRules.check(pointer, segment, 1, MAX_SEGMENT_CHARACTERS);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return TextRules.checkBytes(pointer, value, MAX_BYTES);
    }

    public List<String> segments() {
        return List.of(value.split("/", -1));
    }

    /** Whether {@code other} is this namespace or lies below it. */
    public boolean contains(Namespace other) {
        return other.value.startsWith(value)
                && (other.value.length() == value.length() || other.value.charAt(value.length()) == '/');
    }

    /** By Unicode code point, the order of the bytes of UTF-8, which is the order every store lists in. */
    @Override
    public int compareTo(Namespace other) {
        return CodePointOrder.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
