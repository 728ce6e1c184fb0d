package dev.holdfast.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LazyTest {
    private static final int ASKERS = 8;

    private final AtomicInteger made = new AtomicInteger();

    @Test
    void nothingShouldBeMadeUntilItIsAskedFor() {
        Lazy<Integer> lazy = new Lazy<>(made::incrementAndGet);

        assertThat(made).hasValue(0);
        assertThat(lazy.get()).isEqualTo(1);
    }

    @Test
    void allWhoAskAtOnceShouldGetTheSame() throws Exception {
        CountDownLatch secondMaker = new CountDownLatch(2);
        Lazy<Integer> lazy = new Lazy<>(() -> {
            secondMaker.countDown();
            waitAMomentFor(secondMaker); // who shall not come
            return made.incrementAndGet();
        });
        CyclicBarrier together = new CyclicBarrier(ASKERS);
        ConcurrentLinkedQueue<Integer> got = new ConcurrentLinkedQueue<>();

        try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> asked = IntStream.range(0, ASKERS)
                    .mapToObj(asker -> askers.submit(() -> {
                        together.await();
                        return got.add(lazy.get());
                    }))
                    .toList();
            for (Future<Boolean> each : asked) {
                each.get();
            }
        }

        assertThat(got).hasSize(ASKERS).containsOnly(1);
    }

    private static void waitAMomentFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(100, TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void whatFailedShouldBeTriedAgain() {
        Lazy<Integer> lazy = new Lazy<>(() -> {
            if (made.incrementAndGet() == 1) {
                throw new IllegalStateException("not yet");
            }
            return made.get();
        });

        assertThatIllegalStateException().isThrownBy(lazy::get);
        assertThat(lazy.get()).isEqualTo(2);
    }
}
