package dev.holdfast.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NamespaceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "users",
                "users/1",
                "a/b/c/d/e/f/g/h",
                "...",
                "a b",
                "%",
                "_",
                "*",
                "\uD83D\uDE00/\u4f60",
                ".a",
                "a."
            })
    void shouldTakeAnythingButEmptyAndDotSegments(String value) {
        assertThat(new Namespace(value).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/users",
                "users/",
                "users//1",
                ".",
                "..",
                "users/.",
                "../users",
                "users/../admin",
                "a/b/c/d/e/f/g/h/i",
                "nul\u0000",
                "half\uD83D",
                "\uDE00half"
            })
    void shouldRefuseWhatNoAddressCanCarry(String value) {
        assertThatThrownBy(() -> new Namespace(value)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void shouldTakeEveryHostileTextAsASegment() {
        for (String text : HostileTexts.ALL) {
            String segment = text.replace('/', '|');
            assertThat(new Namespace("a/" + segment).segments()).containsExactly("a", segment);
        }
    }

    @Test
    void shouldBoundSegmentsByCharactersAndTheWholeByBytes() {
        String emoji = "\uD83D\uDE00";
        assertThatCode(() -> new Namespace(emoji.repeat(128))).doesNotThrowAnyException();
        assertThatThrownBy(() -> new Namespace(emoji.repeat(129))).isInstanceOf(InvalidInput.class);
        assertThatCode(() -> new Namespace(String.join("/", Collections.nCopies(8, "x".repeat(128)))))
                .doesNotThrowAnyException();
        // Two whole segments of 512 bytes, two slashes, and what is left of 1,536 bytes.
        String twoSegments = emoji.repeat(128) + "/" + emoji.repeat(128) + "/";
        assertThatCode(() -> new Namespace(twoSegments + emoji.repeat(127) + "\u00e9"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new Namespace(twoSegments + emoji.repeat(127) + "\u4f60"))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void shouldContainItselfAndWhatLiesBelowByWholeSegments() {
        Namespace one = new Namespace("users/1");

        for (String inside : List.of("users/1", "users/1/notes", "users/1/1")) {
            assertThat(one.contains(new Namespace(inside))).as(inside).isTrue();
        }
        for (String outside :
                List.of("users/10", "users/1x", "users/1 ", "users", "user", "users/2/users/1", "Users/1")) {
            assertThat(one.contains(new Namespace(outside))).as(outside).isFalse();
        }
    }

    @Test
    void shouldContainExactlyWhatBeginsWithItsSegments() {
        RandomTexts texts = new RandomTexts(7);
        for (int run = 0; run < 2_000; run++) {
            Namespace left = namespace(texts);
            Namespace right = namespace(texts);
            boolean below = right.segments().size() >= left.segments().size()
                    && right.segments().subList(0, left.segments().size()).equals(left.segments());
            assertThat(left.contains(right)).as("%s > %s", left, right).isEqualTo(below);
            assertThat(left.contains(new Namespace(left + "/" + right))).isTrue();
        }
    }

    @Test
    void shouldBeOrderedByCodePoint() {
        assertThat(new Namespace("\uD83D\uDE00")).isGreaterThan(new Namespace("\uFFFD"));
        assertThat(new Namespace("a!")).isLessThan(new Namespace("a/b"));
    }

    // Few letters, so that one often contains the other.
    private static Namespace namespace(RandomTexts texts) {
        StringBuilder value = new StringBuilder("a");
        for (int more = texts.number(4); more > 0; more--) {
            value.append(List.of("/a", "/aa", "/b", "a").get(texts.number(4)));
        }
        return new Namespace(value.toString());
    }
}
