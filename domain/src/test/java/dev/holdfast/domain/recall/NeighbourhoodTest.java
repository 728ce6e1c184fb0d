package dev.holdfast.domain.recall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class NeighbourhoodTest {
    private static final int TURNS = 30;
    private static final Found TALK =
            Found.in(IntStream.range(0, TURNS).mapToObj(i -> "turn " + i).toArray(String[]::new));

    /** What a store would say if it were asked for each, which costs it more than reading the passages. */
    @RepeatedTest(200)
    void neighboursOfNeighboursShouldBeThoseThatAStoreWouldTell(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int reach = random.nextInt(6);
        TreeSet<Integer> window = new TreeSet<>();
        IntStream.range(0, 1 + random.nextInt(4)).forEach(i -> window.add(random.nextInt(TURNS)));
        List<Passage> loaded = new ArrayList<>();
        window.forEach(number -> loaded.add(passage(number, 2 * reach)));
        List<Passage> expected = new ArrayList<>();
        window.forEach(number -> expected.add(passage(number, reach)));
        for (int beside : IntStream.range(0, TURNS)
                .filter(number ->
                        !window.contains(number) && window.stream().anyMatch(each -> Math.abs(each - number) <= reach))
                .toArray()) {
            loaded.add(passage(beside, 0));
            expected.add(passage(beside, reach));
        }

        assertThat(Neighbourhood.settle(loaded, reach)).isEqualTo(expected);
    }

    @Test
    void whoIsBesideNobodyShouldStandAlone() {
        List<Passage> alone = List.of(passage(1, 0), passage(20, 0));

        assertThat(Neighbourhood.settle(alone, 2)).isEqualTo(alone);
    }

    private static Passage passage(int number, int reach) {
        return TALK.passage(number)
                .between(
                        IntStream.range(Math.max(0, number - reach), number)
                                .mapToObj(Found::id)
                                .toList(),
                        IntStream.range(number + 1, Math.min(TURNS, number + 1 + reach))
                                .mapToObj(Found::id)
                                .toList());
    }
}
