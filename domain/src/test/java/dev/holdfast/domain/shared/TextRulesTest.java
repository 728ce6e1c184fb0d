package dev.holdfast.domain.shared;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TextRulesTest {
    @Test
    void shouldCountCharactersAndNotHalvesOfThem() {
        assertThat(TextRules.check("/x", "\uD83D\uDE00\uD83D\uDE00", 2, 2)).isEmpty();
        assertThat(TextRules.check("/x", "\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00", 1, 2))
                .contains(new Violation("/x", "too_long", "must have 1 to 2 characters"));
        assertThat(TextRules.check("/x", "", 1, 2))
                .contains(new Violation("/x", "too_short", "must have 1 to 2 characters"));
        assertThat(TextRules.check("/x", "", 0, 2)).isEmpty();
    }

    @Test
    void shouldNotTakeOneLongCharacterForTwo() {
        assertThat(TextRules.check("/x", "\uD83D\uDE00", 2, 4))
                .map(Violation::code)
                .contains("too_short");
    }

    @Test
    void shouldTakeAnyTextOfWholeCharacters() {
        new RandomTexts(3).each(text -> {
            assertThat(TextRules.checkEncodable("/x", text)).isEmpty();
            assertThat(new String(text.getBytes(UTF_8), UTF_8)).isEqualTo(text);
        });
        HostileTexts.ALL.forEach(
                text -> assertThat(TextRules.checkEncodable("/x", text)).isEmpty());
    }

    @Test
    void shouldRefuseNulWhereverItStands() {
        new RandomTexts(4)
                .each(text -> assertThat(TextRules.checkEncodable("/x", text + "\u0000" + text))
                        .map(Violation::code)
                        .contains("nul_character"));
    }

    @Test
    void shouldRefuseHalfOfACharacterWhereverItStands() {
        new RandomTexts(5).pairs((left, right) -> {
            for (String half : new String[] {"\uD83D", "\uDE00", "\uDE00\uD83D", "\uD83D\uD83D", "\uDBFFx"}) {
                assertThat(TextRules.checkEncodable("/x", left + half + right))
                        .map(Violation::code)
                        .contains("lone_surrogate");
            }
        });
    }

    @Test
    void shouldCountBytesAsUtf8Does() {
        new RandomTexts(6).each(text -> {
            int bytes = text.getBytes(UTF_8).length;
            assertThat(TextRules.checkBytes("/x", text, bytes)).isEmpty();
            assertThat(TextRules.checkBytes("/x", text + "!", bytes))
                    .map(Violation::code)
                    .contains("too_long");
        });
    }
}
