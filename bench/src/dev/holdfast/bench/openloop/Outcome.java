package dev.holdfast.bench.openloop;

import java.util.List;
import java.util.function.Function;

/**
 * What came of requests at a fixed rate.
 *
 * @param wanted requests per second that were to be sent
 * @param offered requests per second that were sent
 * @param goodput requests per second that succeeded
 * @param p50 milliseconds from when a request was due, of those that succeeded
 * @param refusal99 milliseconds from when a request was sent to its refusal
 * @param broken requests without an answer
 */
public record Outcome(
        double wanted,
        double offered,
        double goodput,
        double p50,
        double p99,
        long refused,
        double refusal99,
        double refusalMost,
        long broken) {
    static Outcome of(List<Samples> samples, double wanted, double seconds) {
        long[] succeeded = sorted(samples, Samples::succeeded);
        long[] refused = sorted(samples, Samples::refused);
        long broken = samples.stream().mapToLong(Samples::broken).sum();
        return new Outcome(
                wanted,
                (succeeded.length + refused.length + broken) / seconds,
                succeeded.length / seconds,
                at(succeeded, 0.5),
                at(succeeded, 0.99),
                refused.length,
                at(refused, 0.99),
                at(refused, 1),
                broken);
    }

    private static long[] sorted(List<Samples> samples, Function<Samples, List<Long>> which) {
        return samples.stream()
                .flatMap(each -> which.apply(each).stream())
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)] / 1e6;
    }
}
