package dev.holdfast.postgres.operations;

import dev.holdfast.domain.operations.RetentionCut;
import dev.holdfast.domain.operations.RetentionRule;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A {@link RetentionCut} as the statements take it.
 *
 * @param most rows that stay; of superseded versions, how many stay of each memory
 */
record CutRow(
        String kind,
        Instant now,
        Optional<Instant> oldBefore,
        Instant untouchedSince,
        Optional<Instant> surplusAt,
        Optional<UUID> surplusId,
        long most,
        Optional<Integer> keepImportance) {
    static CutRow of(RetentionCut cut) {
        return new CutRow(
                cut.kind().wireName(),
                cut.now(),
                cut.oldBefore(),
                cut.untouchedSince(),
                cut.surplus().map(RetentionCut.Surplus::at),
                cut.surplus().map(RetentionCut.Surplus::id),
                cut.rule().maxCount().orElse(RetentionRule.MAX_COUNT),
                cut.rule().keepImportance());
    }
}
