package dev.holdfast.domain.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.recall.Condition.Contains;
import dev.holdfast.domain.recall.Condition.Equal;
import dev.holdfast.domain.recall.Condition.Exists;
import dev.holdfast.domain.recall.Condition.Field;
import dev.holdfast.domain.recall.Condition.Field.Metadata;
import dev.holdfast.domain.recall.Condition.Field.Own;
import dev.holdfast.domain.recall.Condition.OneOf;
import dev.holdfast.domain.recall.Condition.Order;
import dev.holdfast.domain.recall.Condition.Ordered;
import dev.holdfast.domain.recall.Condition.Value;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.Violation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ConditionsTest {
    private static final Value TEXT = new Value.Text("x");
    private static final Value NUMBER = new Value.Decimal(BigDecimal.TEN);
    private static final Value TRUTH = new Value.Truth(true);
    private static final Value MOMENT = new Value.Moment(Instant.parse("2026-01-31T12:00:00Z"));
    private static final Field SPEAKER = new Metadata(List.of("speaker"));

    static Stream<Condition> good() {
        return Stream.of(
                Condition.ALWAYS,
                new Condition.Any(List.of()),
                new Equal(Own.NAMESPACE, TEXT),
                new OneOf(Own.CATEGORY, List.of(TEXT, TEXT)),
                new Ordered(Own.IMPORTANCE, Order.GREATER, NUMBER),
                new Ordered(Own.VALID_FROM, Order.LESS, MOMENT),
                new Contains(Own.TAGS, TEXT),
                new Contains(Own.TITLE, TEXT),
                new Exists(Own.TAGS),
                new Equal(SPEAKER, TRUTH),
                new Contains(SPEAKER, NUMBER),
                new Condition.Not(new Ordered(SPEAKER, Order.LESS_OR_EQUAL, TEXT)));
    }

    @ParameterizedTest
    @MethodSource("good")
    void aConditionWithinTheBoundsShouldPass(Condition condition) {
        assertThat(Conditions.check("/filter", condition)).isEmpty();
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of(new Equal(Own.CATEGORY, NUMBER), "/value wrong_type"),
                Arguments.of(new Equal(Own.IMPORTANCE, TEXT), "/value wrong_type"),
                Arguments.of(new Equal(Own.CREATED_AT, TEXT), "/value wrong_type"),
                Arguments.of(new Equal(SPEAKER, MOMENT), "/value wrong_type"),
                Arguments.of(new Equal(Own.TAGS, TEXT), "/op not_applicable"),
                Arguments.of(new OneOf(Own.TAGS, List.of(TEXT)), "/op not_applicable"),
                Arguments.of(new Ordered(Own.TAGS, Order.LESS, TEXT), "/op not_applicable"),
                Arguments.of(new Contains(Own.IMPORTANCE, NUMBER), "/op not_applicable"),
                Arguments.of(new Contains(Own.EXPIRES_AT, MOMENT), "/op not_applicable"),
                Arguments.of(new Contains(Own.TAGS, NUMBER), "/value wrong_type"),
                Arguments.of(new Ordered(SPEAKER, Order.LESS, TRUTH), "/value wrong_type"),
                Arguments.of(new OneOf(Own.CATEGORY, List.of()), "/value too_few"),
                Arguments.of(new OneOf(Own.CATEGORY, List.of(TEXT, NUMBER)), "/value/1 wrong_type"),
                Arguments.of(new Equal(Own.SOURCE, new Value.Text("a\u0000")), "/value nul_character"),
                Arguments.of(new Equal(Own.SOURCE, new Value.Text("\ud800")), "/value lone_surrogate"),
                Arguments.of(new Exists(new Metadata(List.of())), "/field too_short"),
                Arguments.of(new Exists(new Metadata(List.of("a", "\u0000"))), "/field nul_character"),
                Arguments.of(new Equal(SPEAKER, new Value.Decimal(BigDecimal.TEN.pow(300))), "/value out_of_range"),
                Arguments.of(new Equal(Own.VALID_TO, new Value.Moment(Instant.MAX)), "/value out_of_range"),
                Arguments.of(
                        new Condition.All(List.of(
                                new Exists(SPEAKER),
                                new Condition.Any(List.of(new Condition.Not(new Equal(Own.IMPORTANCE, TEXT)))))),
                        "/and/1/or/0/not/value wrong_type"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void whatIsWrongShouldBePointedAt(Condition condition, String expected) {
        assertThat(Conditions.check("/filter", condition))
                .extracting(violation -> violation.pointer() + " " + violation.code())
                .containsExactly("/filter" + expected);
    }

    @Test
    void aTreeShouldHaveBoundedNodes() {
        Condition leaf = new Exists(Own.TITLE);
        Condition most = new Condition.All(Collections.nCopies(Condition.MAX_NODES - 1, leaf));
        Condition tooMany = new Condition.All(Collections.nCopies(Condition.MAX_NODES, leaf));

        assertThat(Conditions.check("", most)).isEmpty();
        assertThat(Conditions.check("/filter", tooMany))
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(org.assertj.core.api.Assertions.tuple("/filter", "too_many"));
    }

    @Test
    void aTreeShouldHaveBoundedDepth() {
        assertThat(Conditions.check("", nested(Condition.MAX_DEPTH))).isEmpty();
        assertThat(Conditions.check("", nested(Condition.MAX_DEPTH + 1)))
                .extracting(Violation::code)
                .containsExactly("too_deep");
    }

    private static Condition nested(int depth) {
        return depth == 1 ? new Exists(Own.TITLE) : new Condition.Not(nested(depth - 1));
    }

    @Test
    void aListOfValuesShouldBeBounded() {
        assertThat(Conditions.check("", new OneOf(SPEAKER, Collections.nCopies(Condition.MAX_VALUES, TEXT))))
                .isEmpty();
        assertThat(Conditions.check("", new OneOf(SPEAKER, Collections.nCopies(Condition.MAX_VALUES + 1, TEXT))))
                .extracting(Violation::code)
                .containsExactly("too_many");
    }

    @Test
    void textsAndPathsShouldBeBoundedInBytes() {
        assertThat(Conditions.check("", new Equal(SPEAKER, text(Conditions.MAX_TEXT_BYTES))))
                .isEmpty();
        assertThat(Conditions.check("", new Equal(SPEAKER, text(Conditions.MAX_TEXT_BYTES + 1))))
                .extracting(Violation::code)
                .containsExactly("too_long");
        assertThat(Conditions.check(
                        "", new Exists(new Metadata(List.of("é".repeat(Conditions.MAX_PATH_BYTES / 2 + 1))))))
                .extracting(Violation::code)
                .containsExactly("too_long");
        assertThat(Conditions.check("", new Exists(new Metadata(Collections.nCopies(Conditions.MAX_PATH + 1, "a")))))
                .extracting(Violation::code)
                .containsExactly("too_long");
    }

    private static Value text(int bytes) {
        return new Value.Text("x".repeat(bytes));
    }

    /** A new kind of field, or value, is judged before it reaches a store. */
    @ParameterizedTest
    @EnumSource(Own.class)
    void noFieldShouldTakeEveryType(Own field) {
        assertThat(Stream.of(TEXT, NUMBER, TRUTH, MOMENT)
                        .filter(value ->
                                Conditions.check("", new Equal(field, value)).isEmpty()))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aBrokenConditionShouldBeRefused() {
        assertThatThrownBy(() -> Conditions.require("/filter", new Equal(Own.IMPORTANCE, TEXT)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("/filter/value");
    }
}
