package dev.holdfast.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** One operation at one number of connections, over all rounds. */
record Contest(Operation operation, int connections, List<Round> rounds) {
    /**
     * @param http Holdfast
     * @param same pgbench with as many connections
     * @param best pgbench with the number of connections that suits it better, or the same
     */
    record Round(Measurement http, Measurement same, Measurement best) {
        double ratio() {
            return http.rate() / same.rate();
        }

        double ratioToBest() {
            return http.rate() / Math.max(same.rate(), best.rate());
        }

        boolean disturbed() {
            return http.disturbed() || same.disturbed() || best.disturbed();
        }
    }

    Contest(Operation operation, int connections) {
        this(operation, connections, new ArrayList<>());
    }

    double median(ToDoubleFunction<Round> value) {
        double[] sorted = rounds.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double least(ToDoubleFunction<Round> value) {
        return rounds.stream().mapToDouble(value).min().orElseThrow();
    }

    double most(ToDoubleFunction<Round> value) {
        return rounds.stream().mapToDouble(value).max().orElseThrow();
    }

    /** Requests that the server would not do, over all rounds. */
    long refused() {
        return rounds.stream().mapToLong(round -> round.http().refused()).sum();
    }

    long disturbed() {
        return rounds.stream().filter(Round::disturbed).count();
    }
}
