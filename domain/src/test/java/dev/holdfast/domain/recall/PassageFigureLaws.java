package dev.holdfast.domain.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.domain.shared.Namespace;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The figures by which words are weighed. */
public interface PassageFigureLaws {
    /** A fresh tenant. */
    PassageStage stage();

    @Test
    default void frequenciesShouldBeCountedPerPassageAndTerm() {
        PassageStage here = stage();
        PassageId often = here.write("one", "quokka quokkas Quokka axolotl");
        PassageId once = here.write("two", "quokka");

        LexicalCandidates candidates = here.ask("quokka axolotl narwhal");

        assertThat(frequency(candidates, often, "quokka")).isEqualTo(3);
        assertThat(frequency(candidates, often, "axolotl")).isEqualTo(1);
        assertThat(frequency(candidates, often, "narwhal")).isZero();
        assertThat(frequency(candidates, once, "quokka")).isEqualTo(1);
        assertThat(frequency(candidates, once, "axolotl")).isZero();
    }

    @Test
    default void frequenciesShouldBeExactUpToTwenty() {
        PassageStage here = stage();
        List<PassageId> ids = IntStream.rangeClosed(1, 20)
                .mapToObj(times -> here.write("n-" + times, "quokka ".repeat(times)))
                .toList();

        LexicalCandidates candidates = here.ask("quokka");

        for (int times = 1; times <= 20; times++) {
            assertThat(frequency(candidates, ids.get(times - 1), "quokka")).isEqualTo(times);
        }
    }

    @Test
    default void theTitleShouldCountInFrequencyAndLength() {
        PassageStage here = stage();
        PassageId plain = here.write(PassageDraft.of("alpha", "quokka").titled("untitled"));
        PassageId both = here.write(PassageDraft.of("alpha2", "quokka").titled("quokka"));

        LexicalCandidates candidates = here.ask("quokka");

        assertThat(frequency(candidates, plain, "quokka")).isEqualTo(1);
        assertThat(frequency(candidates, both, "quokka")).isEqualTo(2);
        assertThat(PassageWordLaws.candidate(candidates, both).length())
                .isEqualTo(PassageWordLaws.candidate(candidates, plain).length());
    }

    @Test
    default void lengthShouldCountTermsWithRepetitionsAndWithoutStopWords() {
        PassageStage here = stage();
        PassageId one = here.write("alpha", "quokka");
        PassageId four = here.write("beta", "the quokka and the quokka and the quokka saw me: axolotl");

        LexicalCandidates candidates = here.ask("quokka");

        int alone = PassageWordLaws.candidate(candidates, one).length();
        assertThat(PassageWordLaws.candidate(candidates, four).length()).isEqualTo(alone + 4);
        assertThat(candidates.averageLength()).isCloseTo(alone + 2.0, within(1e-6));
    }

    @Test
    default void documentFrequenciesShouldCountTheTenantsPassages() {
        PassageStage here = stage();
        IntStream.range(0, 7).forEach(i -> here.write("q-" + i, "quokka " + "and quokka ".repeat(i)));
        IntStream.range(0, 3).forEach(i -> here.write("b-" + i, "quokka with axolotl"));
        here.write("other", "elephant");

        LexicalCandidates candidates = here.ask("quokka axolotl narwhal");

        assertThat(candidates.passages()).isEqualTo(11);
        assertThat(documentFrequency(candidates, "quokka")).isEqualTo(10);
        assertThat(documentFrequency(candidates, "axolotl")).isEqualTo(3);
        assertThat(documentFrequency(candidates, "narwhal")).isZero();
    }

    @Test
    default void figuresShouldNotDependOnTheFilterNorOnHowManyAreAskedFor() {
        PassageStage here = stage();
        IntStream.range(0, 9).forEach(i -> here.write("q-" + i, "quokka"));
        PassageFilter one = here.where(new Condition.Equal(Condition.Field.Own.NAME, new Condition.Value.Text("q-3")));

        LexicalCandidates candidates =
                here.index().lexical(here.tenant().scope(), new LexicalQuery("quokka", List.of(), List.of()), one, 1);

        assertThat(candidates.found()).hasSize(1);
        assertThat(candidates.passages()).isEqualTo(9);
        assertThat(documentFrequency(candidates, "quokka")).isEqualTo(9);
    }

    /** A talk of two people says their names in every second turn; for all others of the tenant they are rare words. */
    @Test
    default void figuresShouldBeThoseOfWhatIsAskedAbout() {
        PassageStage here = stage();
        IntStream.range(0, 6).forEach(i -> here.write("q-" + i, "quokka"));
        IntStream.range(0, 3)
                .forEach(i -> here.write(
                        PassageDraft.of("a-" + i, "quokka axolotl and more").in("aside")));

        PassageFilter aside = new PassageFilter(
                List.of(new Namespace(here.namespaceOf("aside"))), Condition.ALWAYS, Optional.empty(), here.now());
        LexicalCandidates candidates = here.index()
                .lexical(here.tenant().scope(), new LexicalQuery("quokka axolotl", List.of(), List.of()), aside, 10);

        assertThat(candidates.passages()).isEqualTo(3);
        assertThat(documentFrequency(candidates, "quokka")).isEqualTo(3);
        assertThat(documentFrequency(candidates, "axolotl")).isEqualTo(3);
        assertThat(candidates.found()).hasSize(3);
        assertThat(candidates.averageLength())
                .isCloseTo(candidates.found().getFirst().length(), within(1e-6));
    }

    @Test
    default void everyListOfFiguresShouldBeAsLongAsTheTerms() {
        PassageStage here = stage();
        here.write("one", "quokka axolotl elephants");
        here.write("two", "elephants");

        LexicalCandidates candidates = here.ask(
                new LexicalQuery("quokka axolotl quokkas zyxwvut", List.of("quokka axolotl"), List.of("eleph")));

        int terms = candidates.terms().size();
        assertThat(candidates.terms()).doesNotHaveDuplicates().hasSize(4);
        assertThat(candidates.documentFrequencies()).hasSize(terms);
        assertThat(candidates.found()).hasSize(1).allSatisfy(candidate -> {
            assertThat(candidate.frequencies()).hasSize(terms);
            assertThat(candidate.inTitle()).hasSize(terms);
        });
    }

    @Test
    default void aTenantWithoutPassagesShouldHaveNothing() {
        PassageStage here = stage();

        LexicalCandidates candidates = here.ask("quokka");

        assertThat(candidates.found()).isEmpty();
        assertThat(candidates.passages()).isZero();
        assertThat(candidates.approximate()).isFalse();
    }

    @Test
    default void nothingShouldBeNearWithoutVectors() {
        PassageStage here = stage();
        here.write("one", "quokka");
        VectorQuery query = new VectorQuery("no-such-model", Vector.of(1, 0), Metric.COSINE, OptionalInt.empty());

        assertThat(here.index().nearest(here.tenant().scope(), query, here.everything(), 10))
                .isEmpty();
    }

    private static int frequency(LexicalCandidates candidates, PassageId id, String term) {
        return PassageWordLaws.candidate(candidates, id).frequencies().get(indexOf(candidates, term));
    }

    private static long documentFrequency(LexicalCandidates candidates, String term) {
        return candidates.documentFrequencies().get(indexOf(candidates, term));
    }

    private static int indexOf(LexicalCandidates candidates, String term) {
        int index = candidates.terms().indexOf(term);
        assertThat(index).as("%s in %s", term, candidates.terms()).isNotNegative();
        return index;
    }
}
