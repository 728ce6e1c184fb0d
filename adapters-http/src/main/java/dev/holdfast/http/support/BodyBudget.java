package dev.holdfast.http.support;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the bytes of request bodies that are worked on at once. What becomes of a body (texts, parameters of statements, the answer)
 * takes several times its size, so that counting requests alone would let a few dozen large ones use up the heap.
 */
final class BodyBudget {
    /** Bodies up to this size are not worth asking for: as many as there are places for requests fit anyway. */
    private static final int SMALL = 64 * 1024;

    private static final int UNIT = 1024;
    private static final long SHARE_OF_HEAP = 8;
    private static final Admission.Permit FREE = () -> {};

    private final Semaphore units;
    private final Duration patience;

    BodyBudget(long bytes, Duration patience) {
        this.units = new Semaphore(units(bytes), true);
        this.patience = patience;
    }

    /** An eighth of the heap, and at least one body of the largest size. */
    static BodyBudget of(HttpSettings settings) {
        long share = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
        return new BodyBudget(Math.max(settings.maxBulkBodyBytes(), share), settings.maxQueueWait());
    }

    /** @throws Refusal {@link Problem#OVERLOADED} when there is no room in time */
    Admission.Permit reserve(long bytes) {
        if (bytes <= SMALL) {
            return FREE;
        }
        int wanted = units(bytes);
        try {
            if (units.tryAcquire(wanted, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return () -> units.release(wanted);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw Refusal.of(
                Problem.OVERLOADED, "the server has as many large bodies in work as it can; try again shortly");
    }

    private static int units(long bytes) {
        return Math.toIntExact(Math.min(Integer.MAX_VALUE, (bytes + UNIT - 1) / UNIT));
    }
}
