package dev.holdfast.domain.knowledge;

import dev.holdfast.domain.audit.AuditEntryId;

/**
 * One collection to be written.
 *
 * @param newId the id it gets if it does not exist yet
 * @param auditId the id of the audit entry that records the change
 */
public record CollectionWrite(CollectionId newId, AuditEntryId auditId, CollectionDraft draft) {}
