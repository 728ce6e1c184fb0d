package dev.holdfast.domain.knowledge;

import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.TextRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stored piece of a document. The caller's part is documented at {@link ChunkDraft}.
 *
 * @param ordinal its place in the document, from 0
 * @param createdAt when the version of the document was written that brought it
 */
public record Chunk(
        ChunkId id,
        DocumentId document,
        int ordinal,
        List<String> headings,
        String text,
        int tokens,
        JsonDocument metadata,
        Instant createdAt) {
    public Chunk {
        headings = List.copyOf(headings);
    }

    /**
     * What a chunk stands under: the title of its document and its headings, joined by {@code " > "}, and a title that is the first
     * heading as well only once. Empty when there is nothing.
     */
    public static Optional<String> title(Optional<String> documentTitle, List<String> headings) {
        boolean repeated = !headings.isEmpty() && documentTitle.equals(Optional.of(headings.getFirst()));
        List<String> all =
                new ArrayList<>(repeated ? List.of() : documentTitle.stream().toList());
        all.addAll(headings);
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join(" > ", all));
    }

    /** What it counts for in a page ({@link dev.holdfast.domain.shared.Page#MAX_BYTES}). */
    public long weight() {
        return TextRules.utf8Length(text)
                + headings.stream().mapToLong(TextRules::utf8Length).sum()
                + DocumentDraft.METADATA_WEIGHT * metadata.bytes();
    }
}
