package dev.holdfast.ports.shared;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Tells those who wait what time it is, some {@value #TICK_MS} ms apart, so that who has waited too long can end it. A timer for each would be
 * exact, and a thread that is woken for each call, see ADR 22.
 */
public final class Overdue {
    private static final int TICK_MS = 20;

    private final LongSupplier ticker;
    private final Executor soon = CompletableFuture.delayedExecutor(
            // By default some JDKs start a thread for each look on a machine of two processors.
            TICK_MS, TimeUnit.MILLISECONDS, ForkJoinPool.commonPool());
    private final Set<LongConsumer> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean awake = new AtomicBoolean();

    /** @param ticker nanoseconds that never step back */
    public Overdue(LongSupplier ticker) {
        this.ticker = ticker;
    }

    public long now() {
        return ticker.getAsLong();
    }

    /** @param one is told {@link #now} again and again until it is let go */
    public void watch(LongConsumer one) {
        waiting.add(one);
        wake();
    }

    public void letGo(LongConsumer one) {
        waiting.remove(one);
    }

    private void wake() {
        if (!awake.get() && awake.compareAndSet(false, true)) {
            try {
                soon.execute(this::look);
            } catch (RuntimeException | Error failed) {
                awake.set(false);
                throw failed;
            }
        }
    }

    /** As long as anybody waits; nothing runs while nobody does. */
    private void look() {
        try {
            long now = now();
            waiting.forEach(one -> one.accept(now));
        } finally {
            awake.set(false);
            // Also for whoever came meanwhile, and thought that somebody looks.
            if (!waiting.isEmpty()) {
                wake();
            }
        }
    }
}
