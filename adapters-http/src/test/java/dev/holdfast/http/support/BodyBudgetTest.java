package dev.holdfast.http.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class BodyBudgetTest {
    private static final int MIB = 1024 * 1024;
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NEVER = Instant.MAX;

    private final BodyBudget budget = budget(Duration.ofMillis(20));

    @Test
    void bodiesShouldBeTakenUntilTheRoomIsUsedUp() {
        Admission.Permit first = budget.reserve(MIB, NEVER);
        Admission.Permit second = budget.reserve(MIB, NEVER);

        assertThatThrownBy(() -> budget.reserve(65 * 1024, NEVER)).isInstanceOf(Refusal.class);

        first.close();
        budget.reserve(MIB, NEVER).close();
        second.close();
        budget.reserve(2 * MIB, NEVER).close();
    }

    @Test
    void smallBodiesShouldAlwaysBeTaken() {
        try (Admission.Permit all = budget.reserve(2 * MIB, NEVER)) {
            for (int i = 0; i < 1_000; i++) {
                budget.reserve(64 * 1024, NEVER);
            }
            assertThat(all).isNotNull();
        }
    }

    @Test
    void whatIsLargerThanTheRoomShouldBeTakenAlone() {
        Admission.Permit small = budget.reserve(65 * 1024, NEVER);
        assertThatThrownBy(() -> budget.reserve(3 * MIB, NEVER)).isInstanceOf(Refusal.class);

        small.close();
        budget.reserve(3 * MIB, NEVER).close();
        budget.reserve(2 * MIB, NEVER).close();
    }

    @Test
    void nobodyShouldWaitLongerThanItsCaller() {
        BodyBudget patient = budget(Duration.ofHours(1));

        try (Admission.Permit all = patient.reserve(2 * MIB, NEVER)) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(30),
                    () -> assertThatThrownBy(() -> patient.reserve(MIB, NOW.plusMillis(20)))
                            .isInstanceOf(Refusal.class));
            assertThat(all).isNotNull();
        }
    }

    private static BodyBudget budget(Duration patience) {
        return new BodyBudget(2 * MIB, patience, Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
