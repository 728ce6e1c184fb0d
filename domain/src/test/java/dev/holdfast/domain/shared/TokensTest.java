package dev.holdfast.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts are those of {@code cl100k_base}. */
class TokensTest {
    private static final double STATED = 20;
    private static final double OTHER = 35;
    private static final String TALK =
            "Ann: Hey Ben! I went to a pottery class yesterday and it was so calming. I made a small bowl "
                    + "for my grandmother's 80th birthday.\nBen: That's awesome! I ran a charity race last Saturday, "
                    + "at 7:30 am. We raised $1,200 for the shelter.\n";
    private static final String PROSE =
            "A record that nobody can find is not kept at all. Whoever writes one down should therefore say "
                    + "when it was true, who said it and where it stands, so that another reader, months later, need "
                    + "not guess what was meant by it.";
    private static final String CODE =
            "public static int sum(List<Integer> values) {\n    int total = 0;\n    for (int value : values) "
                    + "{\n        total += value;\n    }\n    return total;\n}\n";
    private static final String JSON =
            "{\"id\": \"0195f3a2-7c1b-7d3e-9a44-1b2c3d4e5f60\", \"namespace\": \"users/ann\", \"importance\": 7, "
                    + "\"tags\": [\"travel\", \"family\"], \"created_at\": \"2026-03-01T12:00:00Z\"}";
    private static final String GERMAN =
            "Die Erinnerung an den ersten Sommer in der alten Mühle blieb ihm noch lange erhalten. Jeden "
                    + "Morgen ging er über die Brücke zum Bäcker, kaufte zwei Brötchen und setzte sich an den Fluss.";
    private static final String FRENCH =
            "Le lendemain matin, nous avons traversé la place du marché avant que les commerçants "
                    + "n'arrivent. Ma grand-mère disait toujours que les meilleures pêches se trouvaient près de la "
                    + "fontaine.";
    private static final String RUSSIAN =
            "На следующее утро мы вышли из дома ещё до рассвета. Дорога к озеру занимала около двух часов, "
                    + "и отец рассказывал, как они с братом строили лодку.";
    private static final String CHINESE = "第二天早上，我们在天亮之前就离开了家。去湖边的路大约需要两个小时，父亲一路上都在讲他和弟弟是怎么造船的。";

    @Test
    void longerTextsShouldBeWithinTheStatedBound() {
        assertThat(Tokens.estimate(TALK)).isCloseTo(63, withinPercentage(STATED));
        assertThat(Tokens.estimate(PROSE)).isCloseTo(49, withinPercentage(STATED));
        assertThat(Tokens.estimate(CODE)).isCloseTo(38, withinPercentage(STATED));
        assertThat(Tokens.estimate(JSON)).isCloseTo(80, withinPercentage(STATED));
        assertThat(Tokens.estimate(GERMAN)).isCloseTo(55, withinPercentage(OTHER));
        assertThat(Tokens.estimate(FRENCH)).isCloseTo(50, withinPercentage(OTHER));
        assertThat(Tokens.estimate(RUSSIAN)).isCloseTo(73, withinPercentage(OTHER));
        assertThat(Tokens.estimate(CHINESE)).isCloseTo(61, withinPercentage(OTHER));
    }

    @Test
    void nothingShouldBeNoTokens() {
        assertThat(Tokens.estimate("")).isZero();
        assertThat(Tokens.estimate("a")).isEqualTo(1);
        assertThat(Tokens.estimate("hello world")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"2 + 2 = 4 | 7 | 30", "antidisestablishmentarianism | 6 | 50", "お誕生日おめでとう | 9 | 20"})
    void shortTextsShouldBeNearTheCount(String text, int tokens, double percent) {
        assertThat(Tokens.estimate(text)).isCloseTo(tokens, withinPercentage(percent));
    }

    @Test
    void aLongTextShouldCostNoMoreThanItsLength() {
        String text = "x".repeat(1_000_000);

        assertThat(Tokens.estimate(text)).isBetween(100_000, 1_000_000);
    }

    @Test
    void moreTextShouldNeverBeFewerTokens() {
        for (int length = 1; length <= TALK.length(); length++) {
            assertThat(Tokens.estimate(TALK.substring(0, length)))
                    .isGreaterThanOrEqualTo(Tokens.estimate(TALK.substring(0, length - 1)) - 1);
        }
    }
}
