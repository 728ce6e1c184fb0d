package dev.holdfast.domain.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankerTest {
    private static final Found TALK = Found.in(
            "Ann: Hi Ben, how are you?",
            "Ben: Fine. I repaired the old boat yesterday.",
            "Ann: Which colour did you paint the boat?",
            "Ben: Green!",
            "Ann: I adopted two cats from the shelter in Porto.",
            "Ben: Lovely. My sister has a dog.",
            "Ann: See you on Sunday.");

    /** Nothing but BM25 counts. */
    private static final Tuning PLAIN = Tunings.PLAIN;

    @Test
    void theAnswerAfterTheQuestionShouldBeFoundThoughItHasNoneOfTheWords() {
        assertThat(Found.numbers(TALK.ask(Tuning.DEFAULT, 3, "What colour is the boat painted?")))
                .contains(2, 3);
        assertThat(Found.numbers(TALK.ask(PLAIN, 3, "colour boat painted"))).containsExactly(2, 1);
    }

    @Test
    void whoeverTheQuestionNamesShouldComeFirst() {
        Found talk = Found.in("Ann: I like hiking, Ben.", "Eve: Hm.", "Eve: Hm, hm.", "Ben: I like hiking, Ann.");

        assertThat(Found.numbers(talk.ask(Tuning.DEFAULT, 1, "What does Ann like?")))
                .containsExactly(0);
        assertThat(Found.numbers(talk.ask(Tuning.DEFAULT, 1, "what does ben like?")))
                .containsExactly(3);
    }

    @Test
    void aNameShouldBeKnownByItsBeginningOnlyWithACapital() {
        Question named = Question.of("What does Mel paint?", Found.NOW);
        Question unnamed = Question.of("What car does she drive?", Found.NOW);

        assertThat(named.names(new Speaker("Melanie"))).isTrue();
        assertThat(named.names(new Speaker("Carl"))).isFalse();
        assertThat(unnamed.names(new Speaker("Carl"))).isFalse();
    }

    @Test
    void whoeverTalksToAnAssistantShouldBeMeantByMy() {
        Speaker user = new Speaker("User");
        Speaker assistant = new Speaker("assistant");
        Question mine = Question.of("Where did I buy my tent?", Found.NOW);
        Question yours = Question.of("Which tent did you recommend?", Found.NOW);

        assertThat(mine.names(user)).isTrue();
        assertThat(mine.names(assistant)).isFalse();
        assertThat(mine.names(new Speaker("Ann"))).isFalse();
        assertThat(yours.names(assistant)).isTrue();
        assertThat(yours.names(user)).isFalse();
    }

    @Test
    void wordsAloneShouldScoreAsBm25Does() {
        Found talk = Found.in("red boat", "red red harbour", "blue lamp", "green lamp");

        Ranking ranking = talk.ask(PLAIN, 10, "red boats");

        // N = 4, average length 9 / 4; red: df 2, idf ln 2; boat: df 1, idf ln(1 + 3.5 / 1.5).
        double norm2 = 1.2 * (1 - 0.6 + 0.6 * 2 / 2.25);
        double norm3 = 1.2 * (1 - 0.6 + 0.6 * 3 / 2.25);
        double first = Math.log(2) * 2.2 / (1 + norm2) + Math.log(1 + 3.5 / 1.5) * 2.2 / (1 + norm2);
        double second = Math.log(2) * 2 * 2.2 / (2 + norm3);
        assertThat(Found.numbers(ranking)).containsExactly(0, 1);
        assertThat(arm(ranking, 0).score()).isCloseTo(first, within(1e-9));
        assertThat(arm(ranking, 1).score()).isCloseTo(second, within(1e-9));
        assertThat(ranking.best().get(0).score()).isEqualTo(1);
        assertThat(ranking.best().get(1).score()).isCloseTo(second / first, within(1e-9));
        assertThat(ranking.best().get(0).explanation().terms())
                .extracting(Explanation.Term::term)
                .containsExactly("boat", "red");
        assertThat(ranking.best().get(0).explanation().boosts()).isEmpty();
    }

    @Test
    void aTermInTheTitleShouldScoreMore() {
        LexicalCandidates candidates = new LexicalCandidates(
                List.of("boat"),
                2,
                1,
                List.of(2L),
                List.of(
                        new LexicalCandidates.Candidate(Found.id(0), 1, List.of(1), List.of(false), 0),
                        new LexicalCandidates.Candidate(Found.id(1), 1, List.of(1), List.of(true), 0)),
                false);
        Bm25 bm25 = new Bm25(Question.of("", Found.NOW), candidates, Tuning.DEFAULT);

        double told = bm25.scores(candidates.found().get(0))[0];

        assertThat(told).isCloseTo(Math.log(1.2), within(1e-9));
        double frequency = 1 + Tuning.DEFAULT.titleBoost();
        double k1 = Tuning.DEFAULT.k1();
        assertThat(bm25.scores(candidates.found().get(1))[0])
                .isCloseTo(told * frequency * (k1 + 1) / (frequency + k1), within(1e-9))
                .isGreaterThan(told);
    }

    @Test
    void everyIdfShouldBeAboveZeroWhateverTheStoreEstimates() {
        assertThat(Bm25.idf(10, 10)).isCloseTo(Math.log(1 + 0.5 / 10.5), within(1e-12));
        assertThat(Bm25.idf(10, 0)).isCloseTo(Math.log(22), within(1e-12));
        assertThat(Bm25.idf(10, 12)).isEqualTo(Bm25.idf(10, 10));
        assertThat(Bm25.idf(0, 3)).isCloseTo(Math.log(2), within(1e-12));
    }

    @Test
    void neighboursShouldLendAShareOfTheirScore() {
        Found talk = Found.in("Ann: lamp", "Ben: the boat", "Ann: yes", "Ben: lamp");
        Tuning context = Tunings.with(PLAIN, "contextBefore", 0.5, "contextAfter", 0.25);

        Ranking ranking = talk.ask(context, 10, "boat");

        double own = arm(ranking, 0).score();
        assertThat(Found.numbers(ranking)).containsExactly(1, 2, 0);
        assertThat(arm(ranking, 1).score()).isCloseTo(own * 0.5, within(1e-9));
        assertThat(arm(ranking, 2).score()).isCloseTo(own * 0.25, within(1e-9));
        assertThat(ranking.best().get(1).explanation().terms()).isEmpty();
        assertThat(ranking.best().get(1).explanation().boosts())
                .containsExactly(new Explanation.Boost("neighbours", own * 0.5));
    }

    @Test
    void wordsThatStandTogetherShouldCountMore() {
        Found talk = Found.in("a house that is red and has a roof", "the red house with a roof that leaks");

        Ranking ranking = talk.ask(Tunings.with(PLAIN, "proximity", 1), 2, "red house");

        assertThat(Found.numbers(ranking)).containsExactly(1, 0);
        // "house ... red": three words on, and the other way round.
        assertThat(boost(ranking, 1, "proximity")).isCloseTo(1 + 1 / 4.0, within(1e-9));
        assertThat(boost(ranking, 0, "proximity")).isEqualTo(2);
    }

    @Test
    void whatHasTheKindOfAnswerShouldCountMore() {
        Found talk = Found.in("The boat left.", "The boat left yesterday.", "Has the boat left?");

        assertThat(Found.numbers(talk.ask(Tunings.with(PLAIN, "type", 1), 1, "When did the boat leave?")))
                .containsExactly(1);
        assertThat(boost(talk.ask(Tunings.with(PLAIN, "asking", 0.5), 3, "boat"), 2, "asking"))
                .isEqualTo(0.5);
    }

    @Test
    void whatIsOfTheTimeShouldCountMore() {
        Found talk = Found.in("[1 May 2023] Ann: the boat", "[8 May 2023] Ann: the boat", "[8 May 2022] Ann: the boat");

        Ranking ranking = talk.ask(Tunings.with(PLAIN, "date", 1), 3, "the boat on 8 May 2023");

        assertThat(Found.numbers(ranking)).containsExactly(1, 0, 2);
        assertThat(boost(ranking, 0, "date")).isEqualTo(2);
        assertThat(boost(ranking, 1, "date")).isCloseTo(1.5, within(1e-9));
    }

    @Test
    void recencyAndImportanceShouldMultiply() {
        Tuning tuning = Tunings.with(PLAIN, "recency", 1, "importance", 0.9);

        assertThat(tuning.recencyAt(Found.NOW, Found.NOW)).isEqualTo(2);
        assertThat(tuning.recencyAt(Found.NOW.minus(tuning.halfLife()), Found.NOW))
                .isCloseTo(1.5, within(1e-9));
        assertThat(tuning.recencyAt(Found.NOW.plus(Duration.ofDays(9)), Found.NOW))
                .isEqualTo(2);
        assertThat(tuning.recencyAt(Instant.EPOCH, Found.NOW)).isCloseTo(1, within(1e-9));
    }

    @Test
    void armsShouldBeFusedByTheirRanks() {
        Found talk = Found.in("boat", "boat and lamp", "lamp", "chair");
        List<VectorMatch> nearest = List.of(new VectorMatch(Found.id(3), 0.9), new VectorMatch(Found.id(1), 0.8));
        Tuning tuning = Tunings.with(PLAIN, "lexicalWeight", 2, "vectorWeight", 1);

        Ranking ranking = talk.ask(tuning, 10, "boat", nearest);

        // Words: 0, 1; vectors: 3, 1; k is 60; the most there is to have is (2 + 1) / 61.
        double most = 3 / 61.0;
        assertThat(Found.numbers(ranking)).containsExactly(1, 0, 3);
        assertThat(ranking.best().get(0).score()).isCloseTo((2 / 62.0 + 1 / 62.0) / most, within(1e-9));
        assertThat(ranking.best().get(1).score()).isCloseTo(2 / 61.0 / most, within(1e-9));
        assertThat(ranking.best().get(2).score()).isCloseTo(1 / 61.0 / most, within(1e-9));
        assertThat(ranking.best().get(0).explanation().arms())
                .extracting(Explanation.Arm::name, Explanation.Arm::rank)
                .containsExactly(tuple("lexical", 2), tuple("vector", 2));
    }

    @Test
    void vectorsOfLittleWeightShouldLeaveTheWordsTheirScores() {
        Found talk = Found.in("boat boat boat", "boat", "boat lamp", "chair");
        List<VectorMatch> nearest = List.of(new VectorMatch(Found.id(0), 0.9), new VectorMatch(Found.id(1), 0.8));
        Ranking words = talk.ask(PLAIN, 10, "boat");
        Ranking both = talk.ask(Tunings.with(PLAIN, "vectorWeight", 0.001), 10, "boat", nearest);
        Ranking added = talk.ask(
                Tunings.with(PLAIN, "vectorWeight", 0),
                10,
                "boat",
                List.of(new VectorMatch(Found.id(3), 0.9), new VectorMatch(Found.id(1), 0.8)));

        assertThat(Found.numbers(added).subList(0, 3)).isEqualTo(Found.numbers(words));
        assertThat(Found.numbers(added)).endsWith(3);
        for (int place = 0; place < words.best().size(); place++) {
            assertThat(both.best().get(place).score())
                    .isCloseTo(words.best().get(place).score(), within(0.02));
        }
    }

    @Test
    void vectorsThatDisagreeWithTheWordsShouldNotMoveWhatTheyFound() {
        Found talk = Found.in(IntStream.range(0, 40)
                .mapToObj(i -> i < 5 ? "boat" + " lamp".repeat(i) : "chair")
                .toArray(String[]::new));
        Tuning tuning = Tunings.with(Tuning.DEFAULT, "window", 10);
        List<VectorMatch> strangers = IntStream.range(20, 30)
                .mapToObj(i -> new VectorMatch(Found.id(i), 1 - i / 100.0))
                .toList();
        List<VectorMatch> friends = IntStream.of(4, 3, 2, 1, 0, 20, 21, 22, 23, 24)
                .mapToObj(i -> new VectorMatch(Found.id(i), 1 - i / 100.0))
                .sorted(Comparator.comparingDouble(VectorMatch::nearness).reversed())
                .toList();

        List<Integer> words = Found.numbers(talk.ask(tuning, 10, "boat"));
        List<Integer> unmoved = Found.numbers(talk.ask(tuning, 10, "boat", strangers));

        assertThat(words).startsWith(0, 1, 2, 3, 4);
        assertThat(unmoved.subList(0, words.size())).isEqualTo(words);
        assertThat(unmoved).hasSize(10).contains(20);
        assertThat(vectorShare(talk.ask(tuning, 10, "boat", strangers), 9))
                .isPositive()
                .isLessThan(1e-5);
        assertThat(vectorShare(talk.ask(tuning, 10, "boat", friends), 0)).isGreaterThan(0.05);
        assertThat(Found.numbers(talk.ask(Tunings.with(tuning, "lexicalWeight", 0), 10, "boat", strangers)))
                .startsWith(20, 21, 22);
    }

    private static double vectorShare(Ranking ranking, int place) {
        return ranking.best().get(place).explanation().arms().getLast().share();
    }

    @Test
    void vectorsAloneShouldRankByNearness() {
        List<VectorMatch> nearest = List.of(new VectorMatch(Found.id(3), 0.9), new VectorMatch(Found.id(1), 0.8));

        Ranking ranking = TALK.ask(Tuning.DEFAULT, 2, "zyxwvut", nearest);

        assertThat(Found.numbers(ranking)).containsExactly(3, 1);
        assertThat(ranking.best().getFirst().score()).isCloseTo(1, within(0.001));
    }

    @Test
    void whatSaysTheSameAsABetterOneShouldGiveWay() {
        Found talk = Found.in("the red boat sank", "the red boat sank", "a boat with lamps and chairs and flags");

        assertThat(Found.numbers(talk.ask(PLAIN, 2, "red boat"))).containsExactly(0, 1);
        Ranking diverse = talk.ask(Tunings.with(PLAIN, "diversity", 1), 2, "red boat");
        assertThat(Found.numbers(diverse)).containsExactly(0, 2);
        assertThat(diverse.dropped()).singleElement().satisfies(dropped -> {
            assertThat(dropped.reason()).isEqualTo(Dropped.Reason.DIVERSITY);
            assertThat(dropped.ranked().explanation().boosts()).contains(new Explanation.Boost("diversity", 0));
        });
    }

    @Test
    void whatIsOverTheLimitShouldBeDroppedWithItsReason() {
        Ranking ranking = TALK.ask(PLAIN, 1, "boat");

        assertThat(Found.numbers(ranking)).hasSize(1);
        assertThat(ranking.dropped()).extracting(Dropped::reason).containsExactly(Dropped.Reason.LIMIT);
    }

    @Test
    void equalOnesShouldStandInTheOrderOfIds() {
        Found talk = Found.in("boat", "boat", "boat", "boat");

        assertThat(Found.numbers(talk.ask(PLAIN, 4, "boat"))).containsExactly(0, 1, 2, 3);
    }

    @Test
    void theSameInputShouldGiveTheSameAnswer() {
        assertThat(TALK.ask(Tuning.DEFAULT, 5, "What colour is the boat?"))
                .isEqualTo(TALK.ask(Tuning.DEFAULT, 5, "What colour is the boat?"));
    }

    @Test
    void aPassageThatIsNoLongerThereShouldBeLeftOut() {
        Question question = Question.of("boat", Found.NOW);
        Ranker ranker = new Ranker(Tuning.DEFAULT);
        Window window = ranker.window(
                question, List.of(new Findings(PassageKind.MEMORY, TALK.candidates(question), List.of())));

        Ranking ranking = ranker.rank(question, window, List.of(TALK.passage(2)), Found.NOW, 10);

        assertThat(Found.numbers(ranking)).containsExactly(2);
    }

    @Test
    void nearMissesOfOneKindShouldGiveWayToWhatAnotherKindHas() {
        Question question = Question.of("boat", Found.NOW);
        LexicalCandidates.Candidate miss = new LexicalCandidates.Candidate(
                new PassageId(PassageKind.CHUNK, Found.id(1).value()), 1, List.of(0), List.of(false), 0.9);
        LexicalCandidates misses = new LexicalCandidates(List.of("boat"), 1, 1, List.of(0L), List.of(miss), true);
        Ranker ranker = new Ranker(Tuning.DEFAULT);

        Window both = ranker.window(
                question,
                List.of(
                        new Findings(PassageKind.CHUNK, misses, List.of()),
                        new Findings(PassageKind.MEMORY, TALK.candidates(question), List.of())));
        Window alone = ranker.window(question, List.of(new Findings(PassageKind.CHUNK, misses, List.of())));

        assertThat(both.approximate()).isFalse();
        assertThat(both.ids(PassageKind.CHUNK)).isEmpty();
        assertThat(both.ids(PassageKind.MEMORY)).hasSize(2);
        assertThat(alone.approximate()).isTrue();
        assertThat(alone.ids(PassageKind.CHUNK)).containsExactly(miss.id());
    }

    @Test
    void theWindowShouldBeBounded() {
        String[] turns = IntStream.range(0, 500).mapToObj(i -> "boat " + i).toArray(String[]::new);
        Question question = Question.of("boat", Found.NOW);
        Found many = Found.in(turns);
        Ranker ranker = new Ranker(Tuning.DEFAULT);

        Window window = ranker.window(
                question, List.of(new Findings(PassageKind.MEMORY, many.candidates(question), List.of())));

        assertThat(window.ids(PassageKind.MEMORY)).hasSize(Tuning.DEFAULT.window());
        List<Passage> loaded = new ArrayList<>();
        window.ids(PassageKind.MEMORY).forEach(id -> loaded.add(many.passage(Found.number(id))));
        assertThat(ranker.beside(question, window, loaded).size()).isLessThanOrEqualTo(Tuning.DEFAULT.window());
    }

    @Test
    void syntaxOfAQuestionShouldBePhrasesAndPrefixesOnly() {
        Question question =
                Question.of("what about \"old boat\" and light* or \u201cnew moon\u201d \"?\" a*", Found.NOW);

        assertThat(question.words().phrases()).containsExactly("old boat", "new moon");
        assertThat(question.words().prefixes()).containsExactly("light");
        assertThat(question.words().text()).contains("old boat").doesNotContain("light");
        assertThat(question.relaxed().phrases()).isEmpty();
        assertThat(question.relaxed().text()).endsWith("light");
    }

    private static Explanation.Arm arm(Ranking ranking, int place) {
        return ranking.best().get(place).explanation().arms().getFirst();
    }

    private static double boost(Ranking ranking, int place, String name) {
        return ranking.best().get(place).explanation().boosts().stream()
                .filter(boost -> boost.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
