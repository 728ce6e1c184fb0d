package dev.holdfast.bench.eval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** What every contender reached on every group of sets. */
final class Results {
    /** Less than this the table does not show: two passages of one question among a hundred that change places far down. */
    private static final double SHOWN = 0.0005;

    private final Map<String, Map<String, Metrics>> byGroup = new LinkedHashMap<>();

    /** Asks all questions of the set. */
    void run(String group, Contender contender, JudgedSet set) {
        Metrics sum = Metrics.NONE;
        for (JudgedSet.Question question : set.questions()) {
            sum = sum.plus(Metrics.of(contender.answer(question.text(), Metrics.DEPTH), question.grades()));
        }
        byGroup.computeIfAbsent(group, key -> new LinkedHashMap<>()).merge(contender.name(), sum, Metrics::plus);
    }

    Metrics of(String group, String contender) {
        return byGroup.getOrDefault(group, Map.of()).getOrDefault(contender, Metrics.NONE);
    }

    /** Where one of {@code ours} is below {@code theirs} in recall@10 or nDCG@10. */
    List<String> defeats(Predicate<String> ours, String theirs) {
        List<String> defeats = new ArrayList<>();
        byGroup.forEach((group, contenders) -> contenders.forEach((name, metrics) -> {
            Metrics bar = contenders.get(theirs);
            if (bar != null && ours.test(name)) {
                compare(defeats, group + ": " + name, "recall@10", metrics.recall10(), theirs, bar.recall10());
                compare(defeats, group + ": " + name, "nDCG@10", metrics.ndcg(), theirs, bar.ndcg());
            }
        }));
        return defeats;
    }

    private static void compare(
            List<String> defeats, String who, String measure, double is, String theirs, double bar) {
        if (is < bar - SHOWN) {
            defeats.add(String.format(
                    Locale.ROOT, "%s has %s %.3f, %s %.3f", who, measure, is, theirs, bar));
        }
    }

    String table() {
        StringBuilder table = new StringBuilder();
        byGroup.forEach((group, contenders) -> {
            int questions = contenders.values().iterator().next().questions();
            table.append(String.format(
                    Locale.ROOT,
                    "%n%-68s %6s %6s %6s %6s %6s%n",
                    group + " (" + questions + " questions)",
                    "R@1",
                    "R@5",
                    "R@10",
                    "MRR",
                    "nDCG"));
            contenders.forEach((name, metrics) -> table.append(String.format(
                    Locale.ROOT,
                    "  %-66s %6.3f %6.3f %6.3f %6.3f %6.3f%n",
                    name,
                    metrics.recall1(),
                    metrics.recall5(),
                    metrics.recall10(),
                    metrics.mrr(),
                    metrics.ndcg())));
        });
        return table.toString();
    }
}
