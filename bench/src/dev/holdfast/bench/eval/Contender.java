package dev.holdfast.bench.eval;

import java.util.List;
import java.util.stream.IntStream;

/** Something that answers questions about the passages of one set. */
interface Contender {
    String name();

    /** The keys of the best passages, the best first, at most {@code limit}. */
    List<String> answer(String question, int limit);

    /** Its ranking by score, the better first and equal ones as they stand in the corpus; a score of 0 is no answer. */
    static List<String> best(List<JudgedSet.Passage> passages, double[] scores, int limit) {
        return IntStream.range(0, passages.size())
                .filter(i -> scores[i] > 0)
                .boxed()
                .sorted((one, other) -> Double.compare(scores[other], scores[one]))
                .limit(limit)
                .map(i -> passages.get(i).key())
                .toList();
    }
}
