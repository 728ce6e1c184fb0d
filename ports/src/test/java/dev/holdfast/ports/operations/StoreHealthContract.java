package dev.holdfast.ports.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The laws of {@link StoreHealth}. Implemented by a test of each adapter, over a store that works and that nobody else uses. */
public interface StoreHealthContract {
    /** The health of a store that works. */
    StoreHealth health();

    @Test
    default void aWorkingStoreShouldAnswerInTime() {
        Pulse pulse = health().pulse();

        assertThat(pulse.answers()).isTrue();
        assertThat(pulse.latencyMs()).isBetween(0.0, 2_000.0);
        assertThat(pulse.finding()).isNotBlank();
    }

    @Test
    default void aWorkingStoreShouldHaveNoFailedFinding() {
        assertThat(health().examine())
                .isNotEmpty()
                .noneMatch(finding -> finding.status() == HealthStatus.FAILED)
                .anyMatch(finding -> finding.name().equals("write") && finding.status() == HealthStatus.OK);
    }

    @Test
    default void whatIsNotFineShouldSayWhatToDo() {
        assertThat(health().examine())
                .allSatisfy(finding -> assertThat(finding.next().isPresent())
                        .as("%s", finding)
                        .isEqualTo(finding.status() != HealthStatus.OK));
    }

    @Test
    default void findingsShouldHaveDifferentNamesInAStableOrder() {
        List<String> names = health().examine().stream().map(Finding::name).toList();

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][a-z_]*"));
        assertThat(health().examine()).extracting(Finding::name).containsExactlyElementsOf(names);
    }

    @Test
    default void everyLookShouldEndInTime() {
        long start = System.nanoTime();
        health().examine();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    default void poolsShouldHaveDifferentNamesAndFiguresThatAgree() {
        health().pulse();
        List<PoolFigures> pools = health().pools();

        assertThat(pools).extracting(PoolFigures::name).doesNotHaveDuplicates();
        assertThat(pools).allSatisfy(pool -> {
            assertThat(pool.size()).isPositive();
            assertThat(pool.open()).isBetween(0, pool.size());
            assertThat(pool.inUse()).isBetween(0, pool.size());
            assertThat(pool.opened() - pool.closed()).isBetween(0L, (long) pool.size());
            assertThat(pool.refused()).isLessThanOrEqualTo(pool.waits());
        });
        assertThat(health().pools())
                .extracting(PoolFigures::name)
                .containsExactlyElementsOf(pools.stream().map(PoolFigures::name).toList());
    }
}
