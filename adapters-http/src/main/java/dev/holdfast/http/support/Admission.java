package dev.holdfast.http.support;

import dev.holdfast.ports.shared.Places;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;

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

    private final Places places;
    private final Semaphore queue;
    private final Permit permit;
    private final Clock clock;

    /** @param patience how long one waits, see {@link Places}; {@link HttpSettings} says what is sensible */
    Admission(int concurrent, int queued, Duration patience, Clock clock) {
        this.places = new Places(concurrent, patience, System::nanoTime);
        this.queue = new Semaphore(queued);
        this.permit = places::release;
        this.clock = clock;
    }

    /**
     * @param deadline of the caller, who needs no place after it, however long others may wait
     * @throws Refusal {@link Problem#OVERLOADED} when there is no place, not even for waiting, or not in time
     */
    Permit enter(Instant deadline) {
        if (places.takeFree()) {
            return permit;
        }
        if (!queue.tryAcquire()) {
            throw overloaded();
        }
        try {
            if (places.take(Duration.between(clock.instant(), deadline))) {
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
