package dev.holdfast.domain.recall;

import dev.holdfast.domain.recall.Condition.Field;
import dev.holdfast.domain.recall.Condition.Field.Metadata;
import dev.holdfast.domain.recall.Condition.Field.Own;
import dev.holdfast.domain.recall.Condition.Value;
import dev.holdfast.domain.shared.JsonDocument;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Conditions and metadata out of few names and values, so that they often meet. The same seed makes the same ones. */
final class RandomConditions {
    private static final List<String> NAMES = List.of("a", "b", "it's", "\"c\"", "$.d", "ü%_");
    private static final List<Object> SCALARS = List.of(
            "x",
            "X",
            "xy",
            "",
            "1",
            "true",
            "null",
            "%",
            "'",
            "é",
            "😀",
            0,
            1,
            -1,
            new BigDecimal("1.0"),
            new BigDecimal("1.5"),
            new BigDecimal("1e20"),
            new BigDecimal("0.1"),
            true,
            false);
    private static final List<Own> TEXTS = List.of(Own.NAMESPACE, Own.NAME, Own.SOURCE, Own.TITLE);
    private static final List<Own> MOMENTS = List.of(Own.VALID_FROM, Own.VALID_TO, Own.CREATED_AT, Own.UPDATED_AT);

    private final Random random;
    private final Instant around;
    private final List<String> texts;

    /** @param texts what fields of text may have */
    RandomConditions(long seed, Instant around, List<String> texts) {
        this.random = new Random(seed);
        this.around = around;
        this.texts = texts;
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    boolean sometimes() {
        return random.nextInt(3) == 0;
    }

    Instant moment() {
        return around.plusSeconds(random.nextInt(5) - 2);
    }

    JsonDocument metadata() {
        Map<String, Object> members = new HashMap<>();
        for (String name : NAMES) {
            if (random.nextBoolean()) {
                members.put(name, json(2));
            }
        }
        return JsonDocument.of(members);
    }

    private Object json(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 4 ->
                IntStream.range(0, random.nextInt(3))
                        .mapToObj(i -> json(depth - 1))
                        .toList();
            case 5 -> Map.of(one(NAMES), json(depth - 1));
            default -> one(SCALARS);
        };
    }

    Condition tree(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 5 -> new Condition.All(parts(depth));
            case 6 -> new Condition.Any(parts(depth));
            case 7 -> new Condition.Not(tree(depth - 1));
            default -> leaf();
        };
    }

    private List<Condition> parts(int depth) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> tree(depth - 1))
                .toList();
    }

    private Condition leaf() {
        return switch (random.nextInt(4)) {
            case 0 -> leaf(one(TEXTS), new Value.Text(one(texts)), true);
            case 1 -> leaf(one(MOMENTS), new Value.Moment(moment()), false);
            default -> leaf(path(), scalar(), true);
        };
    }

    private Condition leaf(Field field, Value value, boolean holdsParts) {
        boolean ordered = !(value instanceof Value.Truth);
        return switch (random.nextInt(5)) {
            case 0 -> new Condition.Exists(field);
            case 1 -> new Condition.OneOf(field, List.of(value, value));
            case 2 ->
                ordered
                        ? new Condition.Ordered(field, one(List.of(Condition.Order.values())), value)
                        : equal(field, value);
            case 3 -> holdsParts ? new Condition.Contains(field, value) : equal(field, value);
            default -> equal(field, value);
        };
    }

    private static Condition equal(Field field, Value value) {
        return new Condition.Equal(field, value);
    }

    private Metadata path() {
        List<String> path = new ArrayList<>(List.of(one(NAMES)));
        while (sometimes()) {
            path.add(one(NAMES));
        }
        return new Metadata(path);
    }

    private Value scalar() {
        return switch (one(SCALARS)) {
            case String text -> new Value.Text(text);
            case Boolean truth -> new Value.Truth(truth);
            case BigDecimal number -> new Value.Decimal(number);
            case Integer number -> new Value.Decimal(BigDecimal.valueOf(number));
            default -> throw new IllegalStateException("no other scalar");
        };
    }
}
