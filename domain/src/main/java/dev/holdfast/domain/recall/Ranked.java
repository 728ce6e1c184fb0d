package dev.holdfast.domain.recall;

/**
 * A passage with its place in an answer.
 *
 * @param score above 0; higher is better; comparable only inside one answer
 */
public record Ranked(Passage passage, double score, Explanation explanation) {}
