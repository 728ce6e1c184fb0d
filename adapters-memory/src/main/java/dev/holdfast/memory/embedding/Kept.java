package dev.holdfast.memory.embedding;

import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.embedding.Vector;
import java.time.Instant;
import java.util.Comparator;

/** A vector that is kept. */
record Kept(Vector vector, boolean cached, Instant since) {
    record Name(String model, ContentHash hash) {
        static final Comparator<Name> ORDER = Comparator.comparing(Name::model).thenComparing(Name::hash);
    }
}
