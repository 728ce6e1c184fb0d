package dev.holdfast.domain.recall;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009) with the inverse document frequency
 * that Lucene takes, ln(1 + (N - df + 0.5) / (df + 0.5)), which is above 0 for every df up to N. A term scores
 * idf * f * (k1 + 1) / (f + k1 * (1 - b + b * length / average)). A term in the title occurs there once more in part, before it
 * sates, as fields are combined in BM25F (Robertson, Zaragoza and Taylor, CIKM 2004).
 */
final class Bm25 {
    private final LexicalCandidates candidates;
    private final Tuning tuning;
    private final double[] idf;
    private final double average;
    /** For each term the weight it counts with, and the first of the terms that stand for one another. */
    private final double[] weights;

    private final int[] leaders;

    Bm25(Question question, LexicalCandidates candidates, Tuning tuning) {
        this.candidates = candidates;
        this.tuning = tuning;
        this.average = candidates.averageLength() > 0 ? candidates.averageLength() : 1;
        this.idf = candidates.documentFrequencies().stream()
                .mapToDouble(df -> idf(candidates.passages(), df))
                .toArray();
        this.weights = new double[idf.length];
        this.leaders = new int[idf.length];
        for (int i = 0; i < idf.length; i++) {
            weights[i] = 1;
            leaders[i] = i;
        }
        for (RelatedWord word : question.related()) {
            int term = candidates.terms().indexOf(word.stem());
            int leader = candidates.terms().indexOf(word.of());
            if (term >= 0 && leader >= 0) {
                // However rare, it is worth less than what was asked for.
                idf[term] = Math.min(idf[term], idf[leader]);
                weights[term] = word.weight();
                leaders[term] = leader;
            }
        }
    }
    /** The question's own term for which a term stands; itself for those of the question. */
    int leader(int term) {
        return leaders[term];
    }

    static double idf(long passages, long documentFrequency) {
        // Both are estimates in large tenants, and need not agree.
        long all = Math.max(passages, 0);
        long with = Math.clamp(documentFrequency, 0, all);
        return Math.log(1 + (all - with + 0.5) / (with + 0.5));
    }

    List<String> terms() {
        return candidates.terms();
    }

    double idf(int term) {
        return idf[term];
    }

    /** What each term of the query adds to the score of a passage, 0 for those it has not. */
    double[] scores(LexicalCandidates.Candidate candidate) {
        double[] scores = new double[idf.length];
        double norm = tuning.k1() * (1 - tuning.b() + tuning.b() * candidate.length() / average);
        for (int i = 0; i < scores.length; i++) {
            double frequency = candidate.frequencies().get(i);
            if (frequency > 0) {
                frequency += candidate.inTitle().get(i) ? tuning.titleBoost() : 0;
                scores[i] = weights[i] * idf[i] * frequency * (tuning.k1() + 1) / (frequency + norm);
            }
        }
        for (int i = 0; i < scores.length; i++) {
            int leader = leaders[i];
            if (leader != i && scores[i] > 0) {
                // Of words for one thing the best counts.
                scores[scores[i] > scores[leader] ? leader : i] = 0;
            }
        }
        return scores;
    }

    /** The terms a passage has, the weightiest first. */
    List<Explanation.Term> explain(LexicalCandidates.Candidate candidate, double[] scores) {
        List<Explanation.Term> terms = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            if (candidate.frequencies().get(i) > 0) {
                terms.add(new Explanation.Term(
                        candidates.terms().get(i),
                        candidate.frequencies().get(i),
                        idf[i],
                        scores[i],
                        candidate.inTitle().get(i)));
            }
        }
        terms.sort(Comparator.comparingDouble(Explanation.Term::score).reversed());
        return terms;
    }
}
