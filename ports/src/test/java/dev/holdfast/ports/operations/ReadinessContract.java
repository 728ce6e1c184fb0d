package dev.holdfast.ports.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The laws of {@link Readiness}. Implemented by a test of each adapter that has one, over a store that works. */
public interface ReadinessContract {
    /** The readiness of a store that works. */
    Readiness readiness();

    @Test
    default void aWorkingStoreShouldBeReady() {
        assertThat(readiness().check()).isNotEmpty().allMatch(Readiness.Check::ok);
    }

    @Test
    default void checksShouldHaveDifferentNamesInAStableOrder() {
        List<String> names =
                readiness().check().stream().map(Readiness.Check::name).toList();

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][a-z_]*"));
        assertThat(readiness().check()).extracting(Readiness.Check::name).containsExactlyElementsOf(names);
    }

    @Test
    default void checksShouldAnswerWithinTwoSeconds() {
        long start = System.nanoTime();
        readiness().check();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
}
