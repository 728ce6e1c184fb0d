package dev.holdfast.domain.recall;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009) with the inverse document frequency
 * that Lucene takes, ln(1 + (N - df + 0.5) / (df + 0.5)), which is above 0 for every df up to N. A term scores
 * idf * f * (k1 + 1) / (f + k1 * (1 - b + b * length / average)).
 */
final class Bm25 {
    private final LexicalCandidates candidates;
    private final Tuning tuning;

    Bm25(LexicalCandidates candidates, Tuning tuning) {
        this.candidates = candidates;
        this.tuning = tuning;
    }

    static double idf(long passages, long documentFrequency) {
        // Both are estimates in large tenants, and need not agree.
        double with = Math.min(Math.max(documentFrequency, 0), passages);
        return Math.log(1 + (passages - with + 0.5) / (with + 0.5));
    }

    /** What each term adds to the score of a passage, the most first; terms that it has not are left out. */
    List<Explanation.Term> terms(LexicalCandidates.Candidate candidate) {
        List<Explanation.Term> terms = new ArrayList<>();
        double average = candidates.averageLength() > 0 ? candidates.averageLength() : 1;
        double norm = tuning.k1() * (1 - tuning.b() + tuning.b() * candidate.length() / average);
        for (int i = 0; i < candidates.terms().size(); i++) {
            int frequency = candidate.frequencies().get(i);
            if (frequency > 0) {
                boolean inTitle = candidate.inTitle().get(i);
                double idf = idf(
                        candidates.passages(), candidates.documentFrequencies().get(i));
                double score = idf * frequency * (tuning.k1() + 1) / (frequency + norm);
                terms.add(new Explanation.Term(
                        candidates.terms().get(i),
                        frequency,
                        idf,
                        inTitle ? score * (1 + tuning.titleBoost()) : score,
                        inTitle));
            }
        }
        terms.sort(Comparator.comparingDouble(Explanation.Term::score).reversed());
        return terms;
    }
}
