package dev.holdfast.http.memory;

import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryAddress;
import dev.holdfast.domain.memory.MemoryDraft;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.http.mcp.Budget;
import dev.holdfast.ports.memory.MemoryQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The arguments of the memory tools. */
final class MemoryToolRequests {
    private static final int DEFAULT_ITEMS = 10;

    private MemoryToolRequests() {}

    record Recall(
            String query,
            Optional<String> namespace,
            Optional<String> category,
            Optional<Integer> minImportance,
            Optional<List<String>> tags,
            Optional<Instant> asOf,
            Optional<Integer> limit,
            Optional<Integer> maxTokens,
            Optional<String> cursor) {
        MemoryQuery filter() {
            return new MemoryQuery(
                    namespace.map(MemoryRequests::namespace),
                    category,
                    minImportance,
                    tags.orElse(List.of()),
                    Optional.empty(),
                    asOf);
        }
    }

    record Get(
            String namespace,
            String key,
            Optional<Instant> asOf,
            Optional<Integer> maxTokens,
            Optional<String> cursor) {
        MemoryAddress address() {
            return MemoryAddress.of(namespace, key);
        }
    }

    record Update(
            String namespace,
            String key,
            Optional<String> content,
            Optional<String> category,
            Optional<Integer> importance,
            Optional<List<String>> tags,
            Optional<JsonDocument> metadata,
            Optional<String> source,
            Optional<Instant> validTo,
            Optional<Instant> expiresAt,
            Optional<Integer> version) {
        MemoryAddress address() {
            return MemoryAddress.of(namespace, key);
        }

        /** {@code now} with what is given. */
        MemoryDraft onto(Memory now) {
            return new MemoryDraft(
                    address(),
                    content.orElse(now.content()),
                    category.orElse(now.category()),
                    importance.orElse(now.importance()),
                    tags.orElse(now.tags()),
                    metadata.orElse(now.metadata()),
                    source.or(now::source),
                    now.validFrom(),
                    validTo.or(now::validTo),
                    expiresAt.or(now::expiresAt));
        }
    }

    record Forget(String namespace, String key, Optional<Integer> version) {
        MemoryAddress address() {
            return MemoryAddress.of(namespace, key);
        }
    }

    record Context(
            Optional<String> namespace,
            Optional<Integer> minImportance,
            Optional<Integer> limit,
            Optional<Integer> maxTokens,
            Optional<String> cursor) {
        MemoryQuery filter() {
            return new MemoryQuery(
                    namespace.map(MemoryRequests::namespace),
                    Optional.empty(),
                    minImportance,
                    List.of(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /** At most as many as a list has anywhere. */
    static int items(Optional<Integer> limit) {
        return Budget.items(limit, DEFAULT_ITEMS);
    }

    static Optional<Revision> revision(Optional<Integer> version) {
        version.filter(number -> number < 1).ifPresent(number -> {
            throw InvalidInput.of("/version", "out_of_range", "a version is 1 or more");
        });
        return version.map(number -> new Revision(number));
    }
}
