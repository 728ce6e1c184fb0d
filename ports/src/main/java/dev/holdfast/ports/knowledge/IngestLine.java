package dev.holdfast.ports.knowledge;

import dev.holdfast.domain.knowledge.DocumentDraft;
import dev.holdfast.domain.shared.Violation;
import java.util.List;

/** One line of an ingest, as the edge read it. {@link #line} counts from 1. */
public sealed interface IngestLine {
    int line();

    /** A line that says what a document is to be. */
    record Sound(int line, DocumentDraft draft) implements IngestLine {}

    /** A line that does not; {@code violations} say why, and there is one at least. */
    record Broken(int line, List<Violation> violations) implements IngestLine {
        public Broken {
            violations = List.copyOf(violations);
        }
    }
}
