package dev.holdfast.ports.memory;

import dev.holdfast.domain.memory.MemoryDraft;
import dev.holdfast.domain.shared.Moments;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.TextRules;
import dev.holdfast.domain.shared.Violations;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which memories a caller asks about. All conditions hold together; an absent one does not restrict.
 *
 * @param namespace the subtree to look in, by whole segments
 * @param minImportance 1 to 10
 * @param tags memories that carry every one of these
 * @param expiresBefore memories that will expire before this moment
 * @param asOf what was recorded at that moment instead of what is recorded now
 */
public record MemoryQuery(
        Optional<Namespace> namespace,
        Optional<String> category,
        Optional<Integer> minImportance,
        List<String> tags,
        Optional<Instant> expiresBefore,
        Optional<Instant> asOf) {
    public static final MemoryQuery EVERYTHING = new MemoryQuery(
            Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty());

    public MemoryQuery {
        tags = List.copyOf(tags);
        Violations violations = new Violations()
                .add(category.flatMap(
                        text -> TextRules.check("/category", text, 1, MemoryDraft.MAX_CATEGORY_CHARACTERS)))
                .addIf(
                        minImportance
                                .filter(importance -> importance < MemoryDraft.MIN_IMPORTANCE
                                        || importance > MemoryDraft.MAX_IMPORTANCE)
                                .isPresent(),
                        "/min_importance",
                        "out_of_range",
                        "min_importance is 1 to 10")
                .addIf(
                        tags.size() > MemoryService.MAX_FILTER_TAGS,
                        "/tags",
                        "too_many",
                        "at most " + MemoryService.MAX_FILTER_TAGS + " tags")
                .add(Moments.check("/expires_before", expiresBefore))
                .add(Moments.check("/as_of", asOf));
        for (int i = 0; i < tags.size(); i++) {
            violations.add(TextRules.check("/tags/" + i, tags.get(i), 1, MemoryDraft.MAX_TAG_CHARACTERS));
        }
        violations.throwIfAny();
        expiresBefore = Moments.toMicros(expiresBefore);
        asOf = Moments.toMicros(asOf);
    }
}
