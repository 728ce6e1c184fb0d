package dev.holdfast.memory.recall;

import dev.holdfast.domain.knowledge.Chunk;
import dev.holdfast.domain.knowledge.Collection;
import dev.holdfast.domain.knowledge.CollectionName;
import dev.holdfast.domain.knowledge.Document;
import dev.holdfast.domain.knowledge.Language;
import dev.holdfast.domain.recall.Attribution;
import dev.holdfast.domain.recall.Condition.Field.Own;
import dev.holdfast.domain.recall.Facts;
import dev.holdfast.domain.recall.Passage;
import dev.holdfast.domain.recall.PassageFilter;
import dev.holdfast.domain.recall.PassageId;
import dev.holdfast.domain.recall.PassageKind;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.memory.knowledge.FiledDocument;
import dev.holdfast.memory.knowledge.KnowledgeTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Chunks as passages: what is said of the document is said of each. */
public final class ChunkItems implements Items {
    private final KnowledgeTables tables;

    public ChunkItems(KnowledgeTables tables) {
        this.tables = tables;
    }

    @Override
    public Stream<Item> live(TenantId tenant, PassageFilter filter) {
        Map<CollectionName, Collection> collections = tables.collections().rows(tenant);
        return tables.documents().rows(tenant).values().stream().flatMap(filed -> items(filed, collections));
    }

    private static Stream<Item> items(FiledDocument filed, Map<CollectionName, Collection> collections) {
        Collection collection = collections.get(filed.document().address().collection());
        boolean english = collection != null && collection.language().equals(Language.ENGLISH);
        return filed.chunks().stream().map(chunk -> item(filed.document(), chunk, english));
    }

    private static Item item(Document document, Chunk chunk, boolean english) {
        Optional<String> title = Chunk.title(document.title(), chunk.headings());
        JsonDocument metadata = merged(document.metadata(), chunk.metadata());
        Passage passage = new Passage(
                new PassageId(PassageKind.CHUNK, chunk.id().value()),
                document.address().collection().namespace(),
                document.address().externalId(),
                title,
                chunk.text(),
                false,
                chunk.ordinal(),
                document.validFrom().orElse(document.updatedAt()),
                1,
                List.of(),
                Attribution.of(metadata),
                document.source(),
                document.version(),
                List.of(),
                List.of());
        Facts facts = Facts.of(metadata)
                .with(Own.NAMESPACE, passage.namespace().value())
                .with(Own.NAME, passage.name())
                .with(Own.IMPORTANCE, passage.importance())
                .with(Own.SOURCE, document.source())
                .with(Own.TITLE, title)
                .with(Own.CREATED_AT, document.createdAt())
                .with(Own.UPDATED_AT, document.updatedAt())
                .with(Own.VALID_FROM, document.validFrom())
                .with(Own.VALID_TO, document.validTo());
        return new Item(passage, facts, title.orElse(""), document.id().toString(), english);
    }

    private static JsonDocument merged(JsonDocument document, JsonDocument chunk) {
        if (chunk.members().isEmpty()) {
            return document;
        }
        Map<String, @Nullable Object> both = new HashMap<>(document.members());
        both.putAll(chunk.members());
        return JsonDocument.of(both);
    }
}
