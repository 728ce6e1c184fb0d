package dev.holdfast.ports.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PlacesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration BURST = PATIENCE.multipliedBy(8);

    private final AtomicLong now = new AtomicLong();
    private final Places places = new Places(2, PATIENCE, now::get, new Overdue(System::nanoTime));

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

    @Test
    void whoWaitsShouldLeaveWhenPatienceIsOver() throws InterruptedException {
        AtomicLong time = new AtomicLong();
        Places one = new Places(1, PATIENCE, now::get, new Overdue(time::get));
        one.takeFree();
        Thread waiting = Thread.ofPlatform().start(() -> {
            while (one.waiting() == 0) {
                Thread.onSpinWait();
            }
            time.addAndGet(BURST.toNanos());
        });

        assertThat(one.take(BURST.multipliedBy(1_000))).isFalse();
        waiting.join();
    }

    @Test
    void whoCameFirstShouldGetAPlaceFirst() throws InterruptedException {
        places.takeFree();
        places.takeFree();
        List<Integer> order = new CopyOnWriteArrayList<>();
        List<Thread> line = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int number = i;
            line.add(Thread.ofVirtual().start(() -> {
                if (take(Duration.ofSeconds(10))) {
                    order.add(number);
                    places.release();
                }
            }));
            while (places.waiting() <= i) {
                Thread.onSpinWait();
            }
        }

        assertThat(places.takeFree()).isFalse();
        places.release();
        for (Thread each : line) {
            each.join();
        }
        assertThat(order).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void noPlaceShouldBeLostAndNoneTakenTwice() throws InterruptedException {
        Places busy = new Places(3, Duration.ofMillis(20), System::nanoTime);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger had = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            Random random = new Random(i);
            callers.add(Thread.ofVirtual().start(() -> {
                for (int turn = 0; turn < 200; turn++) {
                    try {
                        if (busy.take(Duration.ofNanos(random.nextInt(3_000_000)))) {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            had.incrementAndGet();
                            Thread.onSpinWait();
                            inside.decrementAndGet();
                            busy.release();
                        }
                    } catch (InterruptedException again) {
                        // and on
                    }
                }
            }));
        }
        Random random = new Random(99);
        while (callers.stream().anyMatch(Thread::isAlive)) {
            callers.get(random.nextInt(callers.size())).interrupt();
            Thread.onSpinWait();
        }

        assertThat(most.get()).isBetween(1, 3);
        assertThat(had).hasPositiveValue();
        assertThat(busy.free()).isEqualTo(3);
        assertThat(busy.waiting()).isZero();
    }

    private boolean take(Duration most) {
        try {
            return places.take(most);
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }
}
