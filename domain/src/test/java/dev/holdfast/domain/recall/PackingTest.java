package dev.holdfast.domain.recall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PackingTest {
    private static final int WORD = 1 + Packing.TOKENS_PER_ITEM;

    @Test
    void whatFitsShouldBeTakenBestFirst() {
        List<Ranked> best = ranked("boat", "lamp", "chair");

        Packing packing = Packing.of(best, 3 * WORD);

        assertThat(packing.items()).isEqualTo(best);
        assertThat(packing.skipped()).isEmpty();
        assertThat(packing.tokens()).isEqualTo(3 * WORD);
    }

    @Test
    void onePieceTooManyShouldBeSkippedAndSaid() {
        List<Ranked> best = ranked("boat", "lamp", "chair");

        Packing packing = Packing.of(best, 3 * WORD - 1);

        assertThat(packing.items()).isEqualTo(best.subList(0, 2));
        assertThat(packing.skipped()).containsExactly(new Dropped(best.get(2), Dropped.Reason.BUDGET));
    }

    @Test
    void aLongPassageShouldBeSkippedWholeAndSmallerOnesAfterItTaken() {
        List<Ranked> best = ranked("boat", "lamp ".repeat(100), "chair");

        Packing packing = Packing.of(best, 2 * WORD);

        assertThat(packing.items()).containsExactly(best.get(0), best.get(2));
        assertThat(packing.skipped()).containsExactly(new Dropped(best.get(1), Dropped.Reason.BUDGET));
        assertThat(packing.tokens()).isLessThanOrEqualTo(2 * WORD);
    }

    @Test
    void nothingShouldFitIntoNothing() {
        assertThat(Packing.of(ranked("boat"), 1).items()).isEmpty();
        assertThat(Packing.of(List.of(), 100).tokens()).isZero();
    }

    private static List<Ranked> ranked(String... texts) {
        Found found = Found.in(texts);
        return Stream.iterate(0, i -> i < texts.length, i -> i + 1)
                .map(i -> new Ranked(found.passage(i), 1, new Explanation(List.of(), List.of(), List.of())))
                .toList();
    }
}
