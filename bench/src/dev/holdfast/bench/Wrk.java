package dev.holdfast.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** wrk with the requests of {@code requests.lua}. */
final class Wrk {
    private static final Pattern RESULT =
            Pattern.compile("RESULT requests=(\\d+) micros=(\\d+) failed=(\\d+) broken=(\\d+) mean=[0-9.]+ p50=(\\d+) p99=(\\d+)");

    private final Holdfast holdfast;
    private final Workload workload;
    private final Path bench;
    private int seed = 1;

    Wrk(Holdfast holdfast, Workload workload, Path bench) {
        this.holdfast = holdfast;
        this.workload = workload;
        this.bench = bench;
    }

    Output run(Operation operation, int connections, int seconds) {
        Map<String, String> environment = new HashMap<>();
        environment.put("BENCH_KIND", operation.kind());
        environment.put("BENCH_PATH", Workload.PATH);
        environment.put("BENCH_HOST", holdfast.authority());
        environment.put("BENCH_API_KEY", holdfast.key());
        environment.put("BENCH_FIRST_KEY", Integer.toString(Workload.FIRST_KEY));
        environment.put("BENCH_LAST_KEY", Integer.toString(workload.lastKey()));
        environment.put("BENCH_CONTENT", workload.newContent());
        environment.put("BENCH_REST", Workload.REST);
        environment.put("BENCH_SEED", Integer.toString(seed++));
        String text = Programs.run(
                bench,
                Duration.ofSeconds(seconds + 30L),
                environment,
                List.of(
                        "wrk", "-t", Integer.toString(Math.min(2, connections)), "-c", Integer.toString(connections),
                        "-d", seconds + "s", "--timeout", "10s", "-s", bench.resolve("requests.lua").toString(),
                        holdfast.url() + "/"));
        Matcher result = RESULT.matcher(text);
        if (!result.find()) {
            throw new BenchException("wrk said something else than expected:\n" + text);
        }
        if (!result.group(3).equals("0") || !result.group(4).equals("0") || result.group(1).equals("0")) {
            throw new BenchException("not every request succeeded (" + operation.title() + ", " + connections
                    + " connections):\n" + text);
        }
        long requests = Long.parseLong(result.group(1));
        return new Output(
                requests,
                requests / (Long.parseLong(result.group(2)) / 1e6),
                Long.parseLong(result.group(5)),
                Long.parseLong(result.group(6)));
    }

    record Output(long operations, double rate, long p50, long p99) {}
}
