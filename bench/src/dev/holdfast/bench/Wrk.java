package dev.holdfast.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** wrk with the requests of {@code requests.lua}: each connection sends its next request when it has the last answer. */
final class Wrk {
    private static final Pattern RESULT =
            Pattern.compile("RESULT requests=(\\d+) micros=(\\d+) failed=(\\d+) broken=(\\d+) bytes=(\\d+) p50=(\\d+) p99=(\\d+)");

    /** Stands for the key in what is written to a file. */
    private static final String KEY = "@API_KEY@";

    private final Path bench;
    private final Path target;
    private final Workload workload;
    private int seed = 1;

    Wrk(Path bench, Path target, Workload workload) {
        this.bench = bench;
        this.target = target;
        this.workload = workload;
    }

    /** @param key of the API, where there is one */
    Output run(String authority, Optional<String> key, List<Template> requests, int connections, int seconds) {
        Path file = target.resolve("requests.txt");
        StringBuilder all = new StringBuilder();
        for (Template request : requests) {
            String raw = request.raw(authority, key.map(known -> KEY));
            all.append(raw.getBytes(StandardCharsets.UTF_8).length).append('\n').append(raw);
        }
        try {
            Files.writeString(file, all);
        } catch (IOException failed) {
            throw new BenchException(file + " cannot be written", failed);
        }
        String text = Programs.run(
                bench,
                Duration.ofSeconds(seconds + 30L),
                Map.of(
                        "BENCH_REQUESTS", file.toString(),
                        "BENCH_API_KEY", key.orElse("none"),
                        "BENCH_FIRST_KEY", Integer.toString(Workload.FIRST_KEY),
                        "BENCH_LAST_KEY", Integer.toString(workload.lastKey()),
                        "BENCH_SEED", Integer.toString(seed++)),
                List.of(
                        "wrk", "-t", Integer.toString(Math.min(2, connections)), "-c", Integer.toString(connections),
                        "-d", seconds + "s", "--timeout", "10s", "-s", bench.resolve("requests.lua").toString(),
                        "http://" + authority + "/"));
        Matcher result = RESULT.matcher(text);
        if (!result.find()) {
            throw new BenchException("wrk said something else than expected:\n" + text);
        }
        long asked = Long.parseLong(result.group(1));
        long refused = Long.parseLong(result.group(3));
        long operations = asked - refused;
        return new Output(
                operations,
                refused,
                Long.parseLong(result.group(4)),
                operations / (Long.parseLong(result.group(2)) / 1e6),
                (double) Long.parseLong(result.group(5)) / Math.max(1, asked),
                Long.parseLong(result.group(6)),
                Long.parseLong(result.group(7)));
    }

    /**
     * @param operations that succeeded
     * @param refused answered with an error; an overloaded server may do that
     * @param broken not answered
     * @param rate of those that succeeded
     * @param bytes of an answer, its head included
     */
    record Output(long operations, long refused, long broken, double rate, double bytes, long p50, long p99) {}
}
