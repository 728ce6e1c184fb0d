package dev.holdfast.domain.recall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.shared.HostileTexts;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is found by words. */
public interface PassageWordLaws {
    /** A fresh tenant. */
    PassageStage stage();

    @Test
    default void lexicalShouldFindWhatHasAtLeastOneOfTheWords() {
        PassageStage here = stage();
        PassageId first = here.write("one", "She met a quokka on an island.");
        PassageId second = here.write("two", "An axolotl never grows up.");
        here.write("three", "Nobody came.");

        assertThat(here.found("quokka axolotl narwhal")).containsExactlyInAnyOrder(first, second);
    }

    @Test
    default void lexicalShouldNotMindEndingsNorUpperAndLowerCase() {
        PassageStage here = stage();
        PassageId first = here.write("one", "He was painting boats.");
        PassageId second = here.write("two", "She PAINTED a harbour.");
        here.write("three", "A pain in the neck.");

        assertThat(here.found("Paints")).containsExactlyInAnyOrder(first, second);
    }

    @Test
    default void lexicalShouldLeaveStopWordsOut() {
        PassageStage here = stage();
        PassageId quokka = here.write("one", "the quokka");
        here.write("two", "the axolotl");

        LexicalCandidates candidates = here.ask("the quokka");

        assertThat(candidates.terms()).containsExactly("quokka");
        assertThat(PassageStage.ids(candidates)).containsExactly(quokka);
    }

    @Test
    default void stopWordsShouldCountWhenThereIsNothingElse() {
        PassageStage here = stage();
        PassageId being = here.write("one", "To be, or not to be, that is the question");
        here.write("two", "Elephants remember");

        assertThat(here.found("to be or not")).containsExactly(being);
    }

    @Test
    default void wordsOfTheTitleShouldBeFoundAndTold() {
        PassageStage here = stage();
        PassageId titled = here.write(PassageDraft.of("one", "axolotl").titled("quokka"));
        PassageId told = here.write("two", "quokka");

        LexicalCandidates candidates = here.ask("quokka axolotl");

        assertThat(candidate(candidates, titled).inTitle())
                .isEqualTo(candidates.terms().stream().map("quokka"::equals).toList());
        assertThat(candidate(candidates, told).inTitle()).containsExactly(false, false);
    }

    @Test
    default void eachPhraseShouldOccurWordAfterWord() {
        PassageStage here = stage();
        PassageId together = here.write("one", "The old lighthouse stood at the harbour mouth.");
        here.write("two", "The lighthouse is old; the harbour has a mouth.");
        here.write("three", "old lighthouse");

        assertThat(PassageStage.ids(here.ask(new LexicalQuery(
                        "old lighthouse harbour mouth", List.of("old lighthouse", "harbour mouth"), List.of()))))
                .containsExactly(together);
    }

    @Test
    default void eachPrefixShouldBeginAWord() {
        PassageStage here = stage();
        PassageId quokka = here.write("one", "two quokkas with an axolotl");
        PassageId quorum = here.write("two", "a quorum with an axolotl");
        here.write("three", "an aquokka with an axolotl");

        assertThat(PassageStage.ids(here.ask(new LexicalQuery("", List.of(), List.of("QUO")))))
                .containsExactlyInAnyOrder(quokka, quorum);
        assertThat(PassageStage.ids(here.ask(new LexicalQuery("axolotl", List.of(), List.of("quok")))))
                .containsExactly(quokka);
    }

    @Test
    default void wordsThatMayStandForThoseOfTheQuestionShouldBeTermsToo() {
        PassageStage here = stage();
        PassageId bought = here.write("one", "bought a quokka");
        PassageId buys = here.write("two", "buys");
        here.write("three", "elephant");

        LexicalCandidates candidates =
                here.ask(new LexicalQuery("buy", List.of(), List.of(), List.of("bought", "purchase")));

        assertThat(PassageStage.ids(candidates)).containsExactlyInAnyOrder(bought, buys);
        assertThat(candidates.terms()).containsExactlyInAnyOrder("buy", "bought", "purchas");
        assertThat(candidate(candidates, bought).frequencies())
                .isEqualTo(candidates.terms().stream()
                        .map(term -> term.equals("bought") ? 1 : 0)
                        .toList());
    }

    @Test
    default void nearMissesInSpellingShouldBeFoundWhenNothingMatches() {
        PassageStage here = stage();
        PassageId quokka = here.write("one", "quokka");
        here.write("two", "elephant");

        LexicalCandidates misses = here.ask("quokkka");

        assertThat(misses.approximate()).isTrue();
        assertThat(PassageStage.ids(misses)).containsExactly(quokka);
        assertThat(misses.found().getFirst().similarity()).isBetween(0.3, 1.0);
        assertThat(here.ask("zyxwvut").found()).isEmpty();
    }

    @Test
    default void nothingShouldBeApproximateWhenAWordMatches() {
        PassageStage here = stage();
        here.write("one", "quokka");
        PassageId elephant = here.write("two", "elephant");

        LexicalCandidates candidates = here.ask("quokkka elephant");

        assertThat(candidates.approximate()).isFalse();
        assertThat(PassageStage.ids(candidates)).containsExactly(elephant);
        assertThat(candidates.found().getFirst().similarity()).isZero();
    }

    @Test
    default void thoseWithTheRarestTermsShouldBeAnsweredWhenThereAreTooMany() {
        PassageStage here = stage();
        IntStream.range(0, 20).forEach(i -> here.write("common-" + i, "elephant number " + i));
        PassageId rare = here.write("rare", "elephant and quokka");

        List<LexicalCandidates.Candidate> few = here.index()
                .lexical(
                        here.tenant().scope(),
                        new LexicalQuery("elephant quokka", List.of(), List.of()),
                        here.everything(),
                        5)
                .found();

        assertThat(few)
                .hasSizeLessThanOrEqualTo(5)
                .extracting(LexicalCandidates.Candidate::id)
                .contains(rare);
    }

    @Test
    default void aChangeShouldBeSeenAtOnce() {
        PassageStage here = stage();
        PassageDraft draft = PassageDraft.of("one", "quokka");
        here.write(draft);
        assertThat(here.found("quokka")).hasSize(1);

        PassageId changed = here.write(draft.saying("axolotl"));
        assertThat(here.ask("quokka").found()).isEmpty();
        assertThat(here.found("axolotl")).containsExactly(changed);

        here.remove(draft);
        assertThat(here.ask("axolotl").found()).isEmpty();
        assertThat(here.ask("axolotl").passages()).isZero();
    }

    @Test
    default void noQuestionShouldBeAnError() {
        PassageStage here = stage();
        here.write("one", "quokka");
        here.write("two", "a & b | c");
        here.write("three", "%_*'\"");

        HostileTexts.QUERIES.forEach(text -> {
            assertThat(here.ask(text)).isNotNull();
            assertThat(here.ask(new LexicalQuery("quokka", List.of(text), List.of())))
                    .isNotNull();
            assertThat(here.ask(new LexicalQuery("quokka", List.of(), List.of(text))))
                    .isNotNull();
        });
        HostileTexts.ALL.forEach(text -> assertThat(here.ask(text)).isNotNull());
    }

    @Test
    default void noCharacterOfAQuestionShouldHaveAMeaning() {
        PassageStage here = stage();
        PassageId quokka = here.write("one", "quokka");
        PassageId axolotl = here.write("two", "axolotl");

        assertThat(here.found("!quokka")).containsExactly(quokka);
        assertThat(here.found("-quokka")).containsExactly(quokka);
        assertThat(here.found("quokka & axolotl")).containsExactlyInAnyOrder(quokka, axolotl);
        assertThat(here.found("(quokka) <-> 'axolotl'")).containsExactlyInAnyOrder(quokka, axolotl);
    }

    static LexicalCandidates.Candidate candidate(LexicalCandidates candidates, PassageId id) {
        return candidates.found().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
