package dev.holdfast.domain.recall;

import dev.holdfast.domain.shared.Namespace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which passages a question is about. Only live ones are: not deleted, not expired at {@code now}.
 *
 * @param within the subtrees to look in, by whole segments; an empty list means the whole tenant. A chunk is in
 *     {@code collections/<name>}
 * @param where what else must hold
 * @param asOf what was recorded at that moment instead of what is recorded now; chunks have no recorded past and ignore it
 * @param now the present, by which expiry is judged
 */
public record PassageFilter(List<Namespace> within, Condition where, Optional<Instant> asOf, Instant now) {
    public PassageFilter {
        within = List.copyOf(within);
    }

    /** Everything that lies within. */
    public PassageFilter withoutConditions() {
        return new PassageFilter(within, Condition.ALWAYS, asOf, now);
    }
}
