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
    /** For how long positions are remembered, at the least, when they are noted twice a second. */
    static final Duration REMEMBERED = Duration.ofMinutes(10);

    private static final int KEPT = 1_201;

    private record Seen(long position, long at) {}

    private final Deque<Seen> newestFirst = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * Notes what was seen. A log that ends before where it ended once has lost something, and so has what was noted of that.
     *
     * @param position in bytes of log
     * @param at nanoseconds just before the primary was asked
     */
    void note(long position, long at) {
        lock.lock();
        try {
            while (!newestFirst.isEmpty() && newestFirst.getFirst().position() > position) {
                newestFirst.removeFirst();
            }
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

    /**
     * By position. The time of the last commit, which is as true as two clocks, is for a copy that lags longer than is remembered; it
     * cannot make that any younger.
     */
    Optional<Duration> age(Sighting sighting, long now) {
        if (sighting.replayed().isEmpty()) {
            return Optional.empty();
        }
        return age(sighting.replayed().getAsLong(), now)
                .or(() -> sinceOldest(now)
                        .filter(known -> known.compareTo(REMEMBERED) >= 0)
                        .flatMap(known ->
                                sighting.lastCommit().map(commit -> commit.compareTo(known) < 0 ? known : commit)));
    }

    private Optional<Duration> sinceOldest(long now) {
        lock.lock();
        try {
            return newestFirst.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Duration.ofNanos(now - newestFirst.getLast().at()));
        } finally {
            lock.unlock();
        }
    }
}
