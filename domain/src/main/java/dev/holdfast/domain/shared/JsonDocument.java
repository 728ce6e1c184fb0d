package dev.holdfast.domain.shared;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An immutable JSON object, for metadata. Members are kept in code point order and numbers by value, so two documents that
 * mean the same are equal whichever store they went through. Values are {@link String}, {@link BigDecimal}, {@link Boolean},
 * {@code null}, {@link List} and {@link Map} of these.
 *
 * <p>Bounds: {@value #MAX_DEPTH} levels; {@value #MAX_VALUES} items and members, counting all levels; numbers of at most
 * {@value #MAX_DIGITS} digits before and after the point, written out; texts as in {@link TextRules}.
 */
public final class JsonDocument {
    public static final int MAX_DEPTH = 64;
    public static final int MAX_VALUES = 10_000;
    public static final int MAX_DIGITS = 300;
    public static final JsonDocument EMPTY = new JsonDocument(Map.of());

    private final Map<String, @Nullable Object> members;

    private JsonDocument(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    /**
     * Copies {@code members} deeply.
     *
     * @throws InvalidInput with a pointer to each value that JSON or a store cannot hold
     */
    public static JsonDocument of(Map<String, ? extends @Nullable Object> members) {
        if (members.isEmpty()) {
            return EMPTY;
        }
        if (count(members, 0, 1) > MAX_VALUES) {
            throw InvalidInput.of("", "too_many_values", "JSON may have " + MAX_VALUES + " items and members in all");
        }
        Violations violations = new Violations();
        Map<String, @Nullable Object> copy = object(members, "", 1, violations);
        violations.throwIfAny();
        return new JsonDocument(copy);
    }

    /** About the bytes of this document as UTF-8 text: names, texts and numbers, and one for each value. */
    public long bytes() {
        return bytes(members);
    }

    private static long bytes(@Nullable Object value) {
        return 1
                + switch (value) {
                    case Map<?, ?> object -> {
                        long total = 0;
                        for (Map.Entry<?, ?> member : object.entrySet()) {
                            total += bytes(member.getKey()) + bytes(member.getValue());
                        }
                        yield total;
                    }
                    case List<?> list -> {
                        long total = 0;
                        for (Object item : list) {
                            total += bytes(item);
                        }
                        yield total;
                    }
                    case String text -> TextRules.utf8Length(text);
                    case BigDecimal number -> number.precision() + Math.abs(number.scale());
                    case null, default -> 0;
                };
    }

    /** Goes no deeper than allowed, and stops when there are too many. */
    private static int count(@Nullable Object value, int before, int depth) {
        Collection<?> inner = switch (value) {
            case Map<?, ?> object -> object.values();
            case List<?> list -> list;
            case null, default -> List.of();
        };
        int total = before + inner.size();
        if (depth <= MAX_DEPTH) {
            for (Object item : inner) {
                if (total > MAX_VALUES) {
                    break;
                }
                total = count(item, total, depth + 1);
            }
        }
        return total;
    }

    /** The members, unmodifiable all the way down. */
    public Map<String, @Nullable Object> members() {
        return members;
    }

    private static Map<String, @Nullable Object> object(
            Map<?, ?> source, String pointer, int depth, Violations violations) {
        Map<String, @Nullable Object> sorted = new TreeMap<>(CodePointOrder.COMPARATOR);
        source.forEach((name, value) -> {
            String key = String.valueOf(name);
            String at = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
            violations.add(TextRules.checkEncodable(at, key));
            sorted.put(key, value(value, at, depth + 1, violations));
        });
        return Collections.unmodifiableMap(new LinkedHashMap<>(sorted));
    }

    private static List<@Nullable Object> array(List<?> source, String pointer, int depth, Violations violations) {
        List<@Nullable Object> copy = new ArrayList<>(source.size());
        for (Object item : source) {
            copy.add(value(item, pointer + "/" + copy.size(), depth + 1, violations));
        }
        return Collections.unmodifiableList(copy);
    }

    private static @Nullable Object value(@Nullable Object value, String pointer, int depth, Violations violations) {
        if (depth > MAX_DEPTH && (value instanceof Map || value instanceof List)) {
            violations.addIf(true, pointer, "too_deep", "JSON may nest " + MAX_DEPTH + " levels deep");
            return null;
        }
        return switch (value) {
            case null -> null;
            case Boolean truth -> truth;
            case String text -> {
                violations.add(TextRules.checkEncodable(pointer, text));
                yield text;
            }
            case Number number -> number(number, pointer, violations);
            case Map<?, ?> object -> object(object, pointer, depth, violations);
            case List<?> list -> array(list, pointer, depth, violations);
            default -> {
                violations.addIf(true, pointer, "not_json", "must be a JSON value");
                yield null;
            }
        };
    }

    private static @Nullable BigDecimal number(Number number, String pointer, Violations violations) {
        BigDecimal exact = switch (number) {
            case BigDecimal decimal -> decimal;
            case BigInteger integer -> new BigDecimal(integer);
            case Long integer -> BigDecimal.valueOf(integer);
            case Integer integer -> BigDecimal.valueOf(integer);
            case Short integer -> BigDecimal.valueOf(integer);
            case Byte integer -> BigDecimal.valueOf(integer);
            case Double decimal when Double.isFinite(decimal) -> BigDecimal.valueOf(decimal);
            case Float decimal when Float.isFinite(decimal) -> new BigDecimal(decimal.toString());
            default -> null;
        };
        if (exact == null) {
            violations.addIf(true, pointer, "not_json", "must be a finite number");
            return null;
        }
        if (exact.scale() > MAX_DIGITS || (long) exact.precision() - exact.scale() > MAX_DIGITS) {
            violations.addIf(true, pointer, "out_of_range", "a number has at most " + MAX_DIGITS + " digits");
            return null;
        }
        BigDecimal plain = exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonDocument document && members.equals(document.members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    @Override
    public String toString() {
        return members.toString();
    }
}
