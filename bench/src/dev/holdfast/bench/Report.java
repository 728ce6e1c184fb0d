package dev.holdfast.bench;

import dev.holdfast.bench.Contest.Round;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What came out: ratios, and beside each what it was made of. Nothing stands alone, since no two machines are alike. */
record Report(
        Options options,
        String postgres,
        Start start,
        Optional<Long> idleMemory,
        Optional<Long> busyMemory,
        long connections,
        Load.Result load,
        List<Contest> contests) {
    private static final double START_GOAL_SECONDS = 3;
    private static final double IDLE_GOAL_MB = 160;
    private static final double BUSY_GOAL_MB = 300;
    private static final double MB = 1024.0 * 1024;

    String table() {
        StringBuilder text = new StringBuilder();
        line(text, "");
        line(text, "Holdfast over HTTP against pgbench running the same SQL on the same database");
        line(
                text,
                "PostgreSQL %s, Java %s, %d processors, %,d memories, %d rounds of %d s (%d s at 1 connection)",
                postgres,
                Runtime.version().feature(),
                Runtime.getRuntime().availableProcessors(),
                options.rows(),
                options.rounds(),
                options.seconds(),
                options.seconds(1));
        line(text, "");
        line(
                text,
                "%-28s %5s | %5s %13s %8s | %9s %7s %8s | %9s %7s %8s | %s",
                "", "conns", "ratio", "min - max", "to best", "Holdfast", "p50 ms", "p99 ms", "pgbench", "p50 ms", "p99 ms",
                "processors: server, PostgreSQL, wrk, other");
        for (Contest contest : contests) {
            line(
                    text,
                    "%-28s %5d | %5.2f %6.2f - %4.2f %8.2f | %7.0f/s %7.2f %8.2f | %7.0f/s %7.2f %8.2f | %s%s%s",
                    contest.operation().title(),
                    contest.connections(),
                    contest.median(Round::ratio),
                    contest.least(Round::ratio),
                    contest.most(Round::ratio),
                    contest.median(Round::ratioToBest),
                    contest.median(round -> round.http().rate()),
                    contest.median(round -> round.http().p50() / 1e3),
                    contest.median(round -> round.http().p99() / 1e3),
                    contest.median(round -> round.same().rate()),
                    contest.median(round -> round.same().p50() / 1e3),
                    contest.median(round -> round.same().p99() / 1e3),
                    processors(contest),
                    contest.refused() > 0 ? "  refused: " + contest.refused() : "",
                    contest.disturbed() > 0 ? "  disturbed: " + contest.disturbed() : "");
        }
        line(text, "");
        line(
                text,
                "ratio    median over the rounds of Holdfast / pgbench with as many connections; at 1 connection pgbench answers in"
                        + " that share of the time");
        line(text, "to best  the same to pgbench with 16 connections where that is faster");
        line(text, "");
        line(
                text,
                "batches of 1,000 / COPY of the same rows      %5.2f   (%.0f rows/s of %.0f)",
                load.ratio(), load.batchRate(), load.copyRate());
        line(
                text,
                "start / goal of %.0f s, class archive there      %5.2f   (%.2f s)",
                START_GOAL_SECONDS, seconds(start.warm()) / START_GOAL_SECONDS, seconds(start.warm()));
        line(
                text,
                "  without the archive / with it               %5.2f   (%.2f s)",
                seconds(start.cold()) / seconds(start.warm()), seconds(start.cold()));
        line(
                text,
                "  very first, making the database / with it   %5.2f   (%.2f s)",
                seconds(start.fresh()) / seconds(start.warm()), seconds(start.fresh()));
        idleMemory.ifPresent(bytes -> line(
                text,
                "resident memory idle / goal of %.0f MB         %5.2f   (%.0f MB)",
                IDLE_GOAL_MB, bytes / MB / IDLE_GOAL_MB, bytes / MB));
        busyMemory.ifPresent(bytes -> line(
                text,
                "resident memory after load / goal of %.0f MB   %5.2f   (%.0f MB)",
                BUSY_GOAL_MB, bytes / MB / BUSY_GOAL_MB, bytes / MB));
        line(text, "connections to the database after load                 (%d)", connections);
        if (contests.stream().anyMatch(contest -> contest.disturbed() > 0)) {
            line(text, "");
            line(text, "Rounds marked as disturbed shared the machine with other work; do not quote them.");
        }
        return text.toString();
    }

    private static String processors(Contest contest) {
        if (contest.rounds().stream().anyMatch(round -> round.http().cpu().isEmpty())) {
            return "not told here";
        }
        return String.format(
                Locale.ROOT,
                "%.2f %.2f %.2f %.2f",
                contest.median(round -> round.http().cpu().orElseThrow().server()),
                contest.median(round -> round.http().cpu().orElseThrow().database()),
                contest.median(round -> round.http().cpu().orElseThrow().generator()),
                contest.median(round -> round.http().cpu().orElseThrow().others()));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }

    /** Everything of every round. */
    void write(Path file) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("at", Clock.systemUTC().instant().toString());
        all.put("postgresql", postgres);
        all.put("java", Runtime.version().toString());
        all.put("processors", Runtime.getRuntime().availableProcessors());
        all.put("memories", options.rows());
        all.put("seconds", options.seconds());
        all.put("database_connections", connections);
        all.put("contests", contests.stream().map(Report::contest).toList());
        all.put(
                "batch",
                Map.of("ratio_to_copy", load.ratio(), "rows_per_second", load.batchRate(), "copy_rows_per_second", load.copyRate()));
        all.put(
                "start_seconds",
                Map.of("fresh", seconds(start.fresh()), "cold", seconds(start.cold()), "warm", seconds(start.warm())));
        idleMemory.ifPresent(bytes -> all.put("idle_memory_bytes", bytes));
        busyMemory.ifPresent(bytes -> all.put("busy_memory_bytes", bytes));
        try {
            Files.writeString(
                    file,
                    JsonMapper.builder()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .build()
                            .writeValueAsString(all));
        } catch (IOException failed) {
            throw new BenchException(file + " cannot be written", failed);
        }
    }

    private static Map<String, Object> contest(Contest contest) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("operation", contest.operation().kind());
        one.put("connections", contest.connections());
        one.put("ratio", contest.median(Round::ratio));
        one.put("ratio_to_best", contest.median(Round::ratioToBest));
        one.put(
                "rounds",
                contest.rounds().stream()
                        .map(round -> Map.of(
                                "ratio", round.ratio(),
                                "disturbed", round.disturbed(),
                                "http", measurement(round.http()),
                                "pgbench", measurement(round.same()),
                                "pgbench_best", measurement(round.best())))
                        .toList());
        return one;
    }

    private static Map<String, Object> measurement(Measurement measurement) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("operations", measurement.operations());
        one.put("per_second", measurement.rate());
        one.put("refused", measurement.refused());
        one.put("p50_micros", measurement.p50());
        one.put("p99_micros", measurement.p99());
        measurement.cpu().ifPresent(shares -> one.put(
                "busy_processors",
                Map.of(
                        "server", shares.server(),
                        "postgresql", shares.database(),
                        "generator", shares.generator(),
                        "others", shares.others())));
        return one;
    }
}
