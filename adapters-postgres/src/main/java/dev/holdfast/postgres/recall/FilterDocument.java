package dev.holdfast.postgres.recall;

import dev.holdfast.domain.recall.Condition;
import dev.holdfast.domain.recall.Condition.Field.Metadata;
import dev.holdfast.domain.recall.Condition.Field.Own;
import dev.holdfast.domain.recall.Condition.Value;
import dev.holdfast.domain.recall.PassageFilter;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.postgres.support.JsonColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A {@link PassageFilter} as one value, which the function {@code holdfast.passage_predicate} makes SQL of. Whatever a caller wrote is
 * in one of three lists; the tree has nothing but names of fields and operators and places in those lists:
 *
 * <ul>
 *   <li>{@code ["all", [...]]}, {@code ["any", [...]]}, {@code ["not", ...]}
 *   <li>{@code ["exists", field]}, {@code ["eq", field, value]}, {@code ["in", field, [value, ...]]}, and so on
 *   <li>a field is a name, or the first and the last place of its path in {@code texts}
 *   <li>a value is {@code ["text", place]}, {@code ["number", place]}, {@code ["moment", place]}, {@code ["true"]} or
 *       {@code ["false"]}
 * </ul>
 *
 * Places count from 1.
 */
public final class FilterDocument {
    private final List<String> texts = new ArrayList<>();
    private final List<String> numbers = new ArrayList<>();
    private final List<String> moments = new ArrayList<>();

    private FilterDocument() {}

    /** The filter as JSON. */
    public static String of(PassageFilter filter) {
        FilterDocument places = new FilterDocument();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("where", places.tree(filter.where()));
        document.put("within", filter.within().stream().map(Namespace::value).toList());
        document.put("texts", places.texts);
        document.put("numbers", places.numbers);
        document.put("moments", places.moments);
        document.put("now", filter.now().toString());
        filter.asOf().ifPresent(past -> document.put("as_of", past.toString()));
        return JsonColumn.renderTree(document);
    }

    private List<Object> tree(Condition condition) {
        return switch (condition) {
            case Condition.All all -> List.of("all", trees(all.parts()));
            case Condition.Any any -> List.of("any", trees(any.parts()));
            case Condition.Not not -> List.of("not", tree(not.part()));
            case Condition.Exists exists -> List.of("exists", field(exists.field()));
            case Condition.Equal equal -> List.of("eq", field(equal.field()), value(equal.value()));
            case Condition.OneOf oneOf ->
                List.of(
                        "in",
                        field(oneOf.field()),
                        oneOf.values().stream().map(this::value).toList());
            case Condition.Ordered ordered ->
                List.of(sign(ordered.order()), field(ordered.field()), value(ordered.value()));
            case Condition.Contains contains -> List.of("contains", field(contains.field()), value(contains.value()));
        };
    }

    private List<Object> trees(List<Condition> parts) {
        return parts.stream().<Object>map(this::tree).toList();
    }

    private static String sign(Condition.Order order) {
        return switch (order) {
            case GREATER -> "gt";
            case GREATER_OR_EQUAL -> "gte";
            case LESS -> "lt";
            case LESS_OR_EQUAL -> "lte";
        };
    }

    private Object field(Condition.Field field) {
        return switch (field) {
            case Own own -> own.name().toLowerCase(Locale.ROOT);
            case Metadata metadata -> {
                int first = texts.size() + 1;
                texts.addAll(metadata.path());
                yield List.of(first, texts.size());
            }
        };
    }

    private List<Object> value(Value value) {
        return switch (value) {
            case Value.Text text -> List.of("text", place(texts, text.value()));
            case Value.Decimal decimal ->
                List.of("number", place(numbers, decimal.value().toPlainString()));
            case Value.Moment moment ->
                List.of("moment", place(moments, moment.value().toString()));
            case Value.Truth truth -> List.of(Boolean.toString(truth.value()));
        };
    }

    private static int place(List<String> list, String value) {
        list.add(value);
        return list.size();
    }
}
