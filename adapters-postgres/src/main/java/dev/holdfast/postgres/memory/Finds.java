package dev.holdfast.postgres.memory;

import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryAddress;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.postgres.memory.MemoryRows.PlacedMemory;
import dev.holdfast.postgres.support.Coalescer;
import dev.holdfast.postgres.support.Seat;
import dev.holdfast.postgres.support.SqlRunner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads memories by address, those that are asked for at the same time in one statement. */
final class Finds {
    private record Find(MemoryAddress address, Instant now) {}

    private final SqlRunner runner;
    private final Coalescer<Find, Optional<Memory>> coalescer;

    Finds(SqlRunner runner) {
        this.runner = runner;
        this.coalescer = runner.coalescer("memory.find", find -> List.of(), this::one, this::each);
    }

    Optional<Memory> find(Scope scope, MemoryAddress address, Instant now) {
        return coalescer.ask(scope, new Find(address, now));
    }

    private Optional<Memory> one(Scope scope, Find find) {
        return runner.read(
                scope,
                "memory.find",
                (session, entry) ->
                        session.getMapper(MemoryMapper.class).find(entry, scope, find.address(), find.now()));
    }

    private void each(Scope scope, List<Seat<Find, Optional<Memory>>> seats) {
        List<PlacedMemory> found = runner.read(
                scope,
                "memory.find_each",
                (session, entry) -> session.getMapper(MemoryMapper.class)
                        .findEach(
                                entry,
                                column(seats, find -> find.address().namespace().value()),
                                column(seats, find -> find.address().key()),
                                column(seats, find -> find.now().toString())));
        found.forEach(memory -> seats.get(memory.place() - 1).answer(Optional.of(memory.memory())));
        seats.forEach(seat -> seat.answer(Optional.empty())); // to those who have no answer yet
    }

    private static List<String> column(List<Seat<Find, Optional<Memory>>> seats, Function<Find, String> part) {
        return seats.stream().map(Seat::question).map(part).toList();
    }
}
