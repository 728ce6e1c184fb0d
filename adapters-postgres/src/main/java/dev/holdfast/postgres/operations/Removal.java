package dev.holdfast.postgres.operations;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.operations.RetentionKind;
import dev.holdfast.domain.operations.RetiredRow;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.Scope;
import java.util.List;
import java.util.UUID;

/**
 * Rows that go for good, and what is written into the audit of it.
 *
 * @param kind its wire name
 * @param ids of the rows
 * @param versions of the rows, in the same order
 */
record Removal(Scope scope, String kind, List<UUID> ids, List<Long> versions, AuditEntryId auditId, Change change) {
    static Removal of(
            Scope scope, RetentionKind kind, List<RetiredRow.Name> names, AuditEntryId auditId, Change change) {
        return new Removal(
                scope,
                kind.wireName(),
                names.stream().map(RetiredRow.Name::id).toList(),
                names.stream().map(RetiredRow.Name::version).toList(),
                auditId,
                change);
    }
}
