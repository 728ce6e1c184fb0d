package dev.holdfast.domain.audit;

import dev.holdfast.domain.shared.PrincipalId;
import java.time.Instant;
import java.util.Optional;

/** Builds filters of audit entries, one condition at a time. */
public record AuditFilters(AuditFilter build) {
    public AuditFilters action(String action) {
        return with(Optional.of(action), build.principal(), build.subject(), build.outcome(), build.from(), build.to());
    }

    public AuditFilters principal(PrincipalId principal) {
        return with(build.action(), Optional.of(principal), build.subject(), build.outcome(), build.from(), build.to());
    }

    public AuditFilters subject(String subject) {
        return with(build.action(), build.principal(), Optional.of(subject), build.outcome(), build.from(), build.to());
    }

    public AuditFilters outcome(AuditOutcome outcome) {
        return with(build.action(), build.principal(), build.subject(), Optional.of(outcome), build.from(), build.to());
    }

    public AuditFilters from(Instant from) {
        return with(build.action(), build.principal(), build.subject(), build.outcome(), Optional.of(from), build.to());
    }

    public AuditFilters to(Instant to) {
        return with(build.action(), build.principal(), build.subject(), build.outcome(), build.from(), Optional.of(to));
    }

    private static AuditFilters with(
            Optional<String> action,
            Optional<PrincipalId> principal,
            Optional<String> subject,
            Optional<AuditOutcome> outcome,
            Optional<Instant> from,
            Optional<Instant> to) {
        return new AuditFilters(new AuditFilter(action, principal, subject, outcome, from, to));
    }
}
