package dev.holdfast.domain.knowledge;

import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.TextRules;
import java.time.Instant;
import java.util.Optional;

/**
 * A document without its text, which is in its chunks. The caller's part is documented at {@link DocumentDraft}.
 *
 * @param contentHash of title and chunks; see {@link DocumentHash}
 * @param chunks how many it has
 * @param version 1 at first, one more at every change
 * @param createdBy the principal that wrote this version
 */
public record Document(
        DocumentId id,
        DocumentAddress address,
        Optional<String> title,
        Optional<String> source,
        DocumentHash contentHash,
        int chunks,
        JsonDocument metadata,
        Optional<Instant> validFrom,
        Optional<Instant> validTo,
        Revision version,
        Instant createdAt,
        Instant updatedAt,
        PrincipalId createdBy) {
    /** What it counts for in a page ({@link dev.holdfast.domain.shared.Page#MAX_BYTES}). */
    public long weight() {
        return DocumentDraft.METADATA_WEIGHT * metadata.bytes()
                + title.map(TextRules::utf8Length).orElse(0L)
                + source.map(TextRules::utf8Length).orElse(0L);
    }
}
