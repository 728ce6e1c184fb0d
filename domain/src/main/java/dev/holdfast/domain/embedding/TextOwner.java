package dev.holdfast.domain.embedding;

import java.util.UUID;

/** Whose text is to be embedded. */
public record TextOwner(Kind kind, UUID id) {
    public enum Kind {
        MEMORY,
        CHUNK
    }
}
