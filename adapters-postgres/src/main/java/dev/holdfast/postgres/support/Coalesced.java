package dev.holdfast.postgres.support;

import dev.holdfast.domain.shared.Scope;
import java.util.Collection;
import java.util.List;

/**
 * A kind of call that can be served alone, and together with others of its kind.
 *
 * @param <Q> what is asked
 * @param <A> what is answered
 */
public interface Coalesced<Q, A> {
    /** Whether it changes something, so that it must not be repeated unless it is certain that nothing happened. */
    boolean writes();

    /** What of a call no other call in a batch may have too. */
    Collection<?> exclusive(Q question);

    /** About how many bytes it sends; see {@link Coalescing#MOST_BYTES}. */
    int weight(Q question);

    /** @param inTurn whether others wait until it is back, so that it waits for a held row no longer than a batch does */
    A one(Scope scope, Q question, boolean inTurn);

    /**
     * Serves several, and answers those that it can; the others are served one by one. Everything in one round trip: when it fails,
     * nothing has happened.
     *
     * @param scope that of the whole batch
     */
    void each(Scope scope, List<Seat<Q, A>> seats);
}
