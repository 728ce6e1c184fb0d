package dev.holdfast.http.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.domain.recall.Condition;
import dev.holdfast.domain.recall.Condition.Contains;
import dev.holdfast.domain.recall.Condition.Equal;
import dev.holdfast.domain.recall.Condition.Exists;
import dev.holdfast.domain.recall.Condition.Field.Metadata;
import dev.holdfast.domain.recall.Condition.Field.Own;
import dev.holdfast.domain.recall.Condition.OneOf;
import dev.holdfast.domain.recall.Condition.Order;
import dev.holdfast.domain.recall.Condition.Ordered;
import dev.holdfast.domain.recall.Condition.Value;
import dev.holdfast.domain.shared.HostileTexts;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.http.support.Problem;
import dev.holdfast.http.support.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

final class FilterJsonTest {
    private static final Value FIVE = new Value.Decimal(new BigDecimal(5));

    static Stream<Arguments> good() {
        return Stream.of(
                Arguments.of(
                        "{'field':'importance','op':'gte','value':5}",
                        new Ordered(Own.IMPORTANCE, Order.GREATER_OR_EQUAL, FIVE)),
                Arguments.of(
                        "{'field':'importance','op':'gt','value':5}", new Ordered(Own.IMPORTANCE, Order.GREATER, FIVE)),
                Arguments.of(
                        "{'field':'importance','op':'lt','value':5.0}", new Ordered(Own.IMPORTANCE, Order.LESS, FIVE)),
                Arguments.of(
                        "{'field':'importance','op':'lte','value':5}",
                        new Ordered(Own.IMPORTANCE, Order.LESS_OR_EQUAL, FIVE)),
                Arguments.of("{'field':'key','op':'eq','value':'k'}", new Equal(Own.NAME, new Value.Text("k"))),
                Arguments.of(
                        "{'field':'document','op':'ne','value':'d'}",
                        new Condition.Not(new Equal(Own.NAME, new Value.Text("d")))),
                Arguments.of(
                        "{'field':'category','op':'in','value':['a','b']}",
                        new OneOf(Own.CATEGORY, List.of(new Value.Text("a"), new Value.Text("b")))),
                Arguments.of(
                        "{'field':'tags','op':'contains','value':'a'}", new Contains(Own.TAGS, new Value.Text("a"))),
                Arguments.of("{'field':'valid_to','op':'exists'}", new Exists(Own.VALID_TO)),
                Arguments.of("{'field':'valid_to','op':'exists','value':true}", new Exists(Own.VALID_TO)),
                Arguments.of(
                        "{'field':'valid_to','op':'exists','value':false}",
                        new Condition.Not(new Exists(Own.VALID_TO))),
                Arguments.of(
                        "{'field':'created_at','op':'lt','value':'2026-01-31T13:00:00.1234567+01:00'}",
                        new Ordered(
                                Own.CREATED_AT,
                                Order.LESS,
                                new Value.Moment(Instant.parse("2026-01-31T12:00:00.123456Z")))),
                Arguments.of(
                        "{'field':'metadata/a~1b/c~0d/','op':'eq','value':true}",
                        new Equal(new Metadata(List.of("a/b", "c~d", "")), new Value.Truth(true))),
                Arguments.of(
                        "{'field':'metadata/at','op':'gt','value':'2026-01-31T12:00:00Z'}",
                        new Ordered(
                                new Metadata(List.of("at")), Order.GREATER, new Value.Text("2026-01-31T12:00:00Z"))),
                Arguments.of(
                        "{'and':[{'or':[{'field':'title','op':'exists'}]},{'not':{'field':'title','op':'exists'}}]}",
                        new Condition.All(List.of(
                                new Condition.Any(List.of(new Exists(Own.TITLE))),
                                new Condition.Not(new Exists(Own.TITLE))))));
    }

    @ParameterizedTest
    @MethodSource("good")
    void aFilterShouldBeReadAsItIsMeant(String json, Condition expected) {
        assertThat(read(json)).isEqualTo(expected);
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("{}", " malformed"),
                Arguments.of("{'xor':[]}", "/xor unknown_field"),
                Arguments.of("{'a/b':1}", "/a~1b unknown_field"),
                Arguments.of("{'and':[]}", "/and wrong_type"),
                Arguments.of("{'and':{}}", "/and wrong_type"),
                Arguments.of("{'and':[1]}", "/and/0 wrong_type"),
                Arguments.of("{'not':[]}", "/not wrong_type"),
                Arguments.of("{'not':null}", "/not wrong_type"),
                Arguments.of("{'and':[],'or':[]}", " malformed"),
                Arguments.of("{'field':'title','op':'exists','case':1}", "/case unknown_field"),
                Arguments.of("{'field':'nope','op':'eq','value':1}", "/field unknown_value"),
                Arguments.of("{'field':'metadata','op':'eq','value':1}", "/field unknown_value"),
                Arguments.of("{'field':7,'op':'eq','value':1}", "/field wrong_type"),
                Arguments.of("{'op':'eq','value':1}", "/field wrong_type"),
                Arguments.of("{'field':'title','value':1}", "/op wrong_type"),
                Arguments.of("{'field':'title','op':'like','value':'x'}", "/op unknown_value"),
                Arguments.of("{'field':'title','op':'EQ','value':'x'}", "/op unknown_value"),
                Arguments.of("{'field':'title','op':'eq'}", "/value wrong_type"),
                Arguments.of("{'field':'title','op':'eq','value':null}", "/value wrong_type"),
                Arguments.of("{'field':'title','op':'eq','value':['x']}", "/value wrong_type"),
                Arguments.of("{'field':'title','op':'eq','value':{}}", "/value wrong_type"),
                Arguments.of("{'field':'title','op':'eq','value':5}", "/value wrong_type"),
                Arguments.of("{'field':'importance','op':'eq','value':'5'}", "/value wrong_type"),
                Arguments.of("{'field':'title','op':'in','value':'x'}", "/value wrong_type"),
                Arguments.of("{'field':'title','op':'in','value':[]}", "/value too_few"),
                Arguments.of("{'field':'title','op':'in','value':['x',[]]}", "/value/1 wrong_type"),
                Arguments.of("{'field':'title','op':'exists','value':1}", "/value wrong_type"),
                Arguments.of("{'field':'tags','op':'eq','value':'x'}", "/op not_applicable"),
                Arguments.of("{'field':'created_at','op':'lt','value':'yesterday'}", "/value malformed"),
                Arguments.of("{'field':'created_at','op':'lt','value':5}", "/value wrong_type"),
                Arguments.of("{'or':[{'not':{'field':'title','op':'nope'}}]}", "/or/0/not/op unknown_value"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void whatIsNotAFilterShouldBePointedAt(String json, String expected) {
        Refusal refusal = refused(json);

        assertThat(refusal.problem()).isEqualTo(Problem.MALFORMED_REQUEST);
        assertThat(refusal.faults())
                .extracting(fault -> fault.pointer().orElseThrow() + " " + fault.code())
                .containsExactly("/filter" + expected);
    }

    @Test
    void everythingWrongShouldBeToldAtOnce() {
        assertThat(refused("{'and':[{'field':'a','op':'eq','value':1},{'field':'title','op':'b','value':1}]}")
                        .faults())
                .extracting(fault -> fault.pointer().orElseThrow())
                .containsExactly("/filter/and/0/field", "/filter/and/1/op");
    }

    @Test
    void aFilterShouldBeBounded() {
        String leaf = "{'field':'title','op':'exists'}";
        String wide = "{'and':[" + String.join(",", Collections.nCopies(Condition.MAX_NODES, leaf)) + "]}";
        String deep = "{'not':".repeat(Condition.MAX_DEPTH) + leaf + "}".repeat(Condition.MAX_DEPTH);
        String many = "{'field':'title','op':'in','value':["
                + String.join(",", Collections.nCopies(Condition.MAX_VALUES + 1, "'x'")) + "]}";

        assertThat(refused(wide).faults()).extracting("code").contains("too_many");
        assertThat(refused(deep).faults()).extracting("code").containsExactly("too_deep");
        assertThat(refused(many).faults()).extracting("code").containsExactly("too_many");
    }

    static Stream<String> hostile() {
        return HostileTexts.ALL.stream();
    }

    /** A name of metadata is a name, and a value a value, whatever is in them. */
    @ParameterizedTest
    @MethodSource("hostile")
    void noTextShouldHaveAMeaning(String text) {
        String pointer = "metadata/" + text.replace("~", "~0").replace("/", "~1");
        Condition condition =
                FilterJson.read("/filter", JsonDocument.of(Map.of("field", pointer, "op", "eq", "value", text)));

        assertThat(condition).isEqualTo(new Equal(new Metadata(List.of(text)), new Value.Text(text)));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void noHostileFieldOrOperatorShouldPass(String text) {
        assertThat(refusedDocument(Map.of("field", text, "op", "eq", "value", "x"))
                        .faults())
                .isNotEmpty();
        assertThat(refusedDocument(Map.of("field", "title", "op", text, "value", "x"))
                        .faults())
                .isNotEmpty();
    }

    private static Refusal refused(String json) {
        return catchThrowableOfType(Refusal.class, () -> read(json));
    }

    private static Refusal refusedDocument(Map<String, String> filter) {
        return catchThrowableOfType(Refusal.class, () -> FilterJson.read("/filter", JsonDocument.of(filter)));
    }

    @SuppressWarnings("unchecked") // what a JSON object is read into
    private static Condition read(String json) {
        JsonMapper mapper = JsonMapper.builder()
                .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
        return FilterJson.read(
                "/filter", JsonDocument.of((Map<String, Object>) mapper.readValue(json.replace('\'', '"'), Map.class)));
    }
}
