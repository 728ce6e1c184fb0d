package dev.holdfast.ports.operations;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** The newest of what happened, up to a number. */
final class Recent<T> {
    private final int most;
    private final Function<T, Instant> time;
    private final Deque<T> kept = new ArrayDeque<>();
    private final Lock lock = new ReentrantLock();

    Recent(int most, Function<T, Instant> time) {
        this.most = most;
        this.time = time;
    }

    void add(T happened) {
        lock.lock();
        try {
            kept.addLast(happened);
            if (kept.size() > most) {
                kept.removeFirst();
            }
        } finally {
            lock.unlock();
        }
    }

    /** What happened after a moment and up to another, the oldest first, at most so many. */
    List<T> between(Instant after, Instant until, int limit) {
        lock.lock();
        try {
            return kept.stream()
                    .filter(each -> time.apply(each).isAfter(after))
                    .filter(each -> !time.apply(each).isAfter(until))
                    .limit(limit)
                    .toList();
        } finally {
            lock.unlock();
        }
    }
}
