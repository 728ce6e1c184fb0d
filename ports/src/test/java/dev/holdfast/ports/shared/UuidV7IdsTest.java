package dev.holdfast.ports.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Race;
import dev.holdfast.domain.shared.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class UuidV7IdsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");

    private final SettableClock clock = SettableClock.at(NOW);
    private final UuidV7Ids ids = new UuidV7Ids(clock, new Random(9));

    @Test
    void anIdShouldCarryTheTimeItWasMadeAt() {
        UUID id = ids.next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
        // 456 of 1,000 microseconds, in 4,096ths of a millisecond.
        assertThat(id.getMostSignificantBits() & 0xFFF).isEqualTo(456 * 4096 / 1_000);
    }

    @Test
    void idsShouldIncreaseEvenWhenTheClockStandsStillOrStepsBack() {
        List<UUID> made = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            made.add(ids.next());
        }
        clock.advance(Duration.ofHours(-1));
        made.add(ids.next());
        clock.advance(Duration.ofHours(2));
        made.add(ids.next());

        assertThat(made).isSorted().doesNotHaveDuplicates();
        assertThat(made).allSatisfy(id -> assertThat(id.version()).isEqualTo(7));
        assertThat(made.getLast().getMostSignificantBits() >>> 16)
                .isEqualTo(NOW.plus(Duration.ofHours(1)).toEpochMilli());
    }

    @Test
    void noTwoThreadsShouldMakeTheSameId() {
        List<List<UUID>> made = Race.values(Race.of(16, i -> {
            List<UUID> own = new ArrayList<>();
            for (int n = 0; n < 500; n++) {
                own.add(ids.next());
            }
            return own;
        }));

        assertThat(made).hasSize(16).allSatisfy(own -> assertThat(own).isSorted());
        assertThat(made.stream().flatMap(List::stream).map(UUID::getMostSignificantBits))
                .doesNotHaveDuplicates();
    }
}
