package dev.holdfast.domain.recall;

import java.util.List;

/**
 * What one index found for a question.
 *
 * @param nearest the nearest first; empty when the question has no vector
 */
public record Findings(PassageKind kind, LexicalCandidates lexical, List<VectorMatch> nearest) {
    public Findings {
        nearest = List.copyOf(nearest);
    }
}
