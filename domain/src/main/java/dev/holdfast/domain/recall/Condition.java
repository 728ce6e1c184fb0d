package dev.holdfast.domain.recall;

import dev.holdfast.domain.shared.Moments;
import java.math.BigDecimal;
import java.util.List;

/**
 * A typed tree of conditions on a passage. A comparison with something the passage does not have, or that is of another type, does
 * not hold; {@code NE} is the negation of {@code EQ}, and so holds then.
 */
public sealed interface Condition {
    /** At most so many nodes in a tree. */
    int MAX_NODES = 64;

    int MAX_DEPTH = 8;
    /** Values of one {@code IN}. */
    int MAX_VALUES = 100;

    /** Holds always. */
    Condition ALWAYS = new All(List.of());

    record All(List<Condition> parts) implements Condition {
        public All {
            parts = List.copyOf(parts);
        }
    }

    record Any(List<Condition> parts) implements Condition {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    record Not(Condition part) implements Condition {}

    /** The field is there. */
    record Exists(Field field) implements Condition {}

    /** Equality of texts, numbers or truth values; for {@code EQ} on a list, {@link Contains} is what is meant. */
    record Equal(Field field, Value value) implements Condition {}

    record OneOf(Field field, List<Value> values) implements Condition {
        public OneOf {
            values = List.copyOf(values);
        }
    }

    /** Order of numbers, of moments, or of texts by code point; both sides of one type. */
    record Ordered(Field field, Order order, Value value) implements Condition {}

    /** A list that has the value as an item, or a text that has the value as a part. */
    record Contains(Field field, Value value) implements Condition {}

    enum Order {
        GREATER,
        GREATER_OR_EQUAL,
        LESS,
        LESS_OR_EQUAL
    }

    /** What a condition looks at. */
    sealed interface Field {
        /** A field that passages have by themselves. */
        enum Own implements Field {
            NAMESPACE,
            /** The key of a memory, the external id of a document. */
            NAME,
            CATEGORY,
            IMPORTANCE,
            TAGS,
            SOURCE,
            TITLE,
            CREATED_AT,
            UPDATED_AT,
            VALID_FROM,
            VALID_TO,
            EXPIRES_AT
        }

        /** A place in the metadata: names of members from the outermost in; at least one. */
        record Metadata(List<String> path) implements Field {
            public Metadata {
                path = List.copyOf(path);
            }
        }
    }

    /** What a field is compared with. */
    sealed interface Value {
        record Text(String value) implements Value {}

        record Decimal(BigDecimal value) implements Value {}

        record Truth(boolean value) implements Value {}

        /** @param value in whole microseconds, see {@link Moments} */
        record Moment(java.time.Instant value) implements Value {}
    }
}
