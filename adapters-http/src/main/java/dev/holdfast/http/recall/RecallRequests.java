package dev.holdfast.http.recall;

import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.domain.recall.Condition;
import dev.holdfast.domain.recall.Metric;
import dev.holdfast.domain.recall.PassageKind;
import dev.holdfast.domain.recall.RecallFeedback.Verdict;
import dev.holdfast.domain.recall.Tuning;
import dev.holdfast.domain.recall.VectorQuery;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.TextRules;
import dev.holdfast.domain.shared.Violation;
import dev.holdfast.ports.memory.MemoryQuery;
import dev.holdfast.ports.recall.RecallQuery;
import dev.holdfast.ports.recall.SearchQuery;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/** The bodies of the endpoints that ask, and how each becomes what the use case takes. */
final class RecallRequests {
    private static final int DEFAULT_HITS = 10;
    private static final int MAX_MODEL_CHARACTERS = 128;
    private static final int MAX_EFFORT = 1_000;

    private RecallRequests() {}

    /** What to look for. */
    enum Source {
        MEMORIES,
        DOCUMENTS;

        PassageKind kind() {
            return switch (this) {
                case MEMORIES -> PassageKind.MEMORY;
                case DOCUMENTS -> PassageKind.CHUNK;
            };
        }
    }

    /** A question as a vector. */
    record QuestionEmbedding(String model, List<Double> vector, Optional<Metric> metric, Optional<Integer> effort) {
        VectorQuery query() {
            TextRules.check("/embedding/model", model, 1, MAX_MODEL_CHARACTERS).ifPresent(RecallRequests::refuse);
            effort.filter(wish -> wish < 1 || wish > MAX_EFFORT)
                    .ifPresent(wish ->
                            refuse(new Violation("/embedding/effort", "out_of_range", "effort is 1 to " + MAX_EFFORT)));
            float[] values = new float[vector.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = vector.get(i).floatValue();
            }
            Vector.check("/embedding/vector", values).ifPresent(RecallRequests::refuse);
            return new VectorQuery(
                    model,
                    Vector.of(values),
                    metric.orElse(Metric.COSINE),
                    effort.map(OptionalInt::of).orElseGet(OptionalInt::empty));
        }
    }

    record Recall(
            String query,
            Optional<String> namespace,
            Optional<List<String>> collections,
            Optional<List<Source>> sources,
            Optional<JsonDocument> filter,
            Optional<QuestionEmbedding> embedding,
            Optional<Instant> asOf,
            Optional<Integer> limit,
            Optional<Integer> maxTokens,
            Optional<Boolean> explain,
            Optional<JsonDocument> ranking) {
        RecallQuery toQuery() {
            Set<PassageKind> kinds = new HashSet<>();
            sources.orElse(List.of()).forEach(source -> kinds.add(source.kind()));
            return new RecallQuery(
                    query,
                    namespace.map(RecallRequests::namespace),
                    collections.orElse(List.of()),
                    kinds,
                    where(filter),
                    embedding.map(QuestionEmbedding::query),
                    asOf,
                    Math.min(limit.orElse(RecallQuery.DEFAULT_LIMIT), RecallQuery.MAX_LIMIT),
                    Math.min(maxTokens.orElse(RecallQuery.DEFAULT_TOKENS), RecallQuery.MAX_TOKENS),
                    tuning(ranking));
        }
    }

    record MemorySearch(
            String query,
            Optional<String> namespace,
            Optional<String> category,
            Optional<Integer> minImportance,
            Optional<List<String>> tags,
            Optional<JsonDocument> filter,
            Optional<QuestionEmbedding> embedding,
            Optional<Instant> asOf,
            Optional<Integer> limit,
            Optional<Boolean> explain,
            Optional<JsonDocument> ranking) {
        MemoryQuery about() {
            return new MemoryQuery(
                    namespace.map(RecallRequests::namespace),
                    category,
                    minImportance,
                    tags.orElse(List.of()),
                    Optional.empty(),
                    asOf);
        }

        SearchQuery search() {
            return searchFor(query, filter, embedding, limit, ranking);
        }
    }

    record ChunkSearch(
            String query,
            Optional<JsonDocument> filter,
            Optional<QuestionEmbedding> embedding,
            Optional<Integer> limit,
            Optional<Boolean> explain,
            Optional<JsonDocument> ranking) {
        SearchQuery search() {
            return searchFor(query, filter, embedding, limit, ranking);
        }
    }

    record Feedback(String item, Verdict verdict, Optional<String> note) {
        UUID itemId() {
            return uuid(item)
                    .orElseThrow(
                            () -> InvalidInput.of("/item", "malformed", "must be the id of an item of the answer"));
        }
    }

    /** An id in the form that answers have it in. */
    static Optional<UUID> uuid(String text) {
        try {
            UUID id = UUID.fromString(text);
            return Optional.of(id).filter(read -> read.toString().equalsIgnoreCase(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static SearchQuery searchFor(
            String query,
            Optional<JsonDocument> filter,
            Optional<QuestionEmbedding> embedding,
            Optional<Integer> limit,
            Optional<JsonDocument> ranking) {
        return new SearchQuery(
                query,
                where(filter),
                embedding.map(QuestionEmbedding::query),
                Math.min(limit.orElse(DEFAULT_HITS), PageRequest.MAX_LIMIT),
                tuning(ranking));
    }

    private static Condition where(Optional<JsonDocument> filter) {
        return filter.map(tree -> FilterJson.read("/filter", tree)).orElse(Condition.ALWAYS);
    }

    private static Tuning tuning(Optional<JsonDocument> ranking) {
        return ranking.map(wish -> RankingJson.read("/ranking", wish)).orElse(Tuning.DEFAULT);
    }

    private static Namespace namespace(String text) {
        Namespace.check("/namespace", text).ifPresent(RecallRequests::refuse);
        return new Namespace(text);
    }

    private static void refuse(Violation violation) {
        throw new InvalidInput(violation);
    }
}
