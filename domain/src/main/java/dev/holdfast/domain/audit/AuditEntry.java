package dev.holdfast.domain.audit;

import dev.holdfast.domain.shared.PrincipalId;
import java.time.Instant;
import java.util.Optional;

/**
 * One change, or one refusal. Never altered and never removed; {@code seal} is added once, soon after the entry was committed.
 *
 * @param action name of the operation, such as {@code memory.set}
 * @param seal its place in the tenant's hash chain; empty until it was sealed
 */
public record AuditEntry(
        AuditEntryId id,
        Instant at,
        PrincipalId principal,
        String requestId,
        String action,
        AuditSubject subject,
        AuditOutcome outcome,
        Optional<AuditSeal> seal) {
    public AuditEntry unsealed() {
        return new AuditEntry(id, at, principal, requestId, action, subject, outcome, Optional.empty());
    }

    public AuditEntry sealedWith(AuditSeal newSeal) {
        return new AuditEntry(id, at, principal, requestId, action, subject, outcome, Optional.of(newSeal));
    }
}
