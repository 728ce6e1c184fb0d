package dev.holdfast.postgres.memory;

import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryAddress;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.postgres.memory.MemoryRows.FoundMemory;
import dev.holdfast.postgres.support.Coalesced;
import dev.holdfast.postgres.support.Coalescer;
import dev.holdfast.postgres.support.Seat;
import dev.holdfast.postgres.support.SqlRunner;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads memories by address, those that are asked for at the same time in one statement. */
final class Finds implements Coalesced<Finds.Find, Optional<Memory>> {
    record Find(MemoryAddress address, Instant now) {}

    private final SqlRunner runner;
    private final Coalescer<Find, Optional<Memory>> coalescer;

    Finds(SqlRunner runner) {
        this.runner = runner;
        this.coalescer = runner.coalescer("memory.find", this);
    }

    Optional<Memory> find(Scope scope, MemoryAddress address, Instant now) {
        return coalescer.ask(scope, new Find(address, now));
    }

    @Override
    public boolean writes() {
        return false;
    }

    @Override
    public Collection<?> exclusive(Find find) {
        return List.of();
    }

    /** Of what it sends; large memories do not come back together, see {@link MemoryBatchSql#FIND_EACH}. */
    @Override
    public int weight(Find find) {
        return find.address().key().length();
    }

    @Override
    public Optional<Memory> one(Scope scope, Find find, boolean inTurn) {
        return runner.read(
                scope,
                "memory.find",
                (session, entry) ->
                        session.getMapper(MemoryMapper.class).find(entry, scope, find.address(), find.now()));
    }

    @Override
    public void each(Scope scope, List<Seat<Find, Optional<Memory>>> seats) {
        List<FoundMemory> found = runner.read(
                scope,
                "memory.find_each",
                (session, entry) -> session.getMapper(MemoryMapper.class)
                        .findEach(
                                entry,
                                column(seats, find -> find.address().namespace().value()),
                                column(seats, find -> find.address().key()),
                                column(seats, find -> find.now().toString())));
        for (FoundMemory each : found) {
            Seat<Find, Optional<Memory>> seat = seats.get(each.place() - 1);
            if (each.large()) {
                seat.goAlone();
            } else {
                seat.answer(Optional.of(each.memory()));
            }
        }
        seats.forEach(seat -> seat.answer(Optional.empty())); // to those of whom nothing is said yet
    }

    private static List<String> column(List<Seat<Find, Optional<Memory>>> seats, Function<Find, String> part) {
        return seats.stream().map(Seat::question).map(part).toList();
    }
}
