package dev.holdfast.domain.recall;

import java.util.List;

/**
 * Why a passage stands where it does. Its score is the fused score of the arms times every factor after the fusion.
 *
 * @param arms the ways in which it was found
 * @param terms the words it has of the question, the weightiest first
 * @param boosts what changed its score, in the order of application
 */
public record Explanation(List<Arm> arms, List<Term> terms, List<Boost> boosts) {
    public Explanation {
        arms = List.copyOf(arms);
        terms = List.copyOf(terms);
        boosts = List.copyOf(boosts);
    }

    /**
     * One way of finding.
     *
     * @param name {@code lexical} or {@code vector}
     * @param rank 1 for the best of this arm
     * @param score the arm's own: BM25 with its boosts, or the nearness by the query's metric
     * @param share what it adds to the fused score
     */
    public record Arm(String name, int rank, double score, double share) {}

    /**
     * One term.
     *
     * @param frequency how often the passage has it
     * @param idf its inverse document frequency
     * @param score what it adds to the passage's BM25 score
     */
    public record Term(String term, int frequency, double idf, double score, boolean inTitle) {}

    /**
     * A change of the score.
     *
     * @param name {@code neighbours} adds to the BM25 score; {@code coverage}, {@code speaker}, {@code proximity}, {@code type},
     *     {@code asking} and {@code date} multiply the sum; {@code recency}, {@code importance} and {@code diversity} multiply the
     *     fused score
     * @param value the addend or the factor
     */
    public record Boost(String name, double value) {}
}
