package dev.holdfast.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * One operation at one number of connections, over all rounds.
 *
 * @param rounds that count
 * @param repeated rounds that other work on the machine had disturbed, and that were measured again
 */
record Contest(Operation operation, int connections, List<Round> rounds, List<Round> repeated) {
    /** What each contender did, right after one another. */
    record Round(Map<String, Measurement> of) {
        Round {
            of = new LinkedHashMap<>(of);
        }

        boolean disturbed() {
            return of.values().stream().anyMatch(Measurement::disturbed);
        }

        Measurement holdfast() {
            return of.get(OverHttp.NAME);
        }
    }

    Contest(Operation operation, int connections) {
        this(operation, connections, new ArrayList<>(), new ArrayList<>());
    }

    /** Who took part. */
    List<String> contenders() {
        return rounds.isEmpty() ? List.of() : List.copyOf(rounds.getFirst().of().keySet());
    }

    boolean has(String contender) {
        return contenders().contains(contender);
    }

    /** Of Holdfast's rate to another's, in each round; nothing where the other took no part. */
    double[] ratios(String other) {
        return rounds.stream()
                .filter(round -> round.of().containsKey(other))
                .mapToDouble(round -> round.holdfast().rate() / round.of().get(other).rate())
                .toArray();
    }

    /** The median of the rounds' ratios, with the medians of what they are made of. */
    Optional<Ratio> rate(String other) {
        if (!has(other)) {
            return Optional.empty();
        }
        Quantity ours = Quantity.perSecond(median(OverHttp.NAME, Measurement::rate));
        Quantity theirs = Quantity.perSecond(median(other, Measurement::rate));
        return Optional.of(new Ratio(median(ratios(other)), ours, theirs, other));
    }

    /** Of Holdfast's median latency to another's. */
    Optional<Ratio> latency(String other) {
        if (!has(other)) {
            return Optional.empty();
        }
        double[] ratios = rounds.stream()
                .mapToDouble(round -> (double) round.holdfast().p50() / Math.max(1, round.of().get(other).p50()))
                .toArray();
        return Optional.of(new Ratio(
                median(ratios),
                Quantity.milliseconds(median(OverHttp.NAME, each -> each.p50() / 1e3)),
                Quantity.milliseconds(median(other, each -> each.p50() / 1e3)),
                other));
    }

    double median(String contender, ToDoubleFunction<Measurement> value) {
        return median(rounds.stream()
                .map(round -> round.of().get(contender))
                .mapToDouble(value)
                .toArray());
    }

    static double median(double... values) {
        double[] sorted = DoubleStream.of(values).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    static double least(double... values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    static double most(double... values) {
        return Arrays.stream(values).max().orElseThrow();
    }

    /** Requests that the server would not do, over all rounds. */
    long refused() {
        return rounds.stream().mapToLong(round -> round.holdfast().refused()).sum();
    }

    /** Rounds that count although they were disturbed, because repeating them did not help. */
    long disturbed() {
        return rounds.stream().filter(Round::disturbed).count();
    }
}
