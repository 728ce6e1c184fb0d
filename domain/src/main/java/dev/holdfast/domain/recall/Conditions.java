package dev.holdfast.domain.recall;

import dev.holdfast.domain.recall.Condition.Field;
import dev.holdfast.domain.recall.Condition.Field.Metadata;
import dev.holdfast.domain.recall.Condition.Field.Own;
import dev.holdfast.domain.recall.Condition.Value;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Moments;
import dev.holdfast.domain.shared.TextRules;
import dev.holdfast.domain.shared.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link Condition} must obey before a store sees it: it is bounded, and each field is compared with what it can hold.
 * Pointers follow the members a condition has on the wire: {@code and}, {@code or}, {@code not}, {@code field}, {@code value}.
 */
public final class Conditions {
    /** Bytes of a text that a field is compared with. */
    public static final int MAX_TEXT_BYTES = 4 * 1024;
    /** Names in the path of a place in the metadata. */
    public static final int MAX_PATH = 16;
    /** Bytes of all names of a path. */
    public static final int MAX_PATH_BYTES = 1024;

    private static final int MAX_VIOLATIONS = 32;

    private final List<Violation> found = new ArrayList<>(0);
    private int nodes;

    private Conditions() {}

    /** @throws InvalidInput when {@code condition}, which stands at {@code pointer}, breaks a rule */
    public static void require(String pointer, Condition condition) {
        List<Violation> violations = check(pointer, condition);
        if (!violations.isEmpty()) {
            throw new InvalidInput(violations);
        }
    }

    /** Everything wrong with {@code condition}, which stands at {@code pointer}; of very much, the first of it. */
    public static List<Violation> check(String pointer, Condition condition) {
        Conditions rules = new Conditions();
        rules.node(pointer, condition, 1);
        if (rules.nodes > Condition.MAX_NODES) {
            return List.of(new Violation(
                    pointer, "too_many", "a filter has at most " + Condition.MAX_NODES + " conditions in all"));
        }
        return List.copyOf(rules.found);
    }

    private void node(String pointer, Condition condition, int depth) {
        nodes++;
        if (nodes > Condition.MAX_NODES) {
            return;
        }
        if (depth > Condition.MAX_DEPTH) {
            wrong(pointer, "too_deep", "a filter nests at most " + Condition.MAX_DEPTH + " levels deep");
            return;
        }
        switch (condition) {
            case Condition.All all -> parts(pointer + "/and", all.parts(), depth);
            case Condition.Any any -> parts(pointer + "/or", any.parts(), depth);
            case Condition.Not not -> node(pointer + "/not", not.part(), depth + 1);
            case Condition.Exists exists -> field(pointer, exists.field());
            case Condition.Equal equal -> {
                field(pointer, equal.field());
                if (holdsOneValue(pointer, equal.field())) {
                    value(pointer + "/value", equal.field(), equal.value());
                }
            }
            case Condition.OneOf oneOf -> oneOf(pointer, oneOf);
            case Condition.Ordered ordered -> {
                field(pointer, ordered.field());
                if (holdsOneValue(pointer, ordered.field())) {
                    value(pointer + "/value", ordered.field(), ordered.value());
                    if (ordered.value() instanceof Value.Truth) {
                        wrong(pointer + "/value", "wrong_type", "true and false have no order");
                    }
                }
            }
            case Condition.Contains contains -> {
                field(pointer, contains.field());
                if (isNumberOrMoment(contains.field())) {
                    wrong(pointer + "/op", "not_applicable", "only a text or a list contains something");
                } else {
                    value(pointer + "/value", contains.field(), contains.value());
                }
            }
        }
    }

    private void parts(String pointer, List<Condition> parts, int depth) {
        for (int i = 0; i < parts.size() && nodes <= Condition.MAX_NODES; i++) {
            node(pointer + "/" + i, parts.get(i), depth + 1);
        }
    }

    private void oneOf(String pointer, Condition.OneOf oneOf) {
        field(pointer, oneOf.field());
        if (!holdsOneValue(pointer, oneOf.field())) {
            return;
        }
        if (oneOf.values().isEmpty() || oneOf.values().size() > Condition.MAX_VALUES) {
            wrong(
                    pointer + "/value",
                    oneOf.values().isEmpty() ? "too_few" : "too_many",
                    "'in' has 1 to " + Condition.MAX_VALUES + " values");
            return;
        }
        for (int i = 0; i < oneOf.values().size(); i++) {
            value(pointer + "/value/" + i, oneOf.field(), oneOf.values().get(i));
        }
    }

    private boolean holdsOneValue(String pointer, Field field) {
        if (field == Own.TAGS) {
            wrong(pointer + "/op", "not_applicable", "tags are a list: ask what it contains");
            return false;
        }
        return true;
    }

    private static boolean isNumberOrMoment(Field field) {
        return field instanceof Own own
                && switch (own) {
                    case IMPORTANCE, CREATED_AT, UPDATED_AT, VALID_FROM, VALID_TO, EXPIRES_AT -> true;
                    case NAMESPACE, NAME, CATEGORY, TAGS, SOURCE, TITLE -> false;
                };
    }

    private void field(String pointer, Field field) {
        if (!(field instanceof Metadata metadata)) {
            return;
        }
        String at = pointer + "/field";
        List<String> path = metadata.path();
        if (path.isEmpty() || path.size() > MAX_PATH) {
            wrong(at, path.isEmpty() ? "too_short" : "too_long", "a path in metadata has 1 to " + MAX_PATH + " names");
            return;
        }
        for (String name : path) {
            Optional<Violation> broken = TextRules.checkEncodable(at, name);
            if (broken.isPresent()) {
                add(broken.get());
                return;
            }
        }
        if (path.stream().mapToLong(TextRules::utf8Length).sum() > MAX_PATH_BYTES) {
            wrong(at, "too_long", "the names of a path have at most " + MAX_PATH_BYTES + " bytes in all");
        }
    }

    private void value(String pointer, Field field, Value value) {
        switch (field) {
            case Own own -> {
                switch (own) {
                    case NAMESPACE, NAME, CATEGORY, TAGS, SOURCE, TITLE ->
                        demand(pointer, value instanceof Value.Text, "a string");
                    case IMPORTANCE -> demand(pointer, value instanceof Value.Decimal, "a number");
                    case CREATED_AT, UPDATED_AT, VALID_FROM, VALID_TO, EXPIRES_AT ->
                        demand(pointer, value instanceof Value.Moment, "a time as in RFC 3339");
                }
            }
            case Metadata metadata ->
                demand(pointer, !(value instanceof Value.Moment), "a string, a number, true or false");
        }
        switch (value) {
            case Value.Text text ->
                TextRules.checkEncodable(pointer, text.value())
                        .or(() -> TextRules.checkBytes(pointer, text.value(), MAX_TEXT_BYTES))
                        .ifPresent(this::add);
            case Value.Decimal decimal -> {
                if (isTooLong(decimal.value())) {
                    wrong(pointer, "out_of_range", "a number has at most " + JsonDocument.MAX_DIGITS + " digits");
                }
            }
            case Value.Moment moment ->
                Moments.check(pointer, Optional.of(moment.value())).ifPresent(this::add);
            case Value.Truth truth -> {}
        }
    }

    private static boolean isTooLong(BigDecimal number) {
        return number.scale() > JsonDocument.MAX_DIGITS
                || (long) number.precision() - number.scale() > JsonDocument.MAX_DIGITS;
    }

    private void demand(String pointer, boolean holds, String expected) {
        if (!holds) {
            wrong(pointer, "wrong_type", "must be " + expected);
        }
    }

    private void wrong(String pointer, String code, String message) {
        add(new Violation(pointer, code, message));
    }

    private void add(Violation violation) {
        if (found.size() < MAX_VIOLATIONS) {
            found.add(violation);
        }
    }
}
