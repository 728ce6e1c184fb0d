package dev.holdfast.http.support;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The brake virtual threads do not have: so many requests at once, so many waiting, and none waiting for long. What is beyond that
 * is refused at once, so that those who are let in are served in time.
 */
final class Admission {
    /** A place among those being served; closing it gives it back. */
    interface Permit extends AutoCloseable {
        @Override
        void close();
    }

    private final Semaphore places;
    private final Semaphore queue;
    private final Duration patience;
    private final Permit permit;

    /** @param patience how long one waits at most; {@link HttpSettings} says what is sensible */
    Admission(int concurrent, int queued, Duration patience) {
        this.places = new Semaphore(concurrent, true);
        this.queue = new Semaphore(queued);
        this.patience = patience;
        this.permit = places::release;
    }

    /** @throws Refusal {@link Problem#OVERLOADED} when there is no place, not even for waiting, or not in time */
    Permit enter() {
        if (places.tryAcquire()) {
            return permit;
        }
        if (!queue.tryAcquire()) {
            throw overloaded();
        }
        try {
            if (places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return permit;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            queue.release();
        }
        throw overloaded();
    }

    private static Refusal overloaded() {
        return Refusal.of(Problem.OVERLOADED, "the server has as much to do as it can; try again shortly");
    }
}
