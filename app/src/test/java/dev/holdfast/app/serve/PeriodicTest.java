package dev.holdfast.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PeriodicTest {
    private static final Duration OFTEN = Duration.ofMillis(1);

    private final MetricRegistry metrics = new MetricRegistry();

    @Test
    void theTaskShouldBeDoneAgainAndAgain() {
        AtomicInteger runs = new AtomicInteger();
        try (Periodic periodic = Periodic.start("counting", OFTEN, runs::incrementAndGet, metrics)) {
            await().untilAsserted(() -> assertThat(runs).hasValueGreaterThan(3));
        }

        assertThat(metrics.timer("holdfast.background.counting.runs").getCount())
                .isGreaterThan(3);
    }

    @Test
    void aFailureShouldBeCountedAndTriedAgain() {
        AtomicInteger runs = new AtomicInteger();
        Runnable failingTwice = () -> {
            if (runs.incrementAndGet() <= 2) {
                throw new IllegalStateException("on purpose");
            }
        };
        try (Periodic periodic = Periodic.start("stumbling", OFTEN, failingTwice, metrics)) {
            await().untilAsserted(() -> assertThat(runs).hasValueGreaterThan(4));
        }

        assertThat(metrics.counter("holdfast.background.stumbling.failures").getCount())
                .isEqualTo(2);
    }

    @Test
    void closingShouldLetTheRunUnderWayEnd() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        Periodic periodic = Periodic.start(
                "slow",
                OFTEN,
                () -> {
                    begun.countDown();
                    awaitQuietly(mayEnd);
                    ended.set(true);
                },
                metrics);
        begun.await();
        Thread closing = Thread.ofPlatform().start(periodic::close);
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        mayEnd.countDown();
        closing.join();

        assertThat(ended).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
