package dev.holdfast.postgres.support;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The calls of one tenant: how many batches are under way, and who waits for the next. Whoever calls it does so one at a time. */
final class Lane<Q, A> {
    private final Deque<Seat<Q, A>> waiting = new ArrayDeque<>();
    private int underWay;

    /** @return whether a batch may set out, which is under way from now on */
    boolean setOut(int atOnce) {
        if (underWay >= atOnce || !waiting.isEmpty()) {
            return false;
        }
        underWay++;
        return true;
    }

    void queue(Seat<Q, A> seat) {
        waiting.add(seat);
    }

    /**
     * The next batch of one that has ended: whoever waits, in turn. Two calls that exclude one another are never in one batch, and keep
     * their order.
     *
     * @return nobody when nobody waits; one batch less is under way then
     */
    List<Seat<Q, A>> next(int most, Function<Q, ? extends Collection<?>> exclusive) {
        List<Seat<Q, A>> batch = new ArrayList<>();
        Set<Object> taken = new HashSet<>();
        for (Iterator<Seat<Q, A>> seats = waiting.iterator(); seats.hasNext() && batch.size() < most; ) {
            Seat<Q, A> seat = seats.next();
            Collection<?> things = exclusive.apply(seat.question());
            if (!Collections.disjoint(taken, things)) {
                taken.addAll(things); // it stays behind, and nobody may overtake it
            } else {
                seats.remove();
                if (seat.take()) {
                    taken.addAll(things);
                    batch.add(seat);
                }
            }
        }
        if (batch.isEmpty()) {
            underWay--;
        }
        return batch;
    }

    /** How many, roughly when another changes it. */
    int waiting() {
        return waiting.size();
    }

    boolean isIdle() {
        return underWay == 0 && waiting.isEmpty();
    }
}
