package dev.holdfast.domain.knowledge;

import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.TextRules;
import java.time.Instant;
import java.util.List;

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

    /** What it counts for in a page ({@link dev.holdfast.domain.shared.Page#MAX_BYTES}). */
    public long weight() {
        return TextRules.utf8Length(text)
                + headings.stream().mapToLong(TextRules::utf8Length).sum()
                + DocumentDraft.METADATA_WEIGHT * metadata.bytes();
    }
}
