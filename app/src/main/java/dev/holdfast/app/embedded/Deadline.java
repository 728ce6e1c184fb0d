package dev.holdfast.app.embedded;

import dev.holdfast.app.embedded.EmbeddedPostgresException.Problem;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A moment by which something must be over, and the polling up to it. */
record Deadline(long nanoTime) {

    /** Short, as each wait for PostgreSQL is part of the start-up time; each look costs microseconds. */
    private static final Duration POLL = Duration.ofMillis(10);

    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    Deadline orEarlier(Duration duration) {
        Deadline other = in(duration);
        return other.nanoTime - nanoTime < 0 ? other : this;
    }

    boolean isOver() {
        return System.nanoTime() - nanoTime >= 0;
    }

    /** Waits until the condition holds (true) or the time is over (false). */
    boolean await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (isOver()) {
                return false;
            }
            pause(POLL);
        }
        return true;
    }

    /** @throws EmbeddedPostgresException {@link Problem#INTERRUPTED}, with the interrupt flag set again */
    static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            throw EmbeddedPostgresException.interrupted();
        }
    }
}
