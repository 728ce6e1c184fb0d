package dev.holdfast.memory.operations;

import dev.holdfast.domain.knowledge.Chunk;
import dev.holdfast.domain.knowledge.Document;
import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryRevision;
import dev.holdfast.domain.recall.RecallEntry;
import dev.holdfast.domain.recall.RecallFeedback;
import dev.holdfast.domain.recall.RecallRecord;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.memory.knowledge.FiledDocument;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is kept of a row, as JSON has it. */
final class RetiredContent {
    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

    private RetiredContent() {}

    static Map<String, @Nullable Object> of(MemoryRevision revision) {
        Memory memory = revision.memory();
        return new RetiredContent()
                .put("namespace", memory.namespace().value())
                .put("key", memory.key())
                .put("content", memory.content())
                .put("category", memory.category())
                .put("importance", memory.importance())
                .put("tags", memory.tags())
                .put("metadata", memory.metadata().members())
                .optional("source", memory.source())
                .time("valid_from", memory.validFrom())
                .time("valid_to", memory.validTo())
                .time("expires_at", memory.expiresAt())
                .put("created_at", memory.createdAt().toString())
                .put("updated_at", memory.updatedAt().toString())
                .put("recorded_at", memory.recordedAt().toString())
                .put("created_by", memory.createdBy().value())
                .put("deleted", revision.deleted())
                .time("superseded_at", revision.supersededAt())
                .members;
    }

    static Map<String, @Nullable Object> of(FiledDocument filed) {
        Document document = filed.document();
        return new RetiredContent()
                .put("collection", document.address().collection().value())
                .put("external_id", document.address().externalId())
                .optional("title", document.title())
                .optional("source", document.source())
                .put("metadata", document.metadata().members())
                .time("valid_from", document.validFrom())
                .time("valid_to", document.validTo())
                .put("created_at", document.createdAt().toString())
                .put("updated_at", document.updatedAt().toString())
                .put("created_by", document.createdBy().value())
                .put("chunks", filed.chunks().stream().map(RetiredContent::of).toList())
                .members;
    }

    private static Map<String, @Nullable Object> of(Chunk chunk) {
        return new RetiredContent()
                .put("ordinal", chunk.ordinal())
                .put("headings", chunk.headings())
                .put("text", chunk.text())
                .put("metadata", chunk.metadata().members())
                .members;
    }

    static Map<String, @Nullable Object> of(RecallEntry entry) {
        RecallRecord record = entry.record();
        return new RetiredContent()
                .put("at", record.at().toString())
                .put("principal", record.principal().value())
                .put("request_id", record.requestId())
                .put("query", record.query())
                .optional("namespace", record.namespace().map(Namespace::value))
                .put("collections", record.collections())
                .time("as_of", record.asOf())
                .put("embedding", lower(record.embedding()))
                .put("tuning", record.tuning().members())
                .put("tokens", record.tokens())
                .put("items", record.items().stream().map(RetiredContent::of).toList())
                .put(
                        "feedback",
                        entry.feedback().stream().map(RetiredContent::of).toList())
                .members;
    }

    private static Map<String, @Nullable Object> of(RecallRecord.Item item) {
        return new RetiredContent()
                .put("kind", lower(item.passage().kind()))
                .put("id", item.passage().value().toString())
                .put("version", item.version().value())
                .put("score", item.score())
                .members;
    }

    private static Map<String, @Nullable Object> of(RecallFeedback said) {
        return new RetiredContent()
                .put("item", said.item().toString())
                .put("verdict", lower(said.verdict()))
                .optional("note", said.note())
                .put("by", said.by().value())
                .put("at", said.at().toString())
                .members;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private RetiredContent put(String name, Object value) {
        members.put(name, value);
        return this;
    }

    private RetiredContent optional(String name, Optional<String> value) {
        members.put(name, value.orElse(null));
        return this;
    }

    private RetiredContent time(String name, Optional<Instant> time) {
        return optional(name, time.map(Instant::toString));
    }
}
