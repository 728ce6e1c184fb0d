package dev.holdfast.postgres.memory;

import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryDraft;
import dev.holdfast.domain.memory.MemoryWrite;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.postgres.memory.MemoryRows.PlacedMemory;
import dev.holdfast.postgres.support.Coalesced;
import dev.holdfast.postgres.support.Coalescer;
import dev.holdfast.postgres.support.Entry;
import dev.holdfast.postgres.support.Seat;
import dev.holdfast.postgres.support.SqlRunner;
import java.util.Collection;
import java.util.List;

/** Sets memories, those that are asked for at the same time in one statement. */
final class Upserts implements Coalesced<Upserts.Upsert, Memory> {
    private static final int OVERHEAD_BYTES = 512;

    record Upsert(PrincipalId principal, MemoryWrite write, Change change) {}

    private record ClaimedBy(PrincipalId principal, String key) {}

    private final SqlRunner runner;
    private final Coalescer<Upsert, Memory> coalescer;

    Upserts(SqlRunner runner) {
        this.runner = runner;
        this.coalescer = runner.coalescer("memory.upsert", this);
    }

    /** @throws dev.holdfast.postgres.support.DuplicateRow when the change's claim is known */
    Memory set(Scope scope, MemoryWrite write, Change change) {
        return coalescer.ask(scope, new Upsert(scope.principal(), write, change));
    }

    @Override
    public boolean writes() {
        return true;
    }

    /** A row changes once in a statement, and a claim is made once. */
    @Override
    public Collection<?> exclusive(Upsert upsert) {
        Object address = upsert.write().draft().address();
        return upsert.change()
                .claim()
                .map(claim -> List.of(address, new ClaimedBy(upsert.principal(), claim.key())))
                .orElseGet(() -> List.of(address));
    }

    @Override
    public int weight(Upsert upsert) {
        MemoryDraft draft = upsert.write().draft();
        return OVERHEAD_BYTES
                + draft.content().length()
                + Math.toIntExact(draft.metadata().bytes());
    }

    @Override
    public Memory one(Scope scope, Upsert upsert, boolean inTurn) {
        MemoryWrite write = upsert.write();
        Change change = upsert.change();
        return runner.write(scope, "memory.upsert", (session, entry) -> {
                    Entry bounded = inTurn ? entry.ofSeveral() : entry;
                    MemoryMapper mapper = session.getMapper(MemoryMapper.class);
                    return change.claim()
                            .map(claim -> mapper.upsertOnce(bounded, scope, write, write.auditId(), change, claim))
                            .orElseGet(() -> mapper.upsert(bounded, scope, write, write.auditId(), change));
                })
                .orElseThrow();
    }

    /** Those whose claim is known are not answered: alone they find out what became of it. */
    @Override
    public void each(Scope scope, List<Seat<Upsert, Memory>> seats) {
        BatchRows rows = new BatchRows(
                seats.stream().map(seat -> seat.question().write()).toList());
        List<PlacedMemory> written = runner.write(
                scope,
                "memory.upsert_each",
                (session, entry) -> session.getMapper(MemoryMapper.class)
                        .upsertEach(entry.ofSeveral(), rows, new ChangeRows(seats)));
        written.forEach(memory -> seats.get(memory.place() - 1).answer(memory.memory()));
    }
}
