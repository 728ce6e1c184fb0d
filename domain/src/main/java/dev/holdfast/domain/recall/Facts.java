package dev.holdfast.domain.recall;

import dev.holdfast.domain.recall.Condition.Field;
import dev.holdfast.domain.recall.Condition.Field.Metadata;
import dev.holdfast.domain.recall.Condition.Field.Own;
import dev.holdfast.domain.recall.Condition.Value;
import dev.holdfast.domain.shared.CodePointOrder;
import dev.holdfast.domain.shared.JsonDocument;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What a condition can look at in one passage, and whether it holds there: what stores must do in their own ways.
 *
 * <ul>
 *   <li>A field exists when the passage has it; tags do when there is at least one. A member of the metadata that is {@code null}
 *       exists, and is equal to nothing.
 *   <li>A path leads through objects only: items of lists have no names.
 *   <li>Numbers are compared by their value, so 1.0 is 1; texts by code points, case and all.
 * </ul>
 */
public final class Facts {
    private final Map<Own, Object> own;
    private final JsonDocument metadata;

    private Facts(Map<Own, Object> own, JsonDocument metadata) {
        this.own = own;
        this.metadata = metadata;
    }

    /** Of a passage about which only its metadata is known yet. */
    public static Facts of(JsonDocument metadata) {
        return new Facts(new EnumMap<>(Own.class), metadata);
    }

    public Facts with(Own field, String value) {
        return put(field, value);
    }

    public Facts with(Own field, int value) {
        return put(field, BigDecimal.valueOf(value));
    }

    public Facts with(Own field, Instant value) {
        return put(field, value);
    }

    /** Whatever is empty is not there. */
    public <T> Facts with(Own field, Optional<T> value) {
        return value.map(there -> put(field, there)).orElse(this);
    }

    public Facts with(Own field, List<String> values) {
        return values.isEmpty() ? this : put(field, List.copyOf(values));
    }

    private Facts put(Own field, Object value) {
        Map<Own, Object> more = new EnumMap<>(Own.class);
        more.putAll(own);
        more.put(field, value);
        return new Facts(more, metadata);
    }

    /** Whether {@code condition} holds. */
    public boolean satisfy(Condition condition) {
        return switch (condition) {
            case Condition.All all -> all.parts().stream().allMatch(this::satisfy);
            case Condition.Any any -> any.parts().stream().anyMatch(this::satisfy);
            case Condition.Not not -> !satisfy(not.part());
            case Condition.Exists exists -> exists(exists.field());
            case Condition.Equal equal -> equal(value(equal.field()), equal.value());
            case Condition.OneOf oneOf -> oneOf.values().stream().anyMatch(value -> equal(value(oneOf.field()), value));
            case Condition.Ordered ordered ->
                holds(compare(value(ordered.field()), ordered.value()), wanted(ordered.order()));
            case Condition.Contains contains -> contains(value(contains.field()), contains.value());
        };
    }

    private boolean exists(Field field) {
        return switch (field) {
            case Own name -> own.containsKey(name);
            case Metadata path -> {
                Object parent = reach(path.path().subList(0, path.path().size() - 1));
                yield parent instanceof Map<?, ?> object
                        && object.containsKey(path.path().getLast());
            }
        };
    }

    private @Nullable Object value(Field field) {
        return switch (field) {
            case Own name -> own.get(name);
            case Metadata path -> reach(path.path());
        };
    }

    private @Nullable Object reach(List<String> path) {
        Object at = metadata.members();
        for (String name : path) {
            if (!(at instanceof Map<?, ?> object)) {
                return null;
            }
            at = object.get(name);
        }
        return at;
    }

    private static boolean equal(@Nullable Object had, Value wanted) {
        return switch (wanted) {
            case Value.Text text -> Objects.equals(had, text.value());
            case Value.Truth truth -> Objects.equals(had, truth.value());
            case Value.Moment moment -> Objects.equals(had, moment.value());
            case Value.Decimal decimal -> had instanceof BigDecimal number && number.compareTo(decimal.value()) == 0;
        };
    }

    private static OptionalInt compare(@Nullable Object had, Value wanted) {
        return switch (wanted) {
            case Value.Text text
            when had instanceof String other -> OptionalInt.of(CodePointOrder.compare(other, text.value()));
            case Value.Decimal decimal
            when had instanceof BigDecimal number -> OptionalInt.of(number.compareTo(decimal.value()));
            case Value.Moment moment
            when had instanceof Instant instant -> OptionalInt.of(instant.compareTo(moment.value()));
            case Value.Text text -> OptionalInt.empty();
            case Value.Decimal decimal -> OptionalInt.empty();
            case Value.Moment moment -> OptionalInt.empty();
            case Value.Truth truth -> OptionalInt.empty();
        };
    }

    private static boolean holds(OptionalInt order, IntPredicate wanted) {
        return order.isPresent() && wanted.test(order.getAsInt());
    }

    private static IntPredicate wanted(Condition.Order order) {
        return switch (order) {
            case GREATER -> sign -> sign > 0;
            case GREATER_OR_EQUAL -> sign -> sign >= 0;
            case LESS -> sign -> sign < 0;
            case LESS_OR_EQUAL -> sign -> sign <= 0;
        };
    }

    private static boolean contains(@Nullable Object had, Value wanted) {
        return switch (had) {
            case List<?> list -> list.stream().anyMatch(item -> equal(item, wanted));
            case String text -> wanted instanceof Value.Text part && text.contains(part.value());
            case null, default -> false;
        };
    }
}
