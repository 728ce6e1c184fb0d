package dev.holdfast.bench.eval;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * BM25 with k1 = 1.2 and b = 0.75 over the terms that a function makes of a text, idf = ln(1 + (N - df + 0.5) / (df + 0.5)). Each
 * term of the question counts once.
 */
final class TextbookBm25 implements Contender {
    static final String PLAIN = "BM25";
    static final String STEMMED = "BM25, stemmed";
    private static final double K1 = 1.2;
    private static final double B = 0.75;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final String name;
    private final List<JudgedSet.Passage> passages;
    private final Function<String, List<String>> terms;
    private final Map<String, Map<Integer, Integer>> postings = new HashMap<>();
    private final int[] lengths;
    private final double averageLength;

    private TextbookBm25(String name, List<JudgedSet.Passage> passages, Function<String, List<String>> terms) {
        this.name = name;
        this.passages = passages;
        this.terms = terms;
        this.lengths = new int[passages.size()];
        for (int i = 0; i < lengths.length; i++) {
            List<String> words = terms.apply(passages.get(i).line());
            lengths[i] = words.size();
            for (String word : words) {
                postings.computeIfAbsent(word, key -> new HashMap<>()).merge(i, 1, Integer::sum);
            }
        }
        averageLength = Arrays.stream(lengths).average().orElse(1);
    }

    /** Words in lower case, no stemming, no stop words. */
    static TextbookBm25 plain(List<JudgedSet.Passage> passages) {
        return new TextbookBm25(PLAIN, passages, TextbookBm25::words);
    }

    /** With PostgreSQL's English stemmer and stop words. */
    static TextbookBm25 stemmed(List<JudgedSet.Passage> passages, Lexemes lexemes) {
        return new TextbookBm25(STEMMED, passages, lexemes::of);
    }

    static List<String> words(String text) {
        return BETWEEN_WORDS
                .splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> answer(String question, int limit) {
        double[] scores = new double[lengths.length];
        for (String term : terms.apply(question).stream().distinct().toList()) {
            Map<Integer, Integer> having = postings.getOrDefault(term, Map.of());
            double idf = Math.log(1 + (lengths.length - having.size() + 0.5) / (having.size() + 0.5));
            having.forEach((passage, frequency) -> scores[passage] += idf
                    * frequency
                    * (K1 + 1)
                    / (frequency + K1 * (1 - B + B * lengths[passage] / averageLength)));
        }
        return Contender.best(passages, scores, limit);
    }
}
