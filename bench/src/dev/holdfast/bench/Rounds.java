package dev.holdfast.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Measures: in each round everything once, Holdfast and pgbench right after one another, in turns the one or the other first. */
final class Rounds {
    /** More than this do not make pgbench faster on a small machine. */
    private static final int FEW = 16;

    private final Options options;
    private final Holdfast holdfast;
    private final Database database;
    private final Pgbench pgbench;
    private final Wrk wrk;
    private final Scripts scripts;
    private final long serverPid;
    private final long databasePid;

    Rounds(Options options, Holdfast holdfast, Database database, Pgbench pgbench, Wrk wrk, Scripts scripts) {
        this.options = options;
        this.holdfast = holdfast;
        this.database = database;
        this.pgbench = pgbench;
        this.wrk = wrk;
        this.scripts = scripts;
        this.serverPid = holdfast.pid();
        this.databasePid = holdfast.databasePid();
    }

    void warmUp() {
        for (Operation operation : Operation.values()) {
            wrk.warmUp(operation, FEW, Math.max(1, options.warmUpSeconds() / 2));
            wrk.warmUp(operation, options.connections(), Math.max(1, options.warmUpSeconds() / 2));
        }
        database.settle();
    }

    List<Contest> run() {
        List<Contest> contests = new ArrayList<>();
        for (int connections : new int[] {options.connections(), 1}) {
            for (Operation operation : Operation.values()) {
                contests.add(new Contest(operation, connections));
            }
        }
        for (int round = 0; round < options.rounds(); round++) {
            for (Contest contest : contests) {
                contest.rounds().add(round(contest, round % 2 == 0));
            }
            Bench.say("round " + (round + 1) + " of " + options.rounds());
        }
        return contests;
    }

    private Contest.Round round(Contest contest, boolean databaseFirst) {
        Operation operation = contest.operation();
        int connections = contest.connections();
        int seconds = options.seconds(connections);
        Optional<Measurement> early =
                databaseFirst ? Optional.of(byPgbench(operation, connections, seconds)) : Optional.empty();
        Measurement http = byHttp(operation, connections, seconds);
        Measurement same = early.orElseGet(() -> byPgbench(operation, connections, seconds));
        Measurement best = connections > FEW ? byPgbench(operation, FEW, seconds) : same;
        return new Contest.Round(http, same, best);
    }

    private Measurement byHttp(Operation operation, int connections, int seconds) {
        return measured(operation, () -> {
            Wrk.Output output = wrk.run(operation, connections, seconds);
            return new Measurement(
                    output.operations(), output.refused(), output.rate(), output.p50(), output.p99(), Optional.empty());
        }, connections);
    }

    private Measurement byPgbench(Operation operation, int clients, int seconds) {
        freezeBetweenTransactions();
        try {
            return measured(operation, () -> {
                Pgbench.Output output = pgbench.run(
                        operation,
                        scripts.of(operation),
                        clients,
                        List.of("-T", Integer.toString(seconds)),
                        Duration.ofSeconds(seconds + 30L));
                return new Measurement(
                        output.operations(), 0, output.rate(), output.p50(), output.p99(), Optional.empty());
            }, 0);
        } finally {
            holdfast.thaw();
            database.settle();
        }
    }

    /** An open transaction would keep the database from tidying up after pgbench. */
    private void freezeBetweenTransactions() {
        for (int i = 0; i < 50; i++) {
            holdfast.freeze();
            Programs.pause(Duration.ofMillis(20));
            if (!database.serverIsInTransaction()) {
                return;
            }
            holdfast.thaw();
            Programs.pause(Duration.ofMillis(50));
        }
        throw new BenchException("the server is always in a transaction");
    }

    /** @param unanswered requests that the generator may have sent without waiting for the answer when its time was over */
    private Measurement measured(Operation operation, Supplier<Measurement> work, int unanswered) {
        long changes = database.changes();
        Optional<Cpu> before = Cpu.now(serverPid, databasePid);
        long start = System.nanoTime();
        Measurement result = work.get();
        double seconds = (System.nanoTime() - start) / 1e9;
        Optional<Cpu.Shares> shares = before.flatMap(
                earlier -> Cpu.now(serverPid, databasePid).map(later -> later.since(earlier, seconds)));
        if (unanswered > 0) {
            database.settle();
        }
        long changed = database.changes() - changes;
        long expected = operation.writes() ? result.operations() : 0;
        if (changed < expected || changed > expected + (operation.writes() ? unanswered : 0)) {
            throw new BenchException(result.operations() + " times '" + operation.title() + "' made " + changed + " changes");
        }
        return new Measurement(
                result.operations(), result.refused(), result.rate(), result.p50(), result.p99(), shares);
    }
}
