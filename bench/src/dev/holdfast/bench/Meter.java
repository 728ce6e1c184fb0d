package dev.holdfast.bench;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Watches a measurement from outside: processors, memory, and that what was reported was done. */
record Meter(long databasePid) {
    /**
     * @param server that is measured, where it is not the database itself
     * @param changes in its tables so far
     * @param unanswered changes that the generator may have asked for without waiting for the answer when its time was over
     * @param settled waits for what the measurement left behind
     */
    Measurement measured(
            Operation operation,
            OptionalLong server,
            LongSupplier changes,
            long unanswered,
            Runnable settled,
            Supplier<Measurement> work) {
        long before = changes.getAsLong();
        Optional<Cpu> earlier = Cpu.now(server, databasePid);
        long start = System.nanoTime();
        Measurement result = work.get();
        double seconds = (System.nanoTime() - start) / 1e9;
        Optional<Cpu.Shares> shares =
                earlier.flatMap(then -> Cpu.now(server, databasePid).map(now -> now.since(then, seconds)));
        Optional<Long> memory = server.isPresent() ? Start.memory(server.getAsLong()) : Optional.empty();
        settled.run();
        long changed = changes.getAsLong() - before;
        long expected = operation.writes() ? result.operations() : 0;
        long most = expected + (operation.writes() ? unanswered + result.refused() : 0);
        if (changed < expected || changed > most) {
            throw new BenchException(result.operations() + " times '" + operation.title() + "' made " + changed + " changes");
        }
        return result.with(shares, memory);
    }
}
