package dev.holdfast.domain.memory;

/**
 * A memory that a search found.
 *
 * @param score higher is better; comparable only inside one answer
 */
public record MemoryHit(Memory memory, double score) {}
