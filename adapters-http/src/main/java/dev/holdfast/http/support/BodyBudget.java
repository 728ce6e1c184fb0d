package dev.holdfast.http.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the bytes of large bodies that are there at once: of requests while they are worked on, for what becomes of a body (texts,
 * parameters of statements) takes several times its size; of answers until they are sent, for one that nobody reads stays for long.
 * Counting requests alone would let a few dozen of them use up the heap.
 */
final class BodyBudget {
    static final Admission.Permit FREE = () -> {};

    /** Bodies up to this size are not worth asking for: as many as there are places for requests fit anyway. */
    private static final int SMALL = 64 * 1024;

    private static final int UNIT = 1024;

    private final int all;
    private final Semaphore units;
    private final Duration patience;
    private final Clock clock;

    /** @param patience how long one waits at most */
    BodyBudget(long bytes, Duration patience, Clock clock) {
        this.all = units(bytes);
        this.units = new Semaphore(all, true);
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * What is larger than all there is room for is let in alone.
     *
     * @param deadline of the caller, who needs no room after it
     * @throws Refusal {@link Problem#OVERLOADED} when there is no room in time
     */
    Admission.Permit reserve(long bytes, Instant deadline) {
        if (bytes <= SMALL) {
            return FREE;
        }
        int wanted = Math.min(all, units(bytes));
        Duration left = Duration.between(clock.instant(), deadline);
        Duration wait = left.compareTo(patience) < 0 ? left : patience;
        try {
            if (units.tryAcquire(wanted, wait.toNanos(), TimeUnit.NANOSECONDS)) {
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
