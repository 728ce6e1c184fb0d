package dev.holdfast.bench.eval;

import dev.holdfast.bench.BenchException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** {@link Metrics} against values worked out by hand; every run begins with it, for a wrong ruler measures nothing. */
final class MetricsCheck {
    private MetricsCheck() {}

    static void run() {
        // One relevant passage, third: 1/3; 1/log2(4) = 1/2.
        expect("third", Metrics.of(List.of("x", "y", "a", "z"), Set.of("a")), new Metrics(1, 0, 1, 1, 1 / 3.0, 0.5));
        // First and sixth of two: gain 1 + 1/log2(7) = 1.356207, ideal 1 + 1/log2(3) = 1.630930.
        expect(
                "first and sixth",
                Metrics.of(List.of("a", "p", "q", "r", "s", "b"), Set.of("a", "b")),
                new Metrics(1, 0.5, 0.5, 1, 1, 0.831555));
        // Tenth counts, eleventh does not: 1/10; 1/log2(11) = 0.289065.
        List<String> nine = List.of("1", "2", "3", "4", "5", "6", "7", "8", "9");
        expect("tenth", Metrics.of(with(nine, "a"), Set.of("a")), new Metrics(1, 0, 0, 1, 0.1, 0.289065));
        expect("eleventh", Metrics.of(with(with(nine, "10"), "a"), Set.of("a")), new Metrics(1, 0, 0, 0, 0, 0));
        expect("nothing", Metrics.of(List.of(), Set.of("a")), new Metrics(1, 0, 0, 0, 0, 0));
        // A repeated key is no second hit, and takes no rank: b is second. Gain and ideal are 1 + 1/log2(3).
        expect("twice", Metrics.of(List.of("a", "a", "b"), Set.of("a", "b")), new Metrics(1, 0.5, 1, 1, 1, 1));
        // Three relevant, second and third found: (1/log2(3) + 1/2) / (1 + 1/log2(3) + 1/2) = 1.130930 / 2.130930.
        expect(
                "two of three",
                Metrics.of(List.of("x", "a", "b"), Set.of("a", "b", "c")),
                new Metrics(1, 0, 2 / 3.0, 2 / 3.0, 0.5, 0.530721));
        // A full answer after half a one: (1/3 + 1/log2(3)) / (1 + 1/3/log2(3)) = 0.964263 / 1.210310. Only the full one is relevant.
        expect(
                "graded",
                Metrics.of(List.of("b", "a"), Map.of("a", 2, "b", 1)),
                new Metrics(1, 0, 1, 1, 0.5, 0.796707));
        // The average of a question at rank 3 and one at rank 1 twice.
        Metrics third = Metrics.of(List.of("x", "y", "a"), Set.of("a"));
        Metrics first = Metrics.of(List.of("a"), Set.of("a"));
        expect(
                "average",
                Metrics.NONE.plus(third).plus(first.plus(first)),
                new Metrics(3, 2 / 3.0, 1, 1, 7 / 9.0, 2.5 / 3));
    }

    private static List<String> with(List<String> some, String one) {
        return Stream.concat(some.stream(), Stream.of(one)).toList();
    }

    private static void expect(String name, Metrics is, Metrics should) {
        if (is.questions() != should.questions()
                || differ(is.recall1(), should.recall1())
                || differ(is.recall5(), should.recall5())
                || differ(is.recall10(), should.recall10())
                || differ(is.mrr(), should.mrr())
                || differ(is.ndcg(), should.ndcg())) {
            throw new BenchException("the metrics are wrong (" + name + "): " + is + " instead of " + should);
        }
    }

    private static boolean differ(double one, double other) {
        return !(Math.abs(one - other) < 1e-5);
    }
}
