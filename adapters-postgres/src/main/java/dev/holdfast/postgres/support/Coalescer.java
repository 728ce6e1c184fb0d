package dev.holdfast.postgres.support;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import dev.holdfast.domain.shared.OutcomeUnknown;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.StoreUnavailable;
import dev.holdfast.domain.shared.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
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
 *   <li>A batch is of one tenant, and bounded by the earliest deadline in it. Who has little time goes alone, and cuts nobody short.
 *   <li>Calls that exclude one another, such as two changes of one address, are never in one batch and keep their order.
 *   <li>A batch has a thread of its own, so whoever cancels one caller cancels none of the others.
 * </ul>
 *
 * @param <Q> what is asked
 * @param <A> what is answered
 */
public final class Coalescer<Q, A> {
    /** How one call is served. */
    @FunctionalInterface
    public interface Alone<Q, A> {
        A run(Scope scope, Q question);
    }

    /** How several are served; answers those that it can. {@code scope} is that of the whole batch. */
    @FunctionalInterface
    public interface Together<Q, A> {
        void run(Scope scope, List<Seat<Q, A>> seats);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Coalescer.class);
    /** Longer than anybody waits in a queue, and time for a batch besides. */
    private static final Duration HASTE = Duration.ofSeconds(3);

    private static final PrincipalId NOBODY = PrincipalId.system("coalesced");

    private final String name;
    private final SqlRunner runner;
    private final Coalescing coalescing;
    private final Function<Q, ? extends Collection<?>> exclusive;
    private final Alone<Q, A> alone;
    private final Together<Q, A> together;
    private final Counter batches;
    private final Counter calls;
    private final Counter failures;
    private final ConcurrentMap<TenantId, Lane<Q, A>> lanes = new ConcurrentHashMap<>();

    Coalescer(
            String name,
            SqlRunner runner,
            Coalescing coalescing,
            MetricRegistry metrics,
            Function<Q, ? extends Collection<?>> exclusive,
            Alone<Q, A> alone,
            Together<Q, A> together) {
        this.name = name;
        this.runner = runner;
        this.coalescing = coalescing;
        this.batches = metrics.counter("holdfast.coalesced." + name + ".batches");
        this.calls = metrics.counter("holdfast.coalesced." + name + ".calls");
        this.failures = metrics.counter("holdfast.coalesced." + name + ".failures");
        metrics.gauge("holdfast.coalesced." + name + ".waiting", () -> this::waiting);
        this.exclusive = exclusive;
        this.alone = alone;
        this.together = together;
    }

    /** Answers as {@link Alone} would, and fails as it would. */
    public A ask(Scope scope, Q question) {
        Duration left = runner.left(scope.deadline());
        if (!coalescing.isOn() || runner.isJoined() || left.compareTo(HASTE) < 0) {
            return alone.run(scope, question);
        }
        Seat<Q, A> seat = new Seat<>(scope, question);
        if (setOut(seat)) {
            if (!coalescing.evenOne()) {
                return first(seat);
            }
            work(scope.tenant(), take(seat));
        }
        return switch (seat.await(left, runner.patience())) {
            case Seat.Verdict.Answered<A>(A answer) -> answer;
            case Seat.Verdict.Failed<A>(RuntimeException failure) -> throw failure;
            case Seat.Verdict.Alone<A>() -> alone.run(scope, question);
        };
    }

    /** @return whether it may go at once; otherwise it is in the queue */
    private boolean setOut(Seat<Q, A> seat) {
        boolean[] goes = new boolean[1];
        lanes.compute(seat.scope().tenant(), (tenant, found) -> {
            Lane<Q, A> lane = found == null ? new Lane<>() : found;
            goes[0] = lane.setOut(coalescing.batches());
            if (!goes[0]) {
                lane.queue(seat);
            }
            return lane;
        });
        return goes[0];
    }

    private A first(Seat<Q, A> seat) {
        try {
            return alone.run(seat.scope(), seat.question());
        } finally {
            TenantId tenant = seat.scope().tenant();
            work(tenant, next(tenant));
        }
    }

    private List<Seat<Q, A>> take(Seat<Q, A> seat) {
        seat.take();
        return List.of(seat);
    }

    private List<Seat<Q, A>> next(TenantId tenant) {
        List<Seat<Q, A>> batch = new ArrayList<>();
        lanes.computeIfPresent(tenant, (same, lane) -> {
            batch.addAll(lane.next(coalescing.most(), exclusive));
            return lane.isIdle() ? null : lane;
        });
        return batch;
    }

    /** Serves one batch after the other, on a thread of its own, until nobody waits. */
    private void work(TenantId tenant, List<Seat<Q, A>> first) {
        if (first.isEmpty()) {
            return;
        }
        Thread.ofVirtual().name(name).start(() -> {
            for (List<Seat<Q, A>> batch = first; !batch.isEmpty(); batch = next(tenant)) {
                serve(tenant, batch);
            }
        });
    }

    private void serve(TenantId tenant, List<Seat<Q, A>> batch) {
        batches.inc();
        calls.inc(batch.size());
        try {
            if (batch.size() == 1 && !coalescing.evenOne()) {
                serve(batch.getFirst());
            } else {
                together.run(scope(tenant, batch), batch);
            }
        } catch (StoreUnavailable | OutcomeUnknown everyones) {
            batch.forEach(seat -> seat.fail(everyones));
        } catch (RuntimeException | Error one) {
            failures.inc();
            LOG.debug("a batch of {} failed, its {} calls go one by one", name, batch.size(), one);
        } finally {
            batch.forEach(Seat::goAlone);
        }
    }

    private void serve(Seat<Q, A> seat) {
        try {
            seat.answer(alone.run(seat.scope(), seat.question()));
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
