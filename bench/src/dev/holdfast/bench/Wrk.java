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

    /** More, as a share of what succeeded, and what is measured is no longer the operation. */
    private static final double MOST_REFUSED = 0.01;

    private final Holdfast holdfast;
    private final Workload workload;
    private final Path bench;
    private int seed = 1;

    Wrk(Holdfast holdfast, Workload workload, Path bench) {
        this.holdfast = holdfast;
        this.workload = workload;
        this.bench = bench;
    }

    /** Teaches the server the way; what is refused meanwhile does not count. */
    void warmUp(Operation operation, int connections, int seconds) {
        requests(operation, connections, seconds);
    }

    Output run(Operation operation, int connections, int seconds) {
        Output output = requests(operation, connections, seconds);
        if (output.broken() > 0 || output.operations() == 0 || output.refused() > MOST_REFUSED * output.operations()) {
            throw new BenchException("not every request succeeded (" + operation.title() + ", " + connections
                    + " connections): " + output);
        }
        return output;
    }

    private Output requests(Operation operation, int connections, int seconds) {
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
        long refused = Long.parseLong(result.group(3));
        long operations = Long.parseLong(result.group(1)) - refused;
        return new Output(
                operations,
                refused,
                Long.parseLong(result.group(4)),
                operations / (Long.parseLong(result.group(2)) / 1e6),
                Long.parseLong(result.group(5)),
                Long.parseLong(result.group(6)));
    }

    /**
     * @param operations that succeeded
     * @param refused answered with an error; an overloaded server may do that
     * @param broken not answered
     * @param rate of those that succeeded
     */
    record Output(long operations, long refused, long broken, double rate, long p50, long p99) {}
}
