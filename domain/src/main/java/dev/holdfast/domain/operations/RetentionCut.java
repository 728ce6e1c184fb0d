package dev.holdfast.domain.operations;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A rule at a moment: what goes by it. Stays the same however long the work takes, so that nothing goes that was not meant to when it
 * was begun.
 *
 * @param now what has expired by then counts as expired
 * @param surplus of what there is too much, the newest
 */
public record RetentionCut(RetentionRule rule, Instant now, Optional<Surplus> surplus) {
    /** Everything up to this row, in the order of time and id, is too much. */
    public record Surplus(Instant at, UUID id) {}

    public RetentionKind kind() {
        return rule.kind();
    }

    public Optional<Instant> oldBefore() {
        return rule.oldBefore(now);
    }

    public Instant untouchedSince() {
        return RetentionRule.untouchedSince(now);
    }
}
