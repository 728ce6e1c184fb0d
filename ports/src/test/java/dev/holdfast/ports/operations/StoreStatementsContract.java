package dev.holdfast.ports.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.memory.Memories;
import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.ports.StorageUnderTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The laws of {@link StoreStatements}. */
public interface StoreStatementsContract {
    StorageUnderTest storage();

    /** The statements of that storage. */
    StoreStatements statements();

    @Test
    default void namesShouldBeDifferentAndInOrder() {
        assertThat(statements().names()).doesNotHaveDuplicates().isSorted();
    }

    @Test
    default void figuresShouldBeOfKnownStatementsAndAgreeWithOneAnother() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(Memories.aMemory());
        here.find(Memories.aMemory());

        List<StatementFigures> figures = statements().figures();

        assertThat(figures.stream().map(StatementFigures::statement))
                .isSorted()
                .doesNotHaveDuplicates()
                .isSubsetOf(statements().names());
        assertThat(figures).allSatisfy(figure -> {
            assertThat(figure.calls()).isPositive();
            assertThat(figure.failures()).isBetween(0L, figure.calls());
            assertThat(figure.slow()).isBetween(0L, figure.calls());
            assertThat(figure.maxMs()).isBetween(0.0, figure.totalMs() + 0.01);
            assertThat(figure.medianMs()).isLessThanOrEqualTo(figure.highMs());
        });
    }

    @Test
    default void slowCallsShouldHaveTakenTheThresholdOrLonger() {
        assertThat(statements().threshold()).isPositive();
        assertThat(statements().slow())
                .allMatch(call -> call.tookMs() >= statements().threshold().toMillis());
    }

    @Test
    default void everyStatementShouldHaveAPlanAndNothingElseShould() {
        assertThat(statements().names()).allSatisfy(name -> {
            StatementPlan plan = statements().plan(name).orElseThrow();
            assertThat(plan.statement()).isEqualTo(name);
            assertThat(plan.text()).isNotBlank();
            assertThat(plan.plan()).isNotEmpty();
        });
        assertThat(statements().plan("NoMapper.nothing")).isEmpty();
    }
}
