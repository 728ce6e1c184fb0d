package dev.holdfast.domain.audit;

import dev.holdfast.domain.shared.PrincipalId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which audit entries a list is about. All conditions hold together; an absent one does not restrict.
 *
 * @param subject the exact name of the subject
 * @param from entries at or after this moment
 * @param to entries before this moment
 */
public record AuditFilter(
        Optional<String> action,
        Optional<PrincipalId> principal,
        Optional<String> subject,
        Optional<AuditOutcome> outcome,
        Optional<Instant> from,
        Optional<Instant> to) {
    public static AuditFilter everything() {
        return new AuditFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
