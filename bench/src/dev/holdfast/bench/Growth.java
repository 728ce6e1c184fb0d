package dev.holdfast.bench;

import dev.holdfast.bench.recall.RecallBench;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How what one caller waits for grows with what there is. A server and a database of its own. */
final class Growth {
    private static final int[] SIZES = {10_000, 100_000, 1_000_000};

    private Growth() {}

    /** The median of one operation at one size, beside that at the first. */
    record Step(String operation, int memories, Ratio median) {
        Map<String, Object> json() {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("operation", operation);
            one.put("memories", memories);
            one.put("median", median.json());
            return one;
        }
    }

    static List<Step> measure(Options options) {
        List<RecallBench.Took> all = new ArrayList<>();
        RecallBench.run(options.root(), SIZES, all::add);
        List<Step> steps = new ArrayList<>();
        for (RecallBench.Took took : all) {
            first(all, took.operation())
                    .ifPresent(first -> steps.add(new Step(
                            took.operation(),
                            took.memories(),
                            Quantity.milliseconds(took.median()).to(Quantity.milliseconds(first.median()), "that at " + SIZES[0]))));
        }
        return steps;
    }

    private static Optional<RecallBench.Took> first(List<RecallBench.Took> all, String operation) {
        return all.stream().filter(each -> each.operation().equals(operation)).findFirst();
    }
}
