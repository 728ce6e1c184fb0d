package dev.holdfast.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonDocumentTest {
    @Test
    void shouldBeEqualWhenItMeansTheSame() {
        JsonDocument one = JsonDocument.of(Map.of("a", 1, "b", List.of(new BigDecimal("1.50"), 1e2)));
        JsonDocument other = JsonDocument.of(
                Map.of("b", List.of(new BigDecimal("1.5"), new BigDecimal("100.00")), "a", new BigDecimal("1.0")));

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).hasToString(other.toString());
        assertThat(one).isNotEqualTo(JsonDocument.of(Map.of("a", "1", "b", List.of(new BigDecimal("1.5"), 100))));
        assertThat(JsonDocument.of(Map.of())).isSameAs(JsonDocument.EMPTY);
    }

    @Test
    void shouldKeepMembersInTheOrderOfCodePoints() {
        Map<String, Object> members = new LinkedHashMap<>();
        List.of("\uD83D\uDE00", "b", "\uFFFD", "", "B", "a").forEach(name -> members.put(name, true));

        assertThat(JsonDocument.of(members).members().keySet())
                .containsExactly("", "B", "a", "b", "\uFFFD", "\uD83D\uDE00");
    }

    @Test
    void shouldTakeNumbersByValueWhateverTheirType() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("byte", (byte) 7);
        members.put("short", (short) 7);
        members.put("int", 7);
        members.put("long", 7L);
        members.put("double", 7.0);
        members.put("float", 7.0f);
        members.put("integer", BigInteger.valueOf(7));
        members.put("decimal", new BigDecimal("7.000"));

        assertThat(JsonDocument.of(members).members().values()).containsOnly(new BigDecimal("7"));
    }

    @Test
    void shouldWriteNumbersOutInFull() {
        assertThat(number(new BigDecimal("1e2"))).isEqualTo(new BigDecimal("100"));
        assertThat(number(new BigDecimal("1.50"))).isEqualTo(new BigDecimal("1.5"));
        assertThat(number(new BigDecimal("1e299")).toPlainString()).isEqualTo("1" + "0".repeat(299));
        assertThat(number(new BigDecimal("1e-299")).scale()).isEqualTo(299);
        assertThat(number(new BigDecimal("-0.00"))).isEqualTo(BigDecimal.ZERO);
        assertThat(number(0.1f)).isEqualTo(new BigDecimal("0.1"));
    }

    @Test
    void shouldBoundTheDigitsOfNumbersWithoutWritingThemOut() {
        for (String wild : List.of("1e300", "-1e300", "1e-301", "1e999999999", "-1e-999999999", "9".repeat(301))) {
            assertThatThrownBy(() -> number(new BigDecimal(wild))).as(wild).isInstanceOf(InvalidInput.class);
        }
        assertThat(number(new BigDecimal("9".repeat(300)))).isEqualTo(new BigDecimal("9".repeat(300)));
        assertThat(number(new BigDecimal("1e-300")).precision()).isEqualTo(1);
    }

    @Test
    void shouldNotChangeWhenItsSourceDoes() {
        List<Object> list = new ArrayList<>(List.of(1));
        Map<String, Object> inner = new LinkedHashMap<>(Map.of("list", list));
        Map<String, Object> outer = new LinkedHashMap<>(Map.of("inner", inner));
        JsonDocument document = JsonDocument.of(outer);

        list.add(2);
        inner.put("new", true);
        outer.clear();

        assertThat(document).isEqualTo(JsonDocument.of(Map.of("inner", Map.of("list", List.of(1)))));
    }

    @Test
    void shouldNotBeChangeableAtAnyLevel() {
        Map<String, Object> members = JsonDocument.of(Map.of("object", Map.of("a", 1), "list", List.of(1)))
                .members();

        assertThatThrownBy(members::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(((Map<?, ?>) members.get("object"))::clear)
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(((List<?>) members.get("list"))::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldKeepNullsApartFromAbsentMembers() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("nothing", null);
        members.put("list", Arrays.asList(1, null));

        JsonDocument document = JsonDocument.of(members);

        assertThat(document.members()).contains(entry("nothing", null));
        assertThat(document.members().get("list")).isEqualTo(Arrays.asList(BigDecimal.ONE, null));
        assertThat(document).isNotEqualTo(JsonDocument.of(Map.of("list", Arrays.asList(1, null))));
    }

    @Test
    void shouldBoundItsDepth() {
        assertThat(nested(JsonDocument.MAX_DEPTH)).isNotNull();
        assertThatThrownBy(() -> nested(JsonDocument.MAX_DEPTH + 1)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> nested(100_000)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void shouldBoundHowManyValuesItHolds() {
        List<Integer> most = Collections.nCopies(JsonDocument.MAX_VALUES - 2, 1);
        List<Object> oneMore = List.of(most, List.of(1));

        assertThat(JsonDocument.of(Map.of("a", List.of(most))).members()).hasSize(1);
        assertThatThrownBy(() -> JsonDocument.of(Map.of("a", oneMore)))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.violations().getFirst().code())
                                .isEqualTo("too_many_values"));
    }

    @Test
    void shouldCountTheBytesOfNamesTextsAndNumbersAndOneForEachValue() {
        assertThat(JsonDocument.EMPTY.bytes()).isEqualTo(1);
        assertThat(bytesOf("", "")).isEqualTo(3);
        assertThat(bytesOf("name", "text")).isEqualTo(3 + 4 + 4);
        assertThat(bytesOf("\u00e9", "\uD83D\uDE00")).isEqualTo(3 + 2 + 4);
        assertThat(bytesOf("", true)).isEqualTo(3);
        assertThat(bytesOf("", new BigDecimal("12.345"))).isEqualTo(3 + 5 + 3);
        assertThat(bytesOf("", new BigDecimal("1e299"))).isEqualTo(3 + 300);
        assertThat(bytesOf("", new BigDecimal("1e-299"))).isEqualTo(3 + 1 + 299);
        assertThat(bytesOf("", List.of("a", "bc", List.of()))).isEqualTo(3 + 2 + 3 + 1);
        assertThat(bytesOf("", Map.of("a", "b", "c", Map.of("d", "e")))).isEqualTo(3 + 4 + 2 + 1 + 4);
    }

    @Test
    void shouldPointToEverythingThatIsNotJson() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("time", Instant.EPOCH);
        members.put("a/b~c", List.of(1, Double.NaN));
        members.put("infinite", Float.POSITIVE_INFINITY);
        members.put("nul", "\u0000");
        members.put("half\uD83D", "x");
        members.put("fine", "\uD83D\uDE00");

        InvalidInput invalid = catchThrowableOfType(InvalidInput.class, () -> JsonDocument.of(members));

        assertThat(invalid.violations())
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder("/time", "/a~1b~0c/1", "/infinite", "/nul", "/half\uD83D");
    }

    private static long bytesOf(String name, Object value) {
        return JsonDocument.of(Map.of(name, value)).bytes();
    }

    private static BigDecimal number(Number number) {
        return (BigDecimal) JsonDocument.of(Map.of("n", number)).members().get("n");
    }

    private static JsonDocument nested(int levels) {
        Object value = "bottom";
        for (int level = 1; level < levels; level++) {
            value = level % 2 == 0 ? List.of(value) : Map.of("down", value);
        }
        return JsonDocument.of(Map.of("down", value));
    }
}
