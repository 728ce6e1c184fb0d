package dev.holdfast.ports.shared;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * So many at once, the others wait in turn. Who comes in a burst waits longer than who comes into a crowd that stands: a burst is over
 * soon and all of it can be served, while in a standing crowd every further wait only makes all others later. A crowd stands when
 * nobody has found a free place for {@value #BURST} times the usual patience.
 */
public final class Places {
    private static final int BURST = 8;

    private final Semaphore places;
    private final long patience;
    private final LongSupplier ticker;
    private final LongAdder waits = new LongAdder();
    private final LongAdder waited = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private volatile long lastFree;

    /**
     * @param patience how long one waits at most while a crowd stands
     * @param ticker nanoseconds that never step back
     */
    public Places(int count, Duration patience, LongSupplier ticker) {
        this.places = new Semaphore(count, true);
        this.patience = patience.toNanos();
        this.ticker = ticker;
        this.lastFree = ticker.getAsLong();
    }

    /** Takes a place that is free now, unless others wait for one. */
    public boolean takeFree() {
        boolean free = !places.hasQueuedThreads() && places.tryAcquire();
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
        return takeFree() || takeInTurn(most);
    }

    private boolean takeInTurn(Duration most) throws InterruptedException {
        long came = ticker.getAsLong();
        waits.increment();
        boolean taken = false;
        try {
            taken = places.tryAcquire(Math.min(most.toNanos(), patienceAt(came)), TimeUnit.NANOSECONDS);
            return taken;
        } finally {
            waited.add(ticker.getAsLong() - came);
            if (!taken) {
                refused.increment();
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
    }

    public int free() {
        return places.availablePermits();
    }

    public int waiting() {
        return places.getQueueLength();
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
