package dev.holdfast.domain.recall;

/**
 * A passage whose vector is near.
 *
 * @param nearness by the query's metric; more is nearer
 */
public record VectorMatch(PassageId id, double nearness) {}
