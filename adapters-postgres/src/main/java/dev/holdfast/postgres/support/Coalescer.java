package dev.holdfast.postgres.support;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.OutcomeUnknown;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.StoreException;
import dev.holdfast.domain.shared.StoreFault;
import dev.holdfast.domain.shared.StoreLocked;
import dev.holdfast.domain.shared.StoreUnavailable;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.shared.Overdue;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets calls of one kind that come at the same time share a round trip and a commit. Nobody waits for a batch to fill: a call that
 * finds nothing of its kind and tenant under way goes at once, on its own thread, as if this were not here. Those that come
 * meanwhile wait, and go together when it is back. So an idle server is as fast as before, and a busy one asks the database less often.
 *
 * <p>What a caller is promised stays as it is:
 *
 * <ul>
 *   <li>It is answered after its commit, and what it was told is its own: whoever a batch says nothing of, because the batch failed or
 *       could not serve it, asks again alone. Only when nobody knows whether the batch happened, or the database is away, is that
 *       everyone's answer.
 *   <li>A batch is of one tenant, of calls with about the same deadline, and bounded by the earliest in it. Who has little time goes
 *       alone, and cuts nobody short.
 *   <li>Calls that exclude one another, such as two changes of one address, are never in one batch.
 *   <li>A call or a batch that is not back soon, because it waits for a row or for a network, holds up nobody else for long.
 *   <li>A batch is of the newest: who asks for a copy goes alone, and so does who may have one while there is no primary.
 *   <li>A batch has a thread of its own, so whoever cancels one caller cancels none of the others.
 * </ul>
 *
 * @param <Q> what is asked
 * @param <A> what is answered
 */
public final class Coalescer<Q, A> {
    private static final Logger LOG = LoggerFactory.getLogger(Coalescer.class);

    /** Longer than anybody waits in a queue, and time for a batch besides. */
    private static final Duration HASTE = Duration.ofSeconds(3);

    private static final PrincipalId NOBODY = PrincipalId.system("coalesced");

    private final String name;
    private final SqlRunner runner;
    private final Coalescing coalescing;
    private final Coalesced<Q, A> kind;
    private final Counter batches;
    private final Counter calls;
    private final Counter failures;
    private final Overdue overdue;
    private final ConcurrentMap<TenantId, Lane<Q, A>> lanes = new ConcurrentHashMap<>();

    Coalescer(String name, SqlRunner runner, Coalescing coalescing, MetricRegistry metrics, Coalesced<Q, A> kind) {
        this.name = name;
        this.runner = runner;
        this.coalescing = coalescing;
        this.kind = kind;
        this.overdue = new Overdue(System::nanoTime);
        this.batches = metrics.counter("holdfast.coalesced." + name + ".batches");
        this.calls = metrics.counter("holdfast.coalesced." + name + ".calls");
        this.failures = metrics.counter("holdfast.coalesced." + name + ".failures");
        metrics.gauge("holdfast.coalesced." + name + ".waiting", () -> this::waiting);
    }

    /** Answers as {@link Coalesced#one} would, and fails as it would. */
    public A ask(Scope scope, Q question) {
        Duration left = runner.left(scope.deadline());
        if (!coalescing.isOn()
                || runner.isJoined()
                || left.compareTo(HASTE) < 0
                || scope.staleness().isAsked()
                || runner.readsElsewhere(scope)) {
            return kind.one(scope, question, false);
        }
        Seat<Q, A> seat = new Seat<>(scope, question, kind);
        return switch (enter(seat)) {
            case AT_ONCE -> first(seat);
            case WAIT -> await(seat, left);
            case WAIT_AND_SEND -> {
                send(scope.tenant());
                yield await(seat, left);
            }
        };
    }

    private Lane.Turn enter(Seat<Q, A> seat) {
        Lane.Turn[] turn = new Lane.Turn[1];
        lanes.compute(seat.scope().tenant(), (tenant, found) -> {
            Lane<Q, A> lane = found == null ? new Lane<>() : found;
            turn[0] = lane.enter(seat, coalescing, System.nanoTime());
            return lane;
        });
        return turn[0];
    }

    private A first(Seat<Q, A> seat) {
        try {
            return kind.one(seat.scope(), seat.question(), true);
        } catch (StoreLocked held) {
            LOG.debug("a row of {} is held, and those behind go on", name, held);
        } finally {
            send(seat.scope().tenant());
        }
        return kind.one(seat.scope(), seat.question(), false);
    }

    private A await(Seat<Q, A> seat, Duration left) {
        Seat.Verdict<A> verdict;
        try {
            verdict = seat.await(left, runner.patience(), overdue, this::unknown);
        } catch (StoreException inVain) {
            lanes.computeIfPresent(seat.scope().tenant(), (tenant, lane) -> {
                lane.leave(seat);
                return lane.isIdle() ? null : lane;
            });
            return elsewhere(seat, inVain);
        }
        return switch (verdict) {
            case Seat.Verdict.Answered<A>(A answer) -> answer;
            case Seat.Verdict.Failed<A>(RuntimeException failure) -> elsewhere(seat, failure);
            case Seat.Verdict.Alone<A>() -> kind.one(seat.scope(), seat.question(), false);
        };
    }

    /** A batch is of the newest. Who may have what is older asks alone, and finds it if that is all there is. */
    private A elsewhere(Seat<Q, A> seat, RuntimeException failure) {
        if (failure instanceof StoreUnavailable
                && runner.mayBeStale(seat.scope())
                && !Thread.currentThread().isInterrupted()) {
            return kind.one(seat.scope(), seat.question(), false);
        }
        throw failure;
    }

    /** Of a batch of which nothing is known. */
    private StoreException unknown(Exception cause) {
        return kind.writes() ? new OutcomeUnknown(cause) : new DeadlineExceeded(cause);
    }

    private List<Seat<Q, A>> next(TenantId tenant) {
        List<Seat<Q, A>> batch = new ArrayList<>();
        lanes.computeIfPresent(tenant, (same, lane) -> {
            batch.addAll(lane.next(coalescing.most(), System.nanoTime()));
            return lane.isIdle() ? null : lane;
        });
        return batch;
    }

    /** Lets whoever waits set out: one batch after the other, on a thread of its own, until nobody does. */
    private void send(TenantId tenant) {
        List<Seat<Q, A>> first = next(tenant);
        if (!first.isEmpty()) {
            Thread.ofVirtual().name(name).start(() -> {
                for (List<Seat<Q, A>> batch = first; !batch.isEmpty(); batch = next(tenant)) {
                    serve(tenant, batch);
                }
            });
        }
    }

    private void serve(TenantId tenant, List<Seat<Q, A>> batch) {
        batches.inc();
        calls.inc(batch.size());
        try {
            if (batch.size() == 1 && !coalescing.evenOne()) {
                serve(batch.getFirst());
            } else {
                kind.each(scope(tenant, batch), batch);
            }
        } catch (StoreUnavailable away) {
            batch.forEach(seat -> seat.fail(new StoreUnavailable(away)));
        } catch (RuntimeException | Error failed) {
            failures.inc();
            if (kind.writes() && !isUndone(failed)) {
                batch.forEach(seat -> seat.fail(new OutcomeUnknown(new IllegalStateException(failed))));
            }
            LOG.debug("a batch of {} failed, its {} calls go one by one", name, batch.size(), failed);
        } finally {
            batch.forEach(Seat::goAlone);
        }
    }

    /** A defect of the database is undone with its statement; one of this program may come after the commit. */
    private static boolean isUndone(Throwable failed) {
        return switch (failed) {
            case OutcomeUnknown unknown -> false;
            case StoreFault defect -> defect.getCause() instanceof SQLException;
            case StoreException refused -> true;
            case InvalidInput refused -> true;
            case DuplicateRow refused -> true;
            default -> false;
        };
    }

    private void serve(Seat<Q, A> seat) {
        try {
            seat.answer(kind.one(seat.scope(), seat.question(), true));
        } catch (StoreLocked held) {
            seat.goAlone();
        } catch (RuntimeException its) {
            seat.fail(its);
        }
    }

    private Scope scope(TenantId tenant, List<Seat<Q, A>> batch) {
        Instant earliest = Instant.MAX;
        for (Seat<Q, A> seat : batch) {
            Instant deadline = seat.scope().deadline();
            earliest = deadline.isBefore(earliest) ? deadline : earliest;
        }
        return new Scope(tenant, NOBODY, earliest, name);
    }

    /** Tenants with something under way. */
    int lanes() {
        return lanes.size();
    }

    /** Calls in queues, of all tenants. */
    int waiting() {
        return lanes.values().stream().mapToInt(Lane::waiting).sum();
    }
}
