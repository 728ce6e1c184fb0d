package dev.holdfast.postgres.support;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** The calls of one tenant: how many batches are under way, and who waits for the next. Whoever calls it does so one at a time. */
final class Lane<Q, A> {
    /** What a call that comes is to do. */
    enum Turn {
        AT_ONCE,
        WAIT,
        /** It waits, and a batch sets out. */
        WAIT_AND_SEND
    }

    /** Whose deadlines are further apart do not go together, for the nearest is everyone's. */
    private static final Duration SIMILAR = Duration.ofSeconds(2);

    private final Deque<Seat<Q, A>> waiting = new ArrayDeque<>();
    private int underWay;
    private long lastSetOut;

    /** @param now nanoseconds that never step back */
    Turn enter(Seat<Q, A> seat, Coalescing coalescing, long now) {
        boolean free = underWay < coalescing.batches() && waiting.isEmpty();
        boolean goes = free || now - lastSetOut > coalescing.stuckAfter().toNanos();
        if (goes) {
            underWay++;
            lastSetOut = now;
        }
        if (free && !coalescing.evenOne()) {
            return Turn.AT_ONCE;
        }
        waiting.add(seat);
        return goes ? Turn.WAIT_AND_SEND : Turn.WAIT;
    }

    /** Forgets one that waits no more. */
    void leave(Seat<Q, A> seat) {
        waiting.remove(seat);
    }

    /**
     * The next batch of one that has ended: whoever waits, in turn. Two calls that exclude one another are never in one batch, and keep
     * their order.
     *
     * @return nobody when nobody waits; one batch less is under way then
     */
    List<Seat<Q, A>> next(int most, long now) {
        List<Seat<Q, A>> batch = new ArrayList<>();
        Set<Object> taken = new HashSet<>();
        long bytes = 0;
        for (Iterator<Seat<Q, A>> seats = waiting.iterator(); seats.hasNext() && batch.size() < most; ) {
            Seat<Q, A> seat = seats.next();
            boolean fits = batch.isEmpty()
                    || (bytes + seat.weight() <= Coalescing.MOST_BYTES && isSimilar(batch.getFirst(), seat));
            if (fits && Collections.disjoint(taken, seat.exclusive())) {
                seats.remove();
                if (!seat.take()) {
                    continue;
                }
                batch.add(seat);
                bytes += seat.weight();
            }
            taken.addAll(seat.exclusive()); // of one that stays behind too: nobody may overtake it
        }
        if (batch.isEmpty()) {
            underWay--;
        } else {
            lastSetOut = now;
        }
        return batch;
    }

    private static boolean isSimilar(Seat<?, ?> first, Seat<?, ?> other) {
        Duration apart =
                Duration.between(first.scope().deadline(), other.scope().deadline());
        return apart.abs().compareTo(SIMILAR) <= 0;
    }

    /** How many, roughly when another changes it. */
    int waiting() {
        return waiting.size();
    }

    boolean isIdle() {
        return underWay == 0 && waiting.isEmpty();
    }
}
