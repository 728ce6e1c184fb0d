package dev.holdfast.postgres.support;

import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.StoreException;
import dev.holdfast.domain.shared.StoreUnavailable;
import dev.holdfast.ports.shared.Overdue;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** One call that waits to be taken into a batch, and then for what comes of it. The first thing said of it counts. */
public final class Seat<Q, A> {
    private enum Phase {
        WAITING,
        TAKEN,
        LEFT
    }

    /** What became of a call. */
    sealed interface Verdict<A> {
        record Answered<A>(A answer) implements Verdict<A> {}

        record Failed<A>(RuntimeException failure) implements Verdict<A> {}

        /** The batch said nothing of it, and did nothing for it. */
        record Alone<A>() implements Verdict<A> {}
    }

    private final Scope scope;
    private final Q question;
    private final Collection<?> exclusive;
    private final int weight;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WAITING);
    private final CompletableFuture<Verdict<A>> verdict = new CompletableFuture<>();
    private final LongConsumer look = this::look;
    private volatile long leavesAt;
    private volatile long lostAt;

    Seat(Scope scope, Q question, Coalesced<Q, A> kind) {
        this.scope = scope;
        this.question = question;
        this.exclusive = kind.exclusive(question);
        this.weight = kind.weight(question);
    }

    public Scope scope() {
        return scope;
    }

    public Q question() {
        return question;
    }

    Collection<?> exclusive() {
        return exclusive;
    }

    int weight() {
        return weight;
    }

    /** Only of what is committed: the caller goes on with it at once. */
    public void answer(A answer) {
        settle(new Verdict.Answered<>(answer));
    }

    /** The batch cannot serve it, and has done nothing for it. */
    public void goAlone() {
        settle(new Verdict.Alone<>());
    }

    void fail(RuntimeException failure) {
        settle(new Verdict.Failed<>(failure));
    }

    /** Settling a second time changes nothing. */
    private void settle(Verdict<A> said) {
        verdict.complete(said);
    }

    /** @return whether the caller still waits, and from now on will until there is a verdict */
    boolean take() {
        return phase.compareAndSet(Phase.WAITING, Phase.TAKEN);
    }

    /**
     * Waits. Who is not taken in time leaves, and nothing has happened; who is taken stays, and a batch is over before its deadline.
     *
     * @param left to the caller's deadline
     * @param patience how long the caller waits to be taken
     * @param overdue who tells when that is over
     * @param lost what is thrown, long after the deadline, when a batch is not over
     * @throws StoreUnavailable who waited in vain, or was interrupted
     */
    Verdict<A> await(Duration left, Duration patience, Overdue overdue, Function<Exception, StoreException> lost) {
        boolean deadlineIsNearer = left.compareTo(patience) < 0;
        leavesAt = overdue.now() + (deadlineIsNearer ? left : patience).toNanos();
        lostAt = leavesAt + left.toNanos();
        try {
            overdue.watch(look);
            return verdict.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            leaveFor(new StoreUnavailable(stopped));
            return stay(lost);
        } catch (ExecutionException late) {
            if (phase.get() == Phase.LEFT) {
                throw deadlineIsNearer ? new DeadlineExceeded(late) : new StoreUnavailable(late);
            }
            throw lost.apply(late);
        } finally {
            overdue.letGo(look);
        }
    }

    private void leaveFor(RuntimeException inVain) {
        if (phase.compareAndSet(Phase.WAITING, Phase.LEFT) || phase.get() == Phase.LEFT) {
            throw inVain;
        }
    }

    /** Whoever was taken, interrupted or not: what it asked for happens. */
    private Verdict<A> stay(Function<Exception, StoreException> lost) {
        try {
            return verdict.join();
        } catch (CompletionException late) {
            throw lost.apply(late);
        }
    }

    private void look(long now) {
        boolean leaves = now - leavesAt >= 0 && phase.compareAndSet(Phase.WAITING, Phase.LEFT);
        if (leaves || now - lostAt >= 0) {
            verdict.completeExceptionally(new TimeoutException());
        }
    }
}
