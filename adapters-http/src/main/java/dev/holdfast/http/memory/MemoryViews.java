package dev.holdfast.http.memory;

import dev.holdfast.domain.embedding.EmbeddingState;
import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryId;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Written;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The answers that are more than a record of the domain. */
final class MemoryViews {
    private MemoryViews() {}

    /** A memory as a write left it, and whether it can be found by its vector yet. */
    record WrittenMemory(
            MemoryId id,
            Namespace namespace,
            String key,
            String content,
            String category,
            int importance,
            List<String> tags,
            JsonDocument metadata,
            Optional<String> source,
            Optional<Instant> validFrom,
            Optional<Instant> validTo,
            Optional<Instant> expiresAt,
            Revision version,
            Instant createdAt,
            Instant updatedAt,
            Instant recordedAt,
            PrincipalId createdBy,
            EmbeddingState embedding) {
        static WrittenMemory of(Memory memory, EmbeddingState embedding) {
            return new WrittenMemory(
                    memory.id(),
                    memory.namespace(),
                    memory.key(),
                    memory.content(),
                    memory.category(),
                    memory.importance(),
                    memory.tags(),
                    memory.metadata(),
                    memory.source(),
                    memory.validFrom(),
                    memory.validTo(),
                    memory.expiresAt(),
                    memory.version(),
                    memory.createdAt(),
                    memory.updatedAt(),
                    memory.recordedAt(),
                    memory.createdBy(),
                    embedding);
        }
    }

    /** What became of one memory of a batch. */
    record BatchOutcome(Memory memory, boolean created, EmbeddingState embedding) {}

    record BatchOutcomes(List<BatchOutcome> items) {
        /** @param states of each */
        static BatchOutcomes of(List<Written<Memory>> written, List<EmbeddingState> states) {
            List<BatchOutcome> items = new ArrayList<>(written.size());
            for (Written<Memory> each : written) {
                items.add(new BatchOutcome(each.value(), each.created(), states.get(items.size())));
            }
            return new BatchOutcomes(items);
        }
    }
}
