package dev.holdfast.http.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BodyBudgetTest {
    private static final int MIB = 1024 * 1024;

    private final BodyBudget budget = new BodyBudget(2 * MIB, Duration.ofMillis(20));

    @Test
    void bodiesShouldBeTakenUntilTheRoomIsUsedUp() {
        Admission.Permit first = budget.reserve(MIB);
        Admission.Permit second = budget.reserve(MIB);

        assertThatThrownBy(() -> budget.reserve(65 * 1024)).isInstanceOf(Refusal.class);

        first.close();
        budget.reserve(MIB).close();
        second.close();
        budget.reserve(2 * MIB).close();
    }

    @Test
    void smallBodiesShouldAlwaysBeTaken() {
        try (Admission.Permit all = budget.reserve(2 * MIB)) {
            for (int i = 0; i < 1_000; i++) {
                budget.reserve(64 * 1024);
            }
            assertThat(all).isNotNull();
        }
    }

    @Test
    void whatIsLargerThanTheRoomShouldBeTakenAlone() {
        Admission.Permit small = budget.reserve(65 * 1024);
        assertThatThrownBy(() -> budget.reserve(3 * MIB)).isInstanceOf(Refusal.class);

        small.close();
        budget.reserve(3 * MIB).close();
        budget.reserve(2 * MIB).close();
    }
}
