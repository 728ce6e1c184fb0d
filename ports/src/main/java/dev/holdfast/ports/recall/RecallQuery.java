package dev.holdfast.ports.recall;

import dev.holdfast.domain.recall.Condition;
import dev.holdfast.domain.recall.Conditions;
import dev.holdfast.domain.recall.PassageKind;
import dev.holdfast.domain.recall.Question;
import dev.holdfast.domain.recall.Tuning;
import dev.holdfast.domain.recall.VectorQuery;
import dev.holdfast.domain.shared.Moments;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.TextRules;
import dev.holdfast.domain.shared.Violations;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a caller wants to know.
 *
 * @param text the question in plain words, 1 to {@value Question#MAX_CHARACTERS} characters; {@code "..."} is a phrase that must
 *     occur and {@code word*} the beginning of a word that must
 * @param namespace the subtree of memories to look in, by whole segments; empty for all that the caller may see
 * @param collections the names of the collections to look in, at most {@value #MAX_COLLECTIONS}; empty for all that the caller may
 *     see. One that does not exist has nothing
 * @param sources what to look for; empty for everything the caller may see
 * @param vector the question as a vector, when the caller made one
 * @param asOf looks for memories as they were recorded at that moment; documents have no recorded past and ignore it
 * @param limit at most so many, 1 to {@value #MAX_LIMIT}
 * @param maxTokens what all texts together may come to, 1 to {@value #MAX_TOKENS}
 */
public record RecallQuery(
        String text,
        Optional<Namespace> namespace,
        List<String> collections,
        Set<PassageKind> sources,
        Condition where,
        Optional<VectorQuery> vector,
        Optional<Instant> asOf,
        int limit,
        int maxTokens,
        Tuning tuning) {
    public static final int DEFAULT_LIMIT = 10;
    public static final int MAX_LIMIT = 100;
    public static final int DEFAULT_TOKENS = 2_000;
    public static final int MAX_TOKENS = 100_000;
    public static final int MAX_COLLECTIONS = 32;

    /** @throws dev.holdfast.domain.shared.InvalidInput with everything that is out of bounds */
    public RecallQuery {
        collections = List.copyOf(collections);
        sources = Set.copyOf(sources);
        Violations violations = new Violations()
                .add(TextRules.check("/query", text, 1, Question.MAX_CHARACTERS))
                .addIf(
                        collections.size() > MAX_COLLECTIONS,
                        "/collections",
                        "too_many",
                        "at most " + MAX_COLLECTIONS + " collections")
                .add(Moments.check("/as_of", asOf))
                .addIf(limit < 1 || limit > MAX_LIMIT, "/limit", "out_of_range", "limit is 1 to " + MAX_LIMIT)
                .add(tuning.checkText("/ranking", limit))
                .addIf(
                        maxTokens < 1 || maxTokens > MAX_TOKENS,
                        "/max_tokens",
                        "out_of_range",
                        "max_tokens is 1 to " + MAX_TOKENS);
        for (int i = 0; i < collections.size(); i++) {
            violations.add(Reach.checkCollection("/collections/" + i, collections.get(i)));
        }
        violations.throwIfAny();
        Conditions.require("/filter", where);
        asOf = Moments.toMicros(asOf);
    }

    /** A question about everything the caller may see, with everything else left at its default. */
    public static RecallQuery of(String text) {
        return new RecallQuery(
                text,
                Optional.empty(),
                List.of(),
                Set.of(),
                Condition.ALWAYS,
                Optional.empty(),
                Optional.empty(),
                DEFAULT_LIMIT,
                DEFAULT_TOKENS,
                Tuning.DEFAULT);
    }
}
