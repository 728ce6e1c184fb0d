package dev.holdfast.domain.recall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PostgreSQL 15 says: {@code SELECT ts_lexize('english_stem', word)}. */
class EnglishStemTest {
    @ParameterizedTest
    @CsvSource({
        "a, a",
        "is, is",
        "sky, sky",
        "skies, sky",
        "news, news",
        "dying, die",
        "early, earli",
        "inning, inning",
        "succeed, succeed",
        "proceeds, proceed",
        "caresses, caress",
        "ties, tie",
        "cries, cri",
        "gas, gas",
        "this, this",
        "gaps, gap",
        "kiwis, kiwi",
        "bus, bus",
        "agreed, agre",
        "feed, feed",
        "proceedings, proceed",
        "luxuriated, luxuri",
        "hopping, hop",
        "hoped, hope",
        "falling, fall",
        "bled, bled",
        "sized, size",
        "cry, cri",
        "by, by",
        "say, say",
        "enjoy, enjoy",
        "conditional, condit",
        "rational, ration",
        "valency, valenc",
        "digitizer, digit",
        "conformably, conform",
        "radically, radic",
        "differently, differ",
        "vileness, vile",
        "analogously, analog",
        "organization, organ",
        "operator, oper",
        "feudalism, feudal",
        "decisiveness, decis",
        "hopefulness, hope",
        "callousness, callous",
        "formality, formal",
        "sensitivity, sensit",
        "sensibility, sensibl",
        "apology, apolog",
        "geology, geolog",
        "triplicate, triplic",
        "formative, format",
        "formalize, formal",
        "electricity, electr",
        "electrical, electr",
        "goodness, good",
        "allowance, allow",
        "inference, infer",
        "airliner, airlin",
        "adjustable, adjust",
        "irritant, irrit",
        "replacement, replac",
        "adoption, adopt",
        "activate, activ",
        "effective, effect",
        "rate, rate",
        "controlling, control",
        "roll, roll",
        "generously, generous",
        "communities, communiti",
        "arsenal, arsenal",
        "yellow, yellow",
        "saying, say",
        "boyish, boyish",
        "caroline, carolin"
    })
    void aStemShouldBeThatOfPostgres(String word, String stem) {
        assertThat(EnglishStem.of(word)).isEqualTo(stem);
    }

    /** By which most words need no stemming to be told from a stem. */
    @Test
    void aStemShouldBeginAsItsWordButForItsLastLetter() {
        Random random = new Random(7);
        List<String> parts = List.of(
                "a", "e", "i", "o", "u", "y", "b", "d", "l", "n", "r", "s", "t", "th", "sk", "st", "ing", "ed", "ies",
                "s", "ly", "ied", "y", "eed", "al", "ful", "ization", "ousness", "ement");
        for (int i = 0; i < 200_000; i++) {
            String word = random.ints(1 + random.nextInt(5), 0, parts.size())
                    .mapToObj(parts::get)
                    .collect(Collectors.joining());
            String stem = EnglishStem.of(word);
            assertThat(stem).isNotEmpty();
            if (!word.endsWith("ying")) {
                assertThat(word).startsWith(stem.substring(0, stem.length() - 1));
            }
        }
    }
}
