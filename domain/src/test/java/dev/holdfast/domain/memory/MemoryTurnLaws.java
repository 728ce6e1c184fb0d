package dev.holdfast.domain.memory;

import dev.holdfast.domain.RepositoriesUnderTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever callers do at once, it looks as if they had done it in turn, each change at some moment between its call and its answer. */
public interface MemoryTurnLaws {
    RepositoriesUnderTest storage();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    default void whatHappensAtOnceShouldLookAsIfItHappenedInTurn(long seed) {
        MemoryCrowd crowd = new MemoryCrowd(MemoryStage.on(storage()), seed);
        crowd.act();
        crowd.shouldHaveActedInTurn();
    }
}
