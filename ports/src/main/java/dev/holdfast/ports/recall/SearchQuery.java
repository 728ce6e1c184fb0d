package dev.holdfast.ports.recall;

import dev.holdfast.domain.recall.Condition;
import dev.holdfast.domain.recall.Conditions;
import dev.holdfast.domain.recall.Question;
import dev.holdfast.domain.recall.Tuning;
import dev.holdfast.domain.recall.VectorQuery;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.TextRules;
import dev.holdfast.domain.shared.Violations;
import java.util.Optional;

/**
 * What to search for in one source.
 *
 * @param text as in {@link RecallQuery}
 * @param vector the same as a vector, when the caller made one
 * @param limit at most so many, 1 to {@value PageRequest#MAX_LIMIT}
 */
public record SearchQuery(String text, Condition where, Optional<VectorQuery> vector, int limit, Tuning tuning) {
    /** @throws dev.holdfast.domain.shared.InvalidInput with everything that is out of bounds */
    public SearchQuery {
        new Violations()
                .add(TextRules.check("/query", text, 1, Question.MAX_CHARACTERS))
                .addIf(
                        limit < 1 || limit > PageRequest.MAX_LIMIT,
                        "/limit",
                        "out_of_range",
                        "limit is 1 to " + PageRequest.MAX_LIMIT)
                .add(tuning.checkText("/ranking", limit))
                .throwIfAny();
        Conditions.require("/filter", where);
    }

    /** With everything but the words left at its default. */
    public static SearchQuery of(String text, int limit) {
        return new SearchQuery(text, Condition.ALWAYS, Optional.empty(), limit, Tuning.DEFAULT);
    }
}
