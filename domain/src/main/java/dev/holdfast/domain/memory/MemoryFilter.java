package dev.holdfast.domain.memory;

import dev.holdfast.domain.shared.Namespace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which memories a list or a search is about. All conditions hold together; an absent one does not restrict.
 *
 * @param within the subtrees to look in, by whole segments; an empty list means the whole tenant
 * @param minImportance at least this important, 1 to 10
 * @param tags memories that carry every one of these
 * @param expiresBefore memories that will expire before this moment
 * @param asOf what was recorded at that moment instead of what is recorded now
 * @param now the present, by which expiry is judged
 */
public record MemoryFilter(
        List<Namespace> within,
        Optional<String> category,
        Optional<Integer> minImportance,
        List<String> tags,
        Optional<Instant> expiresBefore,
        Optional<Instant> asOf,
        Instant now) {
    public MemoryFilter {
        within = List.copyOf(within);
        tags = List.copyOf(tags);
    }

    /** Every memory of the tenant. */
    public static MemoryFilter everything(Instant now) {
        return new MemoryFilter(
                List.of(), Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty(), now);
    }
}
