package dev.holdfast.postgres.support;

import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.StoreUnavailable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

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
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WAITING);
    private final CompletableFuture<Verdict<A>> verdict = new CompletableFuture<>();

    Seat(Scope scope, Q question) {
        this.scope = scope;
        this.question = question;
    }

    public Scope scope() {
        return scope;
    }

    public Q question() {
        return question;
    }

    /** Only of what is committed: the caller goes on with it at once. */
    public void answer(A answer) {
        settle(new Verdict.Answered<>(answer));
    }

    void fail(RuntimeException failure) {
        settle(new Verdict.Failed<>(failure));
    }

    void goAlone() {
        settle(new Verdict.Alone<>());
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
     * Waits. Who is not taken in time leaves, and nothing has happened; who is taken stays to the end, which the deadline of the batch
     * bounds.
     *
     * @param left to the caller's deadline
     * @param patience how long the caller waits to be taken
     */
    Verdict<A> await(Duration left, Duration patience) {
        boolean deadlineIsNearer = left.compareTo(patience) < 0;
        try {
            return verdict.get((deadlineIsNearer ? left : patience).toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return leave(deadlineIsNearer ? new DeadlineExceeded(late) : new StoreUnavailable(late));
        } catch (InterruptedException stopped) {
            try {
                return leave(new StoreUnavailable(stopped));
            } finally {
                Thread.currentThread().interrupt();
            }
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Verdict<A> leave(RuntimeException inVain) {
        if (phase.compareAndSet(Phase.WAITING, Phase.LEFT)) {
            throw inVain;
        }
        return verdict.join();
    }
}
