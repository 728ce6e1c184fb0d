package dev.holdfast.http.recall;

import dev.holdfast.domain.recall.Condition;
import dev.holdfast.domain.recall.Condition.Field;
import dev.holdfast.domain.recall.Condition.Field.Metadata;
import dev.holdfast.domain.recall.Condition.Field.Own;
import dev.holdfast.domain.recall.Condition.Order;
import dev.holdfast.domain.recall.Condition.Value;
import dev.holdfast.domain.recall.Conditions;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Moments;
import dev.holdfast.domain.shared.Violation;
import dev.holdfast.http.support.Fault;
import dev.holdfast.http.support.Problem;
import dev.holdfast.http.support.Refusal;
import dev.holdfast.http.support.Rfc3339;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A filter as it is on the wire: {@code {"and": [...]}}, {@code {"or": [...]}}, {@code {"not": {...}}} or
 * {@code {"field": "importance", "op": "gte", "value": 5}}. Whatever is not of this form, or not within the bounds of
 * {@link Conditions}, is a {@link Problem#MALFORMED_REQUEST} with a pointer to it.
 */
final class FilterJson {
    private static final String METADATA = "metadata/";
    private static final Map<String, Own> FIELDS = Map.ofEntries(
            Map.entry("namespace", Own.NAMESPACE),
            Map.entry("key", Own.NAME),
            Map.entry("document", Own.NAME),
            Map.entry("category", Own.CATEGORY),
            Map.entry("importance", Own.IMPORTANCE),
            Map.entry("tags", Own.TAGS),
            Map.entry("source", Own.SOURCE),
            Map.entry("title", Own.TITLE),
            Map.entry("created_at", Own.CREATED_AT),
            Map.entry("updated_at", Own.UPDATED_AT),
            Map.entry("valid_from", Own.VALID_FROM),
            Map.entry("valid_to", Own.VALID_TO),
            Map.entry("expires_at", Own.EXPIRES_AT));
    private static final String KNOWN_FIELDS = FIELDS.keySet().stream().sorted().collect(Collectors.joining(", "));
    private static final String KNOWN_OPERATORS = "eq, ne, in, gt, gte, lt, lte, exists, contains";
    private static final Set<Own> TIMES =
            Set.of(Own.CREATED_AT, Own.UPDATED_AT, Own.VALID_FROM, Own.VALID_TO, Own.EXPIRES_AT);
    private static final Set<String> COMPARISON = Set.of("field", "op", "value");

    private final List<Violation> faults = new ArrayList<>(0);
    private int nodes;

    private FilterJson() {}

    /**
     * @param pointer where {@code filter} stands in its body
     * @throws Refusal with everything wrong with it
     */
    static Condition read(String pointer, JsonDocument filter) {
        FilterJson reader = new FilterJson();
        Condition condition = reader.condition(pointer, filter.members(), 1);
        List<Violation> wrong = reader.faults.isEmpty() ? Conditions.check(pointer, condition) : reader.faults;
        if (!wrong.isEmpty()) {
            throw Refusal.of(
                    Problem.MALFORMED_REQUEST,
                    wrong.size() == 1 ? wrong.get(0).message() : "the filter is not of the documented form",
                    wrong.stream()
                            .map(each -> Fault.at(each.pointer(), each.code(), each.message()))
                            .toList());
        }
        return condition;
    }

    private Condition condition(String pointer, @Nullable Object json, int depth) {
        if (!(json instanceof Map<?, ?> members)) {
            return wrong(pointer, "wrong_type", "must be an object");
        }
        if (depth > Condition.MAX_DEPTH || ++nodes > Condition.MAX_NODES) {
            return wrong(
                    pointer,
                    depth > Condition.MAX_DEPTH ? "too_deep" : "too_many",
                    "a filter has at most " + Condition.MAX_NODES + " conditions, at most " + Condition.MAX_DEPTH
                            + " levels deep");
        }
        boolean comparison = members.containsKey("field") || members.containsKey("op");
        if (!comparison && members.size() == 1) {
            String name = String.valueOf(members.keySet().iterator().next());
            Object value = members.get(name);
            return switch (name) {
                case "and" -> new Condition.All(parts(pointer + "/and", value, depth));
                case "or" -> new Condition.Any(parts(pointer + "/or", value, depth));
                case "not" -> new Condition.Not(condition(pointer + "/not", value, depth + 1));
                default -> wrong(below(pointer, name), "unknown_field", "must be one of and, or, not, field");
            };
        }
        if (!comparison) {
            return wrong(
                    pointer, "malformed", "a condition has one of and, or, not, or the members field, op and value");
        }
        for (Object name : members.keySet()) {
            if (!COMPARISON.contains(name)) {
                wrong(below(pointer, String.valueOf(name)), "unknown_field", "there is no such field");
            }
        }
        return comparison(pointer, members);
    }

    private List<Condition> parts(String pointer, @Nullable Object json, int depth) {
        if (!(json instanceof List<?> items) || items.isEmpty()) {
            wrong(pointer, "wrong_type", "must be an array of conditions, at least one");
            return List.of();
        }
        List<Condition> parts = new ArrayList<>();
        for (int i = 0; i < items.size() && nodes <= Condition.MAX_NODES; i++) {
            parts.add(condition(pointer + "/" + i, items.get(i), depth + 1));
        }
        return parts;
    }

    private Condition comparison(String pointer, Map<?, ?> members) {
        Optional<Field> named = field(pointer + "/field", members.get("field"));
        if (!(members.get("op") instanceof String op)) {
            return wrong(pointer + "/op", "wrong_type", "must be one of " + KNOWN_OPERATORS);
        }
        if (named.isEmpty()) {
            return Condition.ALWAYS;
        }
        Field field = named.get();
        Object value = members.get("value");
        String at = pointer + "/value";
        return switch (op) {
            case "eq" -> new Condition.Equal(field, value(at, field, value));
            case "ne" -> new Condition.Not(new Condition.Equal(field, value(at, field, value)));
            case "in" -> new Condition.OneOf(field, values(at, field, value));
            case "gt" -> new Condition.Ordered(field, Order.GREATER, value(at, field, value));
            case "gte" -> new Condition.Ordered(field, Order.GREATER_OR_EQUAL, value(at, field, value));
            case "lt" -> new Condition.Ordered(field, Order.LESS, value(at, field, value));
            case "lte" -> new Condition.Ordered(field, Order.LESS_OR_EQUAL, value(at, field, value));
            case "exists" -> exists(at, field, members);
            case "contains" -> new Condition.Contains(field, value(at, field, value));
            default -> wrong(pointer + "/op", "unknown_value", "must be one of " + KNOWN_OPERATORS);
        };
    }

    private Condition exists(String pointer, Field field, Map<?, ?> members) {
        if (!members.containsKey("value")) {
            return new Condition.Exists(field);
        }
        if (members.get("value") instanceof Boolean wanted) {
            return wanted ? new Condition.Exists(field) : new Condition.Not(new Condition.Exists(field));
        }
        return wrong(pointer, "wrong_type", "must be true or false, or left out");
    }

    private Optional<Field> field(String pointer, @Nullable Object json) {
        if (!(json instanceof String name)) {
            wrong(pointer, "wrong_type", "must be a string");
            return Optional.empty();
        }
        if (name.startsWith(METADATA)) {
            List<String> path = new ArrayList<>();
            for (String segment : name.substring(METADATA.length()).split("/", -1)) {
                path.add(segment.replace("~1", "/").replace("~0", "~"));
            }
            return Optional.of(new Metadata(path));
        }
        Own own = FIELDS.get(name);
        if (own == null) {
            wrong(pointer, "unknown_value", "must be metadata/ and a path in it, or one of " + KNOWN_FIELDS);
        }
        return Optional.ofNullable(own);
    }

    private List<Value> values(String pointer, Field field, @Nullable Object json) {
        if (!(json instanceof List<?> items)) {
            wrong(pointer, "wrong_type", "must be an array");
            return List.of();
        }
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < items.size() && i <= Condition.MAX_VALUES; i++) {
            values.add(value(pointer + "/" + i, field, items.get(i)));
        }
        return values;
    }

    private Value value(String pointer, Field field, @Nullable Object json) {
        return switch (json) {
            case String text when isTime(field) -> moment(pointer, text);
            case String text -> new Value.Text(text);
            case BigDecimal number -> new Value.Decimal(number);
            case Boolean truth -> new Value.Truth(truth);
            case null, default -> {
                wrong(pointer, "wrong_type", "must be a string, a number, true or false");
                yield new Value.Truth(false);
            }
        };
    }

    private Value moment(String pointer, String text) {
        Optional<Instant> time = Rfc3339.parse(text);
        if (time.isEmpty()) {
            wrong(pointer, "malformed", "must be a time as in RFC 3339, such as 2026-01-31T12:00:00Z");
        }
        return new Value.Moment(Moments.toMicros(time.orElse(Instant.EPOCH)));
    }

    private static boolean isTime(Field field) {
        return field instanceof Own own && TIMES.contains(own);
    }

    private Condition wrong(String pointer, String code, String message) {
        faults.add(new Violation(pointer, code, message));
        return Condition.ALWAYS;
    }

    private static String below(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
