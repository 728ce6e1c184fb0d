package dev.holdfast.postgres.support;

import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.StoreException;
import dev.holdfast.domain.shared.StoreUnavailable;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

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
     * @param lost what is thrown, long after the deadline, when a batch is not over
     * @throws StoreUnavailable who waited in vain, or was interrupted
     */
    Verdict<A> await(Duration left, Duration patience, Function<Exception, StoreException> lost) {
        boolean deadlineIsNearer = left.compareTo(patience) < 0;
        try {
            return verdict.get((deadlineIsNearer ? left : patience).toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            leaveFor(deadlineIsNearer ? new DeadlineExceeded(late) : new StoreUnavailable(late));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            leaveFor(new StoreUnavailable(stopped));
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
        return stay(left, lost);
    }

    private void leaveFor(RuntimeException inVain) {
        if (phase.compareAndSet(Phase.WAITING, Phase.LEFT)) {
            throw inVain;
        }
    }

    /** {@code left} counts from now: the batch's own time has to be over first. */
    private Verdict<A> stay(Duration left, Function<Exception, StoreException> lost) {
        try {
            return verdict.copy()
                    .orTimeout(left.toNanos(), TimeUnit.NANOSECONDS)
                    .join();
        } catch (CompletionException late) {
            throw lost.apply(late);
        }
    }
}
