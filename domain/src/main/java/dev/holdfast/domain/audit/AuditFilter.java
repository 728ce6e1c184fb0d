package dev.holdfast.domain.audit;

import dev.holdfast.domain.shared.Moments;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.TextRules;
import dev.holdfast.domain.shared.Violations;
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
    public AuditFilter {
        new Violations()
                .add(action.flatMap(text -> TextRules.checkEncodable("/action", text)))
                .add(subject.flatMap(text -> TextRules.checkEncodable("/subject", text)))
                .add(Moments.check("/from", from))
                .add(Moments.check("/to", to))
                .throwIfAny();
        from = Moments.toMicros(from);
        to = Moments.toMicros(to);
    }

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
