package dev.holdfast.bench;

import dev.holdfast.bench.ingest.IngestBench;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run from an empty folder to a table. */
public final class Bench {
    /** After this a server that nobody asks anything has given back what it needed to start. */
    private static final Duration IDLE = Duration.ofSeconds(15);

    private static final long BEGAN = System.nanoTime();

    private final Options options;
    private final Findings findings;

    private Bench(Options options) {
        this.options = options;
        this.findings = new Findings(options);
    }

    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.HELP);
            return;
        }
        int status = 0;
        try {
            Options options = Options.of(List.of(arguments));
            Findings findings = new Bench(options).run();
            findings.write(options.target().resolve("result.json"));
            new Page(findings).write(options.target().resolve("report.html"));
            System.out.print(new Table(findings).text());
            say("bench/target/report.html shows it, bench/target/result.json has every round");
        } catch (BenchException failed) {
            System.err.println("bench: " + failed.getMessage());
            if (failed.getCause() != null) {
                System.err.println("  because of " + failed.getCause());
            }
            status = 1;
        }
        System.exit(status);
    }

    private Findings run() {
        if (options.installedPostgres()) {
            try (InstalledPostgres postgres = InstalledPostgres.start(options.target());
                    Holdfast holdfast = new Holdfast(options.root(), options.target(), postgres, tools())) {
                measure(holdfast);
            }
        } else {
            Postgres embedded = new EmbeddedPostgres(options.target().resolve("home"), Ports.free());
            try (Holdfast holdfast = new Holdfast(options.root(), options.target(), embedded, tools())) {
                measure(holdfast);
            }
        }
        if (options.growth() && options.everything()) {
            say("ingest");
            findings.ingest = Optional.of(IngestBench.run(options.root(), List.of()));
            say("growing");
            findings.growth = Growth.measure(options);
        }
        return findings;
    }

    /** The tools of the memory server too, to be compared with those. */
    private static Map<String, String> tools() {
        return Map.of("HOLDFAST_MCP_TOOLS", "memory,memory-server");
    }

    private void measure(Holdfast holdfast) {
        if (options.everything()) {
            say("starting, several times");
            findings.start = Optional.of(Start.measure(holdfast, options));
        } else {
            Start.once(holdfast);
        }
        Programs.pause(IDLE);
        findings.idleMemory = Start.memory(holdfast.pid());
        Workload workload = new Workload(options.rows());
        try (Database database = new Database(holdfast.postgres())) {
            database.demandDurability();
            findings.postgres = database.version();
            say("loading " + options.rows() + " memories");
            findings.load = Optional.of(new Load(holdfast, database, workload).run());
            Optional<Vectors> vectors = options.measures(Operations.HYBRID)
                    ? Optional.of(vectors(holdfast, database, workload))
                    : Optional.empty();
            List<Operation> operations = Operations.of(workload, vectors).stream()
                    .filter(each -> options.measures(each.kind()))
                    .toList();
            if (operations.size() < options.only().size()) {
                throw new BenchException("not every one of these is an operation: " + options.only() + "\n" + Options.HELP);
            }
            database.settle();
            Pgbench pgbench = new Pgbench(holdfast.postgres(), database, options.target());
            say("taking the statements from the server");
            Scripts scripts = new Scripts(holdfast, database, workload, pgbench);
            scripts.take(operations);
            operations.forEach(each -> findings.roundTrips.put(each.kind(), scripts.roundTrips(each)));
            contests(holdfast, database, workload, pgbench, scripts, operations);
            if (options.everything()) {
                Meter meter = new Meter(holdfast.postgres().pid());
                ByPgbench few = new ByPgbench(true, holdfast, database, pgbench, scripts, meter);
                paces(new Pace(options, holdfast, database, workload), few, operations);
            }
            findings.busyMemory = Start.memory(holdfast.pid());
            findings.connections = database.connections();
            if (options.peers() && options.everything()) {
                say("stores of other make");
                findings.stores = Stores.measure(options, holdfast);
            }
        }
    }

    private Vectors vectors(Holdfast holdfast, Database database, Workload workload) {
        Vectors vectors = new Vectors(holdfast, workload);
        say("storing " + vectors.count() + " vectors");
        vectors.store();
        database.execute("VACUUM ANALYZE");
        Vectors.Asked exact = vectors.ask();
        findings.exactSearch = Optional.of(exact.median());
        if (vectors.index(options)) {
            Vectors.Asked indexed = vectors.ask();
            findings.indexedSearch = Optional.of(indexed.median().to(exact.median(), "exact search"));
            findings.overlap = Optional.of(indexed.overlap(exact));
        } else {
            say("no index over vectors: pgvector is built by scripts/pgvector, for the embedded PostgreSQL");
        }
        return vectors;
    }

    private void contests(
            Holdfast holdfast,
            Database database,
            Workload workload,
            Pgbench pgbench,
            Scripts scripts,
            List<Operation> operations) {
        Meter meter = new Meter(holdfast.postgres().pid());
        Wrk wrk = new Wrk(options.bench(), options.target(), workload);
        OverHttp http = new OverHttp(holdfast, database, wrk, meter);
        List<Peer> peers = Peer.start(options, holdfast, database, wrk, meter);
        try {
            List<Contender> contenders = new ArrayList<>();
            contenders.add(http);
            contenders.add(new ByPgbench(false, holdfast, database, pgbench, scripts, meter));
            contenders.add(new ByPgbench(true, holdfast, database, pgbench, scripts, meter));
            contenders.addAll(peers);
            say("warming up");
            for (Operation operation : operations) {
                int seconds = Math.max(1, operation.core() ? options.warmUpSeconds() : options.warmUpSeconds() / 2);
                http.warmUp(operation, Options.BUSY, seconds);
                peers.forEach(peer -> peer.warmUp(operation, Options.BUSY, seconds));
            }
            database.settle();
            findings.contests = new Rounds(options, contenders, operations).run();
        } finally {
            peers.forEach(Peer::close);
        }
    }

    private void paces(Pace pace, ByPgbench pgbench, List<Operation> operations) {
        for (Operation operation : operations) {
            if (operation.core()) {
                say("at a fixed rate: " + operation.title());
                Optional<Ratio> floor = pace.floor(operation, pgbench);
                double peak = pace.peak(
                        operation, findings.contest(operation.kind(), Options.BUSY).median(OverHttp.NAME, Measurement::rate));
                findings.paces.add(pace.comfortable(operation, peak, floor));
                findings.paces.add(pace.tooMuch(operation, peak));
            }
        }
    }

    /** Progress. */
    static void say(String text) {
        System.err.printf("%4d s  %s%n", Duration.ofNanos(System.nanoTime() - BEGAN).toSeconds(), text);
    }
}
