package dev.holdfast.http.memory;

import dev.holdfast.domain.embedding.EmbeddingState;
import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryId;
import dev.holdfast.domain.memory.MemoryRevision;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.http.memory.MemoryRequests.BatchItem;
import dev.holdfast.http.memory.MemoryRequests.MemoryBatch;
import dev.holdfast.http.memory.MemoryRequests.MemoryContent;
import dev.holdfast.http.memory.MemoryViews.BatchOutcome;
import dev.holdfast.http.memory.MemoryViews.BatchOutcomes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One memory as the OpenAPI document shows it, in every body it appears in. */
final class MemoryExamples {
    private static final String CONTENT = "Prefers short answers, with the reason first.";
    private static final Optional<String> CATEGORY = Optional.of("preference");
    private static final Optional<List<String>> TAGS = Optional.of(List.of("style"));
    private static final Optional<JsonDocument> METADATA = Optional.of(JsonDocument.of(Map.of("confidence", 0.9)));
    private static final Optional<String> SOURCE = Optional.of("chat");
    private static final Instant WRITTEN = Instant.parse("2026-01-31T12:00:00Z");

    static final Memory MEMORY = new Memory(
            new MemoryId(UUID.fromString("0190b6c8-5f5e-7000-8000-5e1f00c0ffee")),
            new Namespace("users/42"),
            "answers",
            CONTENT,
            CATEGORY.get(),
            7,
            TAGS.get(),
            METADATA.get(),
            SOURCE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new Revision(1),
            WRITTEN,
            WRITTEN,
            WRITTEN,
            new PrincipalId("key/0190b6c8-5f5e-7000-8000-00000000a9e7"));
    static final MemoryContent WISH = new MemoryContent(
            CONTENT,
            CATEGORY,
            Optional.of(7),
            TAGS,
            METADATA,
            SOURCE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    static final MemoryBatch BATCH = new MemoryBatch(List.of(new BatchItem(
            "users/42",
            "answers",
            CONTENT,
            CATEGORY,
            Optional.of(7),
            TAGS,
            METADATA,
            SOURCE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty())));
    static final MemoryRevision REVISION = new MemoryRevision(MEMORY, false, Optional.empty());
    static final BatchOutcomes OUTCOMES =
            new BatchOutcomes(List.of(new BatchOutcome(MEMORY, true, EmbeddingState.PENDING)));

    private MemoryExamples() {}
}
