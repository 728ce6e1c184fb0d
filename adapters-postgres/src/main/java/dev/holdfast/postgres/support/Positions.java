package dev.holdfast.postgres.support;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where the log of the primary ended, and when that was seen. Whoever has replayed the log up to there has everything that had been
 * acknowledged by then: so the age of a copy is bounded without comparing clocks, and an idle primary makes no copy older.
 */
final class Positions {
    private static final int KEPT = 1_200;

    private record Seen(long position, long at) {}

    private final Deque<Seen> newestFirst = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * @param position in bytes of log
     * @param at nanoseconds just before the primary was asked
     */
    void note(long position, long at) {
        lock.lock();
        try {
            newestFirst.addFirst(new Seen(position, at));
            if (newestFirst.size() > KEPT) {
                newestFirst.removeLast();
            }
        } finally {
            lock.unlock();
        }
    }

    /** How old, at most, what a copy has read that had replayed up to {@code position}; empty when it was not seen so long ago. */
    Optional<Duration> age(long position, long now) {
        lock.lock();
        try {
            for (Iterator<Seen> each = newestFirst.iterator(); each.hasNext(); ) {
                Seen seen = each.next();
                if (seen.position() <= position) {
                    return Optional.of(Duration.ofNanos(Math.max(1, now - seen.at())));
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** By position where that is known, and otherwise by the time of the last commit. */
    Optional<Duration> age(Sighting sighting, long now) {
        return sighting.replayed().isPresent()
                ? age(sighting.replayed().getAsLong(), now).or(sighting::lastCommit)
                : sighting.lastCommit();
    }
}
