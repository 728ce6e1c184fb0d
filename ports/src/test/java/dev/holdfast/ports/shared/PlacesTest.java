package dev.holdfast.ports.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PlacesTest {
    private static final Duration PATIENCE = Duration.ofMillis(10);
    private static final Duration BURST = PATIENCE.multipliedBy(8);

    private final AtomicLong now = new AtomicLong();
    private final Places places = new Places(2, PATIENCE, now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void soManyShouldFindAPlaceAndNoMore() throws InterruptedException {
        assertThat(places.takeFree()).isTrue();
        assertThat(places.take(BURST)).isTrue();
        assertThat(places.takeFree()).isFalse();
        assertThat(places.take(Duration.ofMillis(1))).isFalse();

        places.release();
        assertThat(places.free()).isEqualTo(1);
        assertThat(places.take(Duration.ofMillis(1))).isTrue();
    }

    @Test
    void aBurstShouldBeWaitedForLongerThanACrowdThatStands() {
        pass(Duration.ofHours(1));
        places.takeFree();
        places.takeFree();
        places.takeFree();
        assertThat(places.patience()).isEqualTo(BURST);

        pass(BURST.minusNanos(1));
        assertThat(places.patience()).isEqualTo(BURST);
        pass(Duration.ofNanos(1));
        assertThat(places.patience()).isEqualTo(PATIENCE);

        places.release();
        assertThat(places.patience()).isEqualTo(PATIENCE);
        places.takeFree();
        assertThat(places.patience()).isEqualTo(BURST);
    }

    @Test
    void whoIsInterruptedShouldGetNoPlace() throws InterruptedException {
        places.take(BURST);
        places.take(BURST);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> places.take(BURST)).isInstanceOf(InterruptedException.class);
        places.release();
        assertThat(places.free()).isEqualTo(1);
    }

    @Test
    void waitsShouldBeCountedWithTheirTimeAndWhatBecameOfThem() throws InterruptedException {
        places.take(BURST);
        places.take(BURST);
        assertThat(places.waits()).isZero();

        places.take(Duration.ofMillis(1));
        Thread leaving = Thread.ofPlatform().start(() -> {
            while (places.waiting() == 0) {
                Thread.onSpinWait();
            }
            pass(Duration.ofMillis(7));
            places.release();
        });
        assertThat(places.take(Duration.ofSeconds(10))).isTrue();
        leaving.join();

        assertThat(places.waits()).isEqualTo(2);
        assertThat(places.refused()).isEqualTo(1);
        assertThat(places.waited()).isEqualTo(Duration.ofMillis(7));
    }
}
