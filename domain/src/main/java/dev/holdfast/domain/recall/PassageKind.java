package dev.holdfast.domain.recall;

/** What a passage is a piece of. */
public enum PassageKind {
    MEMORY,
    CHUNK
}
