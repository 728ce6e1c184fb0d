package dev.holdfast.bench.vectors;

import java.util.Arrays;

/** What asking many questions of one kind came to. */
record Asked(String what, double[] milliseconds, double recall, long missing) {
    /** @param share of the questions that were faster */
    double percentile(double share) {
        double[] sorted = milliseconds.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1, Math.round(share * sorted.length))];
    }

    @Override
    public String toString() {
        return "%-44s p50 %7.2f ms  p95 %7.2f ms  recall %.4f  short of k: %d of %d"
                .formatted(what, percentile(0.5), percentile(0.95), recall, missing, milliseconds.length);
    }
}
