package dev.holdfast.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds a short run against what is written down: ratios to pgbench with a wide band, since machines differ and are shared, and what is
 * counted exactly. A ratio has become worse only when the best of the rounds is below the band.
 */
public final class Gate {
    private static final String HELP =
            """
            usage: bench/gate [--write]
              --write  write bench/baseline.json down from this run, instead of comparing with it
            """;

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** A ratio may fall by so much of itself. */
    private static final double BAND = 0.4;
    /** What is counted on the wire over seconds: the last answers may be cut off. */
    private static final double COUNTED = 0.02;

    private Gate() {}

    public static void main(String[] arguments) {
        List<String> given = List.of(arguments).subList(1, arguments.length);
        if (given.contains("--help")) {
            System.out.print(HELP);
            return;
        }
        int status = 1;
        try {
            if (!given.isEmpty() && !given.equals(List.of("--write"))) {
                throw new BenchException("not understood: " + given + "\n" + HELP);
            }
            Options options = Options.gate(Path.of(arguments[0]));
            Path baseline = options.bench().resolve("baseline.json");
            List<Found> found = measure(options);
            if (!given.isEmpty()) {
                write(baseline, found);
                status = 0;
            } else {
                status = compare(JSON.readTree(Texts.read(baseline)), found) ? 0 : 1;
            }
        } catch (BenchException failed) {
            System.err.println("gate: " + failed.getMessage());
        }
        System.exit(status);
    }

    /**
     * @param ratio of the best round
     * @param middle of all rounds
     */
    private record Found(String operation, double ratio, double middle, int roundTrips, double bytes, long disturbed) {
        Map<String, Object> json() {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("operation", operation);
            one.put("ratio_to_pgbench", Math.round(middle * 1_000) / 1_000.0);
            one.put("round_trips", roundTrips);
            one.put("bytes_of_an_answer", Math.round(bytes));
            return one;
        }
    }

    private static List<Found> measure(Options options) {
        Path target = options.target().resolve("gate");
        try (Holdfast holdfast = new Holdfast(options.root(), target)) {
            Start.once(holdfast);
            Workload workload = new Workload(options.rows());
            try (Database database = new Database(holdfast.postgres())) {
                database.demandDurability();
                Bench.say("loading " + options.rows() + " memories");
                new Load(holdfast, database, workload).run();
                database.settle();
                List<Operation> operations =
                        Operations.of(workload, Optional.empty()).stream().filter(Operation::core).toList();
                Pgbench pgbench = new Pgbench(holdfast.postgres(), database, target);
                Scripts scripts = new Scripts(holdfast, database, workload, pgbench);
                scripts.take(operations);
                Meter meter = new Meter(holdfast.postgres().pid());
                OverHttp http = new OverHttp(holdfast, database, new Wrk(options.bench(), target, workload), meter);
                Bench.say("warming up");
                operations.forEach(each -> http.warmUp(each, Options.BUSY, options.warmUpSeconds()));
                database.settle();
                List<Contest> contests = new Rounds(
                                options,
                                List.of(http, new ByPgbench(false, holdfast, database, pgbench, scripts, meter)),
                                operations)
                        .run();
                return contests.stream().map(contest -> found(contest, scripts)).toList();
            }
        }
    }

    private static Found found(Contest contest, Scripts scripts) {
        double[] ratios = contest.ratios(ByPgbench.NAME);
        return new Found(
                contest.operation().kind(),
                Contest.most(ratios),
                Contest.median(ratios),
                scripts.roundTrips(contest.operation()),
                contest.median(OverHttp.NAME, each -> each.bytes().orElseThrow()),
                contest.disturbed());
    }

    private static void write(Path baseline, List<Found> found) {
        Texts.write(baseline, JSON.writeValueAsString(Map.of("operations", found.stream().map(Found::json).toList())) + "\n");
        System.out.println("gate: " + baseline + " is written");
    }

    private static boolean compare(JsonNode baseline, List<Found> found) {
        List<String> worse = new ArrayList<>();
        for (Found now : found) {
            JsonNode then = entry(baseline, now.operation());
            double ratio = then.get("ratio_to_pgbench").asDouble();
            System.out.printf(
                    Locale.ROOT,
                    "gate: %-8s rate / pgbench's: best %.2f, median %.2f; written down %.2f, least allowed %.2f%s%n",
                    now.operation(),
                    now.ratio(),
                    now.middle(),
                    ratio,
                    ratio * (1 - BAND),
                    now.disturbed() > 0 ? "; disturbed rounds: " + now.disturbed() : "");
            if (now.ratio() < ratio * (1 - BAND)) {
                worse.add(now.operation() + " is slower than it was");
            }
            if (now.roundTrips() != then.get("round_trips").asInt()) {
                worse.add(now.operation() + " takes " + now.roundTrips() + " round trips, and took " + then.get("round_trips"));
            }
            double bytes = then.get("bytes_of_an_answer").asDouble();
            if (Math.abs(now.bytes() - bytes) > COUNTED * bytes) {
                worse.add(String.format(
                        Locale.ROOT, "%s has answers of %.0f bytes, and had %.0f", now.operation(), now.bytes(), bytes));
            }
        }
        worse.forEach(line -> System.out.println("gate: WORSE: " + line));
        if (!worse.isEmpty()) {
            System.out.println("gate: if that is meant, bench/gate --write on a quiet machine writes it down");
        }
        return worse.isEmpty();
    }

    private static JsonNode entry(JsonNode baseline, String operation) {
        for (JsonNode each : baseline.get("operations")) {
            if (each.get("operation").asString().equals(operation)) {
                return each;
            }
        }
        throw new BenchException("bench/baseline.json has nothing of " + operation + "; bench/gate --write");
    }
}
