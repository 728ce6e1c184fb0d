package dev.holdfast.embedding.openai;

import java.time.Duration;

/** How long a caller still waits. By the clock that never jumps. */
record Patience(long until) {
    static Patience of(Duration patience) {
        return new Patience(System.nanoTime() + patience.toNanos());
    }

    long nanos() {
        return Math.max(0, until - System.nanoTime());
    }

    Duration atMost(Duration timeout) {
        Duration left = Duration.ofNanos(nanos());
        return left.compareTo(timeout) < 0 ? left : timeout;
    }

    boolean outlasts(Duration duration) {
        return nanos() > duration.toNanos();
    }
}
