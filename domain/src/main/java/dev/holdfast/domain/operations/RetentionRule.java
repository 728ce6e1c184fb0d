package dev.holdfast.domain.operations;

import dev.holdfast.domain.shared.Violations;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long something is kept. What is too old goes, and what is too much; what matters enough stays, whatever its age, and does not
 * count. Whatever changed within the last day stays too: the repetition of a request is answered from it.
 *
 * @param maxAgeDays what is older goes
 * @param maxCount of the rest so many stay, the newest; of {@link RetentionKind#MEMORY_VERSIONS} so many of each memory
 * @param keepImportance memories that are this important stay
 */
public record RetentionRule(
        RetentionKind kind, Optional<Integer> maxAgeDays, Optional<Long> maxCount, Optional<Integer> keepImportance) {
    public static final int MAX_DAYS = 36_500;
    public static final long MAX_COUNT = 2_000_000_000L;

    /** As long as the claim of an idempotency key is honoured. */
    public static final Duration UNTOUCHED = Duration.ofDays(1);

    public RetentionRule {
        new Violations()
                .addIf(
                        maxAgeDays.isEmpty() && maxCount.isEmpty(),
                        "",
                        "required",
                        "a policy says max_age_days, max_count, or both")
                .addIf(
                        maxAgeDays.filter(days -> days < 1 || days > MAX_DAYS).isPresent(),
                        "/max_age_days",
                        "out_of_range",
                        "1 to " + MAX_DAYS + " days")
                .addIf(
                        maxCount.filter(count -> count < 0 || count > MAX_COUNT).isPresent(),
                        "/max_count",
                        "out_of_range",
                        "0 to " + MAX_COUNT)
                .addIf(
                        keepImportance.filter(least -> least < 1 || least > 10).isPresent(),
                        "/keep_importance",
                        "out_of_range",
                        "1 to 10")
                .addIf(
                        keepImportance.isPresent() && !kind.isOfMemories(),
                        "/keep_importance",
                        "not_applicable",
                        "only memories have an importance")
                .throwIfAny();
    }

    /** What changed before that moment is too old. */
    public Optional<Instant> oldBefore(Instant now) {
        return maxAgeDays.map(days -> now.minus(Duration.ofDays(days)));
    }

    /** What changed at that moment or later stays. */
    public static Instant untouchedSince(Instant now) {
        return now.minus(UNTOUCHED);
    }
}
