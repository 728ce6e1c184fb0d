package dev.holdfast.domain.recall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nothing of another tenant shows, in no figure either. */
public interface PassageIsolationLaws {
    /** A fresh tenant. */
    PassageStage stage();

    @Test
    default void theBestMatchOfAnotherTenantShouldNeverBeFound() {
        PassageStage here = stage();
        PassageStage there = here.neighbour();
        PassageId foreign =
                there.write(PassageDraft.of("quokka", "quokka quokka").titled("quokka"));
        PassageId mine = here.write("one", "a quokka among many other animals that nobody asked for");

        assertThat(here.found("quokka")).containsExactly(mine);
        assertThat(there.found("quokka")).containsExactly(foreign);
        assertThat(here.load(List.of(foreign, mine), here.everything(), 5))
                .extracting(Passage::id)
                .containsExactly(mine);
    }

    @Test
    default void figuresShouldNotCountAnotherTenantsPassages() {
        PassageStage here = stage();
        PassageStage there = here.neighbour();
        here.write("one", "quokka axolotl");
        LexicalCandidates alone = here.ask("quokka elephant");

        IntStream.range(0, 10).forEach(i -> there.write("n-" + i, "quokka elephant ".repeat(10)));

        assertThat(here.ask("quokka elephant")).isEqualTo(alone);
    }

    @Test
    default void nearMissesShouldNotComeFromAnotherTenant() {
        PassageStage here = stage();
        PassageStage there = here.neighbour();
        there.write("one", "quokka");
        here.write("one", "elephant");

        assertThat(here.ask("quokkka").found()).isEmpty();
    }

    @Test
    default void neighboursShouldNotBeAnotherTenants() {
        PassageStage here = stage();
        PassageStage there = here.neighbour();
        there.write("one", "x");
        PassageId mine = here.write("two", "x");
        there.write("three", "x");

        Passage passage = here.load(mine, 5);

        assertThat(passage.before()).isEmpty();
        assertThat(passage.after()).isEmpty();
    }
}
