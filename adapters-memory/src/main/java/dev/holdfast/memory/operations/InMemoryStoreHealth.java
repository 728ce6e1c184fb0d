package dev.holdfast.memory.operations;

import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.StoreException;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.memory.support.InMemoryStore;
import dev.holdfast.memory.support.InMemoryTable;
import dev.holdfast.ports.operations.Figure;
import dev.holdfast.ports.operations.Finding;
import dev.holdfast.ports.operations.PoolFigures;
import dev.holdfast.ports.operations.Pulse;
import dev.holdfast.ports.operations.StoreHealth;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** There are no connections, no disk and no standby: what can go wrong is that somebody holds the lock, or that the process ends. */
public final class InMemoryStoreHealth implements StoreHealth {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final TenantId NOBODY = new TenantId("holdfast-health");
    private static final String PROBE = "probe";
    private static final String STORE = "store";
    private static final String WRITE = "write";
    private static final String LOCKED = "A transaction holds it: if that lasts, restart the server.";

    private final InMemoryStore store;
    private final InMemoryTable<String, String> probes;
    private final Clock clock;

    public InMemoryStoreHealth(InMemoryStore store, Clock clock) {
        this.store = store;
        this.probes = store.table(Comparator.<String>naturalOrder());
        this.clock = clock;
    }

    @Override
    public Pulse pulse() {
        Instant start = clock.instant();
        try {
            boolean clean = store.read(
                    start.plus(PATIENCE), () -> probes.find(NOBODY, PROBE).isEmpty());
            return new Pulse(true, since(start), clean ? "answers" : "answers, and a probe was left behind");
        } catch (StoreException locked) {
            return new Pulse(false, since(start), "does not answer: it is locked");
        }
    }

    private double since(Instant start) {
        return Duration.between(start, clock.instant()).toNanos() / 1e6;
    }

    @Override
    public List<PoolFigures> pools() {
        return List.of();
    }

    @Override
    public List<Finding> examine() {
        Pulse pulse = pulse();
        return List.of(
                pulse.answers() ? Finding.ok(STORE, pulse.finding()) : Finding.failed(STORE, pulse.finding(), LOCKED),
                write(),
                Finding.warning(
                        "durability",
                        "everything is in this process's memory, and lost when it stops",
                        "Unset HOLDFAST_STORAGE to keep it in PostgreSQL."));
    }

    private Finding write() {
        Instant start = clock.instant();
        Scope scope = new Scope(NOBODY, PrincipalId.system("health"), start.plus(PATIENCE), "health");
        try {
            boolean found = store.inTransaction(scope, () -> {
                probes.put(NOBODY, PROBE, PROBE);
                boolean readBack = probes.find(NOBODY, PROBE).isPresent();
                probes.remove(NOBODY, PROBE);
                return readBack;
            });
            Figure took = Figure.millis(WRITE, Math.round(since(start)));
            return found
                    ? Finding.ok(WRITE, "a row was written, read back and deleted", took)
                    : Finding.failed(WRITE, "a row that was written could not be read", "Restart the server.", took);
        } catch (StoreException locked) {
            return Finding.failed(WRITE, "nothing can be written: it is locked", LOCKED);
        }
    }
}
