package dev.holdfast.bench;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One run from an empty folder to a table. */
public final class Bench {
    private static final long BEGAN = System.nanoTime();

    private Bench() {}

    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.HELP);
            return;
        }
        int status = 0;
        try {
            Options options = Options.of(List.of(arguments));
            try (Holdfast holdfast = new Holdfast(options.root(), options.target())) {
                run(options, holdfast);
            }
        } catch (BenchException failed) {
            System.err.println("bench: " + failed.getMessage());
            if (failed.getCause() != null) {
                System.err.println("  because of " + failed.getCause());
            }
            status = 1;
        }
        System.exit(status);
    }

    private static void run(Options options, Holdfast holdfast) {
        Workload workload = new Workload(options.rows());
        say("starting five times");
        Start start = Start.measure(holdfast);
        Programs.pause(Duration.ofSeconds(3));
        Optional<Long> idle = Start.memory(holdfast.pid());
        try (Database database = new Database(holdfast)) {
            say("loading " + options.rows() + " memories");
            Load.Result load = new Load(holdfast, database, workload).run();
            database.settle();
            database.demandDurability();
            Pgbench pgbench = new Pgbench(holdfast, options.target());
            say("taking the statements from the server");
            Scripts scripts = new Scripts(holdfast, database, workload, pgbench);
            Wrk wrk = new Wrk(holdfast, workload, options.bench());
            Rounds rounds = new Rounds(options, holdfast, database, pgbench, wrk, scripts);
            say("warming up");
            rounds.warmUp();
            List<Contest> contests = rounds.run();
            Optional<Long> busy = Start.memory(holdfast.pid());
            Report report =
                    new Report(options, database.version(), start, idle, busy, database.connections(), load, contests);
            report.write(options.target().resolve("result.json"));
            System.out.print(report.table());
        }
    }

    /** Progress. */
    static void say(String text) {
        System.err.printf("%4d s  %s%n", Duration.ofNanos(System.nanoTime() - BEGAN).toSeconds(), text);
    }
}
