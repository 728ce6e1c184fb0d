package dev.holdfast.domain.memory;

import dev.holdfast.domain.audit.AuditEntryId;

/**
 * One memory to be written.
 *
 * @param newId the id it gets if it does not exist yet
 * @param auditId the id of the audit entry that records the change
 */
public record MemoryWrite(MemoryId newId, AuditEntryId auditId, MemoryDraft draft) {}
