package dev.holdfast.bench.eval;

import java.util.List;
import java.util.Set;

/**
 * The usual measures of a ranking against binary judgements (Manning, Raghavan and Schütze, "Introduction to Information Retrieval",
 * chapter 8), as averages over questions.
 *
 * @param questions how many
 * @param mrr 1 / rank of the first relevant passage among the first 10, 0 when none is
 * @param ndcg of the first 10, with gain 1, discount log2(rank + 1), by that of the ideal order
 */
record Metrics(int questions, double recall1, double recall5, double recall10, double mrr, double ndcg) {
    static final int DEPTH = 10;
    static final Metrics NONE = new Metrics(0, 0, 0, 0, 0, 0);

    /** Of one question. A key that is answered twice counts the first time only. */
    static Metrics of(List<String> answered, Set<String> relevant) {
        List<String> ranking = answered.stream().distinct().limit(DEPTH).toList();
        double reciprocal = 0;
        double gain = 0;
        for (int i = 0; i < ranking.size(); i++) {
            if (relevant.contains(ranking.get(i))) {
                gain += discount(i + 1);
                if (reciprocal == 0) {
                    reciprocal = 1.0 / (i + 1);
                }
            }
        }
        double ideal = 0;
        for (int rank = 1; rank <= Math.min(relevant.size(), DEPTH); rank++) {
            ideal += discount(rank);
        }
        return new Metrics(
                1,
                recall(ranking, relevant, 1),
                recall(ranking, relevant, 5),
                recall(ranking, relevant, 10),
                reciprocal,
                gain / ideal);
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
