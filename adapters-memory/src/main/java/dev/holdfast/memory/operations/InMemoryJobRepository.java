package dev.holdfast.memory.operations;

import dev.holdfast.domain.operations.JobRepository;
import dev.holdfast.domain.operations.JobState;
import dev.holdfast.domain.operations.JobTurn;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.memory.support.InMemoryStore;
import dev.holdfast.memory.support.InMemoryTable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Jobs by name. */
public final class InMemoryJobRepository implements JobRepository {
    private final InMemoryStore store;
    private final InMemoryTable<String, Held> jobs;

    /** @param until when others may take it over */
    private record Held(JobState state, Instant until) {}

    public InMemoryJobRepository(InMemoryStore store) {
        this.store = store;
        this.jobs = store.table(Comparator.<String>naturalOrder());
    }

    @Override
    public boolean begin(Scope scope, JobTurn turn) {
        return store.inTransaction(scope, () -> {
            Optional<Held> before = jobs.find(scope.tenant(), turn.job());
            if (before.isPresent() && !isFree(before.get(), turn)) {
                return false;
            }
            JobState state = new JobState(
                    turn.job(),
                    turn.slot(),
                    turn.node(),
                    turn.now(),
                    Optional.empty(),
                    Optional.empty(),
                    before.flatMap(held -> held.state.succeededAt()));
            jobs.put(scope.tenant(), turn.job(), new Held(state, turn.until()));
            return true;
        });
    }

    private static boolean isFree(Held held, JobTurn turn) {
        JobState state = held.state;
        if (turn.isWayAhead(state.slot())) {
            return true;
        }
        boolean ended = state.endedAt().isPresent();
        boolean given = !ended && !held.until.isAfter(turn.now());
        int order = turn.slot().compareTo(state.slot());
        if (order > 0) {
            return ended || given;
        }
        boolean own = !ended && state.node().equals(turn.node());
        boolean failed = state.failure().isPresent()
                && state.endedAt().filter(turn.failedBefore()::isAfter).isPresent();
        return order == 0 && (given || own || failed);
    }

    @Override
    public void end(Scope scope, JobTurn turn, Instant at, Optional<String> failure) {
        store.inTransaction(scope, () -> {
            jobs.find(scope.tenant(), turn.job())
                    .filter(held -> held.state.slot().equals(turn.slot())
                            && held.state.node().equals(turn.node()))
                    .ifPresent(held ->
                            jobs.put(scope.tenant(), turn.job(), new Held(ended(held.state, at, failure), held.until)));
            return turn;
        });
    }

    private static JobState ended(JobState state, Instant at, Optional<String> failure) {
        return new JobState(
                state.job(),
                state.slot(),
                state.node(),
                state.begunAt(),
                Optional.of(at),
                failure,
                failure.isPresent() ? state.succeededAt() : Optional.of(at));
    }

    @Override
    public List<JobState> list(Scope scope) {
        return store.read(
                scope.deadline(),
                () -> jobs.rows(scope.tenant()).values().stream()
                        .map(Held::state)
                        .toList());
    }
}
