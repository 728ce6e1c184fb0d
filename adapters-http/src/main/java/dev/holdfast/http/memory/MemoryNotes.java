package dev.holdfast.http.memory;

import dev.holdfast.domain.embedding.EmbeddingState;
import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryAddress;
import dev.holdfast.domain.memory.MemoryDraft;
import dev.holdfast.domain.memory.MemoryRevision;
import dev.holdfast.http.memory.MemoryRequests.BatchItem;
import dev.holdfast.http.memory.MemoryRequests.MemoryBatch;
import dev.holdfast.http.memory.MemoryRequests.MemoryContent;
import dev.holdfast.http.memory.MemoryViews.BatchOutcome;
import dev.holdfast.http.memory.MemoryViews.BatchOutcomes;
import dev.holdfast.http.memory.MemoryViews.WrittenMemory;
import dev.holdfast.http.support.Notes;
import dev.holdfast.ports.memory.MemoryService;
import java.util.Map;

/** What the OpenAPI document says of memories. */
public final class MemoryNotes {
    private static final String EMBEDDING =
            "Whether it can be found by its vector: `ready`, `pending` (by its words it can be found at once), or `none` when this"
                    + " server makes no vectors.";
    private static final String NAMESPACE =
            "A path inside the tenant, such as `users/42`: 1 to 8 segments of 1 to 128 characters. Matched by whole segments.";
    private static final String KEY = "The memory's name inside its namespace.";
    private static final Map<String, Object> KEY_LIMITS =
            Map.of("minLength", 1, "maxLength", MemoryAddress.MAX_KEY_CHARACTERS);
    private static final Map<String, Object> IMPORTANCE =
            Map.of("minimum", MemoryDraft.MIN_IMPORTANCE, "maximum", MemoryDraft.MAX_IMPORTANCE);

    private MemoryNotes() {}

    public static Notes notes() {
        Notes notes = new Notes();
        requests(notes);
        answers(notes);
        return notes;
    }

    private static void requests(Notes notes) {
        notes.about(MemoryContent.class, "MemoryContent")
                .example(MemoryExamples.WISH)
                .field(
                        "content",
                        "The fact itself, at most 256 KiB of UTF-8.",
                        Map.of("minLength", 1, "maxLength", MemoryDraft.MAX_CONTENT_BYTES))
                .field(
                        "category",
                        "What kind of fact it is; `" + MemoryDraft.DEFAULT_CATEGORY + "` unless said otherwise.",
                        Map.of("minLength", 1, "maxLength", MemoryDraft.MAX_CATEGORY_CHARACTERS))
                .field("importance", "1 to 10; 1 unless said otherwise.", IMPORTANCE)
                .field(
                        "tags",
                        "Different words of 1 to 128 characters, in this order.",
                        Map.of("maxItems", MemoryDraft.MAX_TAGS, "uniqueItems", true))
                .field(
                        "metadata",
                        "Any JSON object of at most 64 KiB and 10,000 values, up to 64 levels deep. Members come back in the order of their names.")
                .field(
                        "source",
                        "Where the fact comes from: a URI, a tool, a person.",
                        Map.of("minLength", 1, "maxLength", MemoryDraft.MAX_SOURCE_CHARACTERS))
                .field("validFrom", "When the fact began to be true in the world.")
                .field("validTo", "When it ceased to be true; after `valid_from`.")
                .field("expiresAt", "From this moment on the memory is not returned anywhere.");
        notes.about(BatchItem.class, "BatchItem")
                .as(MemoryContent.class)
                .field("namespace", NAMESPACE)
                .field("key", KEY, KEY_LIMITS);
        notes.about(MemoryBatch.class, "MemoryBatch")
                .example(MemoryExamples.BATCH)
                .field(
                        "memories",
                        "Memories with different addresses.",
                        Map.of("minItems", 1, "maxItems", MemoryService.MAX_BATCH));
    }

    private static void answers(Notes notes) {
        notes.about(Memory.class, "Memory")
                .example(MemoryExamples.MEMORY)
                .as(MemoryContent.class)
                .field("id", "The memory's id, the same for all its versions.")
                .field("namespace", NAMESPACE)
                .field("key", KEY, KEY_LIMITS)
                .field("version", "1 at first, one more at every change. The number in the ETag.")
                .field("createdAt", "When this memory came to be; begins anew when a deleted one is written again.")
                .field("updatedAt", "When its content was last written.")
                .field("recordedAt", "When this version was recorded; `as_of` reads by it.")
                .field("createdBy", "Who wrote this version's content.");
        notes.about(WrittenMemory.class, "WrittenMemory")
                .example(WrittenMemory.of(MemoryExamples.MEMORY, EmbeddingState.PENDING))
                .as(Memory.class)
                .field("embedding", EMBEDDING);
        notes.about(MemoryRevision.class, "MemoryRevision")
                .example(MemoryExamples.REVISION)
                .field("memory", "The memory as this version had it.")
                .field("deleted", "Whether this version records that the memory was deleted.")
                .field("supersededAt", "When the next version was recorded; absent for the current one.");
        notes.about(BatchOutcome.class, "BatchOutcome")
                .field("memory", "The memory as it is now.")
                .field("created", "Whether it was created, rather than replaced.")
                .field("embedding", EMBEDDING);
        notes.about(BatchOutcomes.class, "BatchOutcomes")
                .example(MemoryExamples.OUTCOMES)
                .field("items", "What became of each memory, in the order of the request.");
    }
}
