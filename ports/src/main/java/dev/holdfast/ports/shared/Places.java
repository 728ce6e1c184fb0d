package dev.holdfast.ports.shared;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * So many at once, the others wait in turn. Who comes in a burst waits longer than who comes into a crowd that stands: a burst is over
 * soon and all of it can be served, while in a standing crowd every further wait only makes all others later. A crowd stands when
 * nobody has found a free place for {@value #BURST} times the usual patience.
 */
public final class Places {
    private static final int BURST = 8;

    private final Semaphore places;
    private final Queue<Turn> line = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Overdue overdue;
    private final long patience;
    private final LongSupplier ticker;
    private final LongAdder waits = new LongAdder();
    private final LongAdder waited = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private volatile long lastFree;

    /** Of one who waits: either given a place or left, and never both. */
    private static final class Turn {
        private final CompletableFuture<Boolean> given = new CompletableFuture<>();
        private final long until;
        private final LongConsumer look = this::look;

        Turn(long until) {
            this.until = until;
        }

        boolean give() {
            return given.complete(true);
        }

        /** @return whether there was none to give back */
        boolean leave() {
            return given.complete(false) || !given.join();
        }

        boolean await() throws InterruptedException {
            try {
                return given.get();
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        private void look(long now) {
            if (now - until >= 0) {
                given.complete(false);
            }
        }
    }

    /**
     * @param patience how long one waits at most while a crowd stands
     * @param ticker nanoseconds that never step back
     */
    public Places(int count, Duration patience, LongSupplier ticker) {
        this(count, patience, ticker, new Overdue(ticker));
    }

    /** @param overdue tells those that have waited too long; may be shared, and may have a clock of its own */
    public Places(int count, Duration patience, LongSupplier ticker, Overdue overdue) {
        this.overdue = overdue;
        this.places = new Semaphore(count);
        this.patience = patience.toNanos();
        this.ticker = ticker;
        this.lastFree = ticker.getAsLong();
    }

    /** Takes a place that is free now, unless others wait for one. */
    public boolean takeFree() {
        boolean free = line.isEmpty() && places.tryAcquire();
        if (free) {
            lastFree = ticker.getAsLong();
        }
        return free;
    }

    /**
     * Takes a place, waiting for one if need be.
     *
     * @param most however long others may wait
     * @return whether there was one in time
     */
    public boolean take(Duration most) throws InterruptedException {
        return takeFree() || (most.isPositive() && takeInTurn(most));
    }

    private boolean takeInTurn(Duration most) throws InterruptedException {
        long came = ticker.getAsLong();
        Turn turn = new Turn(overdue.now() + Math.min(most.toNanos(), patienceAt(came)));
        waits.increment();
        waiting.incrementAndGet();
        line.add(turn);
        boolean taken = false;
        try {
            overdue.watch(turn.look);
            handOut();
            taken = turn.await();
            return taken;
        } catch (InterruptedException | RuntimeException | Error stopped) {
            if (!turn.leave()) {
                release();
            }
            throw stopped;
        } finally {
            overdue.letGo(turn.look);
            waiting.decrementAndGet();
            waited.add(ticker.getAsLong() - came);
            if (!taken) {
                line.remove(turn);
                refused.increment();
            }
        }
    }

    /** Places that are free go to those who wait, in their order. */
    private void handOut() {
        while (!line.isEmpty() && places.tryAcquire()) {
            Turn next = line.poll();
            if (next == null || !next.give()) {
                places.release();
            }
        }
    }

    /** How long one who comes now waits at most. */
    public Duration patience() {
        return Duration.ofNanos(patienceAt(ticker.getAsLong()));
    }

    private long patienceAt(long now) {
        return now - lastFree < BURST * patience ? BURST * patience : patience;
    }

    public void release() {
        places.release();
        handOut();
    }

    public int free() {
        return places.availablePermits();
    }

    public int waiting() {
        return waiting.get();
    }

    /** Callers that found no free place, whether they got one or not. */
    public long waits() {
        return waits.sum();
    }

    /** How long they waited, all together; those that still wait are not in it. */
    public Duration waited() {
        return Duration.ofNanos(waited.sum());
    }

    /** Those that waited in vain. */
    public long refused() {
        return refused.sum();
    }
}
