package dev.holdfast.domain.knowledge;

import dev.holdfast.domain.audit.AuditEntryId;
import java.util.List;

/**
 * One document to be written.
 *
 * @param newId the id it gets if it does not exist yet
 * @param auditId the id of the audit entry that records the change
 * @param chunkIds the ids its chunks get if they are new, ascending, as many as the draft has chunks
 */
public record DocumentWrite(DocumentId newId, AuditEntryId auditId, List<ChunkId> chunkIds, DocumentDraft draft) {
    public DocumentWrite {
        chunkIds = List.copyOf(chunkIds);
        if (chunkIds.size() != draft.chunks().size()) {
            throw new IllegalArgumentException("each chunk has an id");
        }
    }
}
