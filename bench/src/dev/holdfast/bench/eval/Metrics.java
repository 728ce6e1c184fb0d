package dev.holdfast.bench.eval;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The usual measures of a ranking against judgements, of which recall and MRR count full answers only (Manning, Raghavan and Schütze, "Introduction to Information Retrieval",
 * chapter 8), as averages over questions.
 *
 * @param questions how many
 * @param mrr 1 / rank of the first relevant passage among the first 10, 0 when none is
 * @param ndcg of the first 10, with gain 1 of a full answer and 1/3 of half a one, discount log2(rank + 1), by that of the ideal order
 */
record Metrics(int questions, double recall1, double recall5, double recall10, double mrr, double ndcg) {
    static final int DEPTH = 10;
    static final Metrics NONE = new Metrics(0, 0, 0, 0, 0, 0);

    /** Of one question whose relevant passages answer it all alike. */
    static Metrics of(List<String> answered, Set<String> relevant) {
        return of(answered, relevant.stream().collect(Collectors.toMap(key -> key, key -> JudgedSet.Question.FULL)));
    }

    /** Of one question. A key that is answered twice counts the first time only. */
    static Metrics of(List<String> answered, Map<String, Integer> grades) {
        List<String> ranking = answered.stream().distinct().limit(DEPTH).toList();
        Set<String> relevant = new HashSet<>(grades.keySet());
        relevant.removeIf(key -> grades.get(key) < JudgedSet.Question.FULL);
        double reciprocal = 0;
        double gain = 0;
        for (int i = 0; i < ranking.size(); i++) {
            gain += gain(grades.getOrDefault(ranking.get(i), 0)) * discount(i + 1);
            if (reciprocal == 0 && relevant.contains(ranking.get(i))) {
                reciprocal = 1.0 / (i + 1);
            }
        }
        double ideal = 0;
        List<Integer> best = grades.values().stream().sorted(Comparator.reverseOrder()).limit(DEPTH).toList();
        for (int i = 0; i < best.size(); i++) {
            ideal += gain(best.get(i)) * discount(i + 1);
        }
        return new Metrics(
                1,
                recall(ranking, relevant, 1),
                recall(ranking, relevant, 5),
                recall(ranking, relevant, 10),
                reciprocal,
                gain / ideal);
    }

    /** 2^grade - 1 (Burges et al., ICML 2005), as a share of that of a full answer. */
    private static double gain(int grade) {
        return (Math.pow(2, grade) - 1) / (Math.pow(2, JudgedSet.Question.FULL) - 1);
    }

    /** The averages over the questions of both. */
    Metrics plus(Metrics other) {
        return new Metrics(
                questions + other.questions,
                average(recall1, other, other.recall1),
                average(recall5, other, other.recall5),
                average(recall10, other, other.recall10),
                average(mrr, other, other.mrr),
                average(ndcg, other, other.ndcg));
    }

    private double average(double mine, Metrics other, double theirs) {
        return (mine * questions + theirs * other.questions) / (questions + other.questions);
    }

    private static double recall(List<String> ranking, Set<String> relevant, int depth) {
        return ranking.stream().limit(depth).filter(relevant::contains).count() / (double) relevant.size();
    }

    private static double discount(int rank) {
        return Math.log(2) / Math.log(rank + 1);
    }
}
