package dev.holdfast.ports.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

final class OverdueTest {
    private final AtomicLong now = new AtomicLong(7);
    private final AtomicInteger looks = new AtomicInteger();
    private final Overdue overdue = new Overdue(() -> {
        looks.incrementAndGet();
        return now.get();
    });

    @Test
    void whoWaitsShouldBeToldTheTimeAgainAndAgain() {
        List<Long> first = new CopyOnWriteArrayList<>();
        List<Long> second = new CopyOnWriteArrayList<>();
        overdue.watch(first::add);
        await().until(() -> !first.isEmpty());
        overdue.watch(second::add);
        now.set(8);
        await().until(() -> first.contains(8L) && second.contains(8L));

        assertThat(first).contains(7L).isSorted();
    }

    @Test
    void whoIsLetGoShouldBeToldNothing() {
        List<Long> told = new CopyOnWriteArrayList<>();
        LongConsumer gone = told::add;
        overdue.watch(gone);
        overdue.letGo(gone);
        List<Long> others = new CopyOnWriteArrayList<>();
        overdue.watch(others::add);

        await().until(() -> others.size() >= 2);
        assertThat(told).isEmpty();
    }

    @Test
    void nothingShouldRunWhileNobodyWaits() {
        LongConsumer one = time -> {};
        overdue.watch(one);
        await().until(() -> looks.get() > 0);
        overdue.letGo(one);

        // One look may have been under way.
        await().until(() -> {
            int before = looks.get();
            AtomicInteger elsewhere = new AtomicInteger();
            LongConsumer beat = time -> elsewhere.incrementAndGet();
            Overdue other = new Overdue(System::nanoTime);
            other.watch(beat);
            await().until(() -> elsewhere.get() >= 3);
            other.letGo(beat);
            return looks.get() == before;
        });
    }

    @Test
    void whoFailsShouldNotHoldUpTheOthersForGood() {
        AtomicInteger failures = new AtomicInteger();
        LongConsumer failing = time -> {
            failures.incrementAndGet();
            throw new IllegalStateException("it cannot tell the time");
        };
        overdue.watch(failing);
        await().dontCatchUncaughtExceptions().until(() -> failures.get() >= 2);
        overdue.letGo(failing);

        List<Long> told = new CopyOnWriteArrayList<>();
        overdue.watch(told::add);
        await().until(() -> !told.isEmpty());
    }
}
