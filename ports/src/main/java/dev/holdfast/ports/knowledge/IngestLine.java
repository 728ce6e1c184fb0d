package dev.holdfast.ports.knowledge;

import dev.holdfast.domain.knowledge.DocumentDraft;
import dev.holdfast.domain.shared.Violation;
import java.util.List;
import java.util.Optional;

/** One line of an ingest, as the edge read it. {@link #line} counts from 1. */
public sealed interface IngestLine {
    int line();

    /**
     * A line that says what a document is to be.
     *
     * @param vectors of its chunks, when the caller brings some
     */
    record Sound(int line, DocumentDraft draft, Optional<ChunkVectors> vectors) implements IngestLine {
        public Sound(int line, DocumentDraft draft) {
            this(line, draft, Optional.empty());
        }
    }

    /** A line that does not; {@code violations} say why, and there is one at least. */
    record Broken(int line, List<Violation> violations) implements IngestLine {
        public Broken {
            violations = List.copyOf(violations);
        }
    }
}
