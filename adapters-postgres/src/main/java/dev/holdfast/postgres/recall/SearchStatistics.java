package dev.holdfast.postgres.recall;

import dev.holdfast.domain.recall.PassageKind;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.postgres.support.SqlRunner;
import java.time.Instant;

/**
 * Figures about tenants with many passages, which searches take instead of counting: how many there are, their length, and which
 * words are in many. Searches are right without them, and slower.
 */
public final class SearchStatistics {
    private final SqlRunner runner;

    public SearchStatistics(SqlRunner runner) {
        this.runner = runner.with(PassageMapper.class);
    }

    /**
     * Counts anew what is due at {@code now}: of a large tenant at most once a minute, and its words when a fifth of the passages
     * has changed or a day has passed.
     *
     * @return how many passages were read for their words; 0 when that was not due
     */
    public long refresh(Scope scope, Instant now) {
        long sampled = 0;
        for (PassageKind kind : PassageKind.values()) {
            sampled += runner.write(
                    scope,
                    "recall.refresh_statistics",
                    (session, entry) -> session.getMapper(PassageMapper.class).refreshStatistics(entry, kind, now));
        }
        return sampled;
    }
}
