package dev.holdfast.ports.operations;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A store whose health is what the test says. */
public final class KnownHealth implements StoreHealth {
    private final AtomicReference<Pulse> pulse = new AtomicReference<>(new Pulse(true, 1.5, "answers and writes"));
    private final AtomicReference<List<PoolFigures>> pools = new AtomicReference<>(List.of(pool(0, 0, 0, 0, 0)));
    private final AtomicReference<List<Finding>> findings =
            new AtomicReference<>(List.of(Finding.ok("database", "answers and writes")));
    private final AtomicInteger asked = new AtomicInteger();

    /** A pool of two connections. */
    public static PoolFigures pool(int inUse, int waiting, long waits, long waitMs, long refused) {
        return new PoolFigures("requests", 2, 2, inUse, 2 - inUse, waiting, waits, waitMs, refused, 5, 3);
    }

    public void pulse(boolean answers, String finding) {
        pulse.set(new Pulse(answers, 1.5, finding));
    }

    public void pools(PoolFigures... found) {
        pools.set(List.of(found));
    }

    public void findings(Finding... found) {
        findings.set(List.of(found));
    }

    /** How often the store was asked. */
    public int asked() {
        return asked.get();
    }

    @Override
    public Pulse pulse() {
        asked.incrementAndGet();
        return pulse.get();
    }

    @Override
    public List<PoolFigures> pools() {
        return pools.get();
    }

    @Override
    public List<Finding> examine() {
        asked.incrementAndGet();
        return findings.get();
    }
}
