package dev.holdfast.bench.eval;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What one finds with {@code grep -i}: the passages that contain most of the question's words, as parts of words too. */
record Grep(List<JudgedSet.Passage> passages) implements Contender {
    @Override
    public String name() {
        return "grep";
    }

    @Override
    public List<String> answer(String question, int limit) {
        Set<String> words = Set.copyOf(TextbookBm25.words(question));
        double[] scores = new double[passages.size()];
        for (int i = 0; i < scores.length; i++) {
            String line = passages.get(i).line().toLowerCase(Locale.ROOT);
            scores[i] = words.stream().filter(line::contains).count();
        }
        return Contender.best(passages, scores, limit);
    }
}
