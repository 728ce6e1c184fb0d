package dev.holdfast.domain.recall;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelatedWordTest {
    @Test
    void irregularFormsShouldBeFound() {
        Found talk = Found.in("Ann: I bought a canoe.", "Ben: I sold a sofa.", "Ben: Hm.");

        assertThat(Found.numbers(talk.ask(Tuning.DEFAULT, 1, "What did she buy?")))
                .containsExactly(0);
    }

    @Test
    void theWordItselfShouldComeBeforeWhatStandsForIt() {
        Found talk = Found.in("Ann: It is a large purchase.", "Eve: Hm.", "Eve: Hm, hm.", "Ann: It is a large buy.");

        assertThat(Found.numbers(talk.ask(Tuning.DEFAULT, 4, "What did she buy?")))
                .containsSubsequence(3, 0);
    }

    @Test
    void wordsForOneThingShouldNotAddUp() {
        Found talk = Found.in("Ann: A job, a career.", "Eve: Hm.", "Eve: Hm, hm.", "Ann: A job, a potato.");

        assertThat(score(talk, 0)).isEqualTo(score(talk, 3));
    }

    @Test
    void whatIsOfAKindShouldAnswerAQuestionForTheKindAndNotTheOtherWayRound() {
        assertThat(related("Which instrument does she play?")).contains("cello", "piano");
        assertThat(related("Where is the cello?")).doesNotContain("instrument", "piano");
    }

    @Test
    void namesAndSearchesInKeywordsShouldNotBeWidened() {
        assertThat(related("When did Rose call?")).doesNotContain("rise", "rose");
        assertThat(related("buy canoe")).isEmpty();
    }

    @Test
    void aLongQuestionShouldNotAskStoresForMoreThanTheBound() {
        String question =
                "What job, house, trip, wedding, illness, meal, pet, car, book, song, sport, color, animal, country was it?";

        assertThat(related(question)).hasSize(RelatedWord.MOST).doesNotHaveDuplicates();
    }

    private static List<String> related(String question) {
        return Question.of(question, Found.NOW).words().related();
    }

    private static double score(Found talk, int number) {
        return talk
                .ask(
                        new Tuning(
                                2000,
                                100,
                                0,
                                2000,
                                1.2,
                                0,
                                0,
                                1,
                                0,
                                60,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                Duration.ofDays(30),
                                0,
                                0),
                        4,
                        "What is her job?")
                .best()
                .stream()
                .filter(ranked -> Found.number(ranked.passage().id()) == number)
                .mapToDouble(Ranked::score)
                .sum();
    }
}
