package dev.holdfast.http.knowledge;

import dev.holdfast.domain.embedding.EmbeddingState;
import dev.holdfast.domain.knowledge.Chunk;
import dev.holdfast.domain.knowledge.ChunkId;
import dev.holdfast.domain.knowledge.Collection;
import dev.holdfast.domain.knowledge.CollectionId;
import dev.holdfast.domain.knowledge.Document;
import dev.holdfast.domain.knowledge.DocumentId;
import dev.holdfast.domain.knowledge.Profile;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Collections, documents and chunks as they go over the wire: flat, and by names. */
public final class KnowledgeViews {
    private KnowledgeViews() {}

    public record CollectionView(
            CollectionId id,
            String name,
            Optional<String> description,
            String language,
            Profile profile,
            Optional<String> embeddingModel,
            JsonDocument metadata,
            Revision version,
            Instant createdAt,
            Instant updatedAt,
            PrincipalId createdBy) {
        public static CollectionView of(Collection collection) {
            return new CollectionView(
                    collection.id(),
                    collection.name().value(),
                    collection.description(),
                    collection.language().value(),
                    collection.profile(),
                    collection.embeddingModel(),
                    collection.metadata(),
                    collection.version(),
                    collection.createdAt(),
                    collection.updatedAt(),
                    collection.createdBy());
        }
    }

    public record DocumentView(
            DocumentId id,
            String collection,
            String externalId,
            Optional<String> title,
            Optional<String> source,
            String contentHash,
            int chunkCount,
            JsonDocument metadata,
            Optional<Instant> validFrom,
            Optional<Instant> validTo,
            Revision version,
            Instant createdAt,
            Instant updatedAt,
            PrincipalId createdBy,
            Optional<EmbeddingState> embedding) {
        public static DocumentView of(Document document) {
            return of(document, Optional.empty());
        }

        /** @param embedding of its chunks, when it was just written */
        static DocumentView of(Document document, Optional<EmbeddingState> embedding) {
            return new DocumentView(
                    document.id(),
                    document.address().collection().value(),
                    document.address().externalId(),
                    document.title(),
                    document.source(),
                    document.contentHash().hex(),
                    document.chunks(),
                    document.metadata(),
                    document.validFrom(),
                    document.validTo(),
                    document.version(),
                    document.createdAt(),
                    document.updatedAt(),
                    document.createdBy(),
                    embedding);
        }
    }

    public record ChunkView(
            ChunkId id, int ordinal, List<String> headings, String text, int tokenCount, JsonDocument metadata) {
        public static ChunkView of(Chunk chunk) {
            return new ChunkView(
                    chunk.id(), chunk.ordinal(), chunk.headings(), chunk.text(), chunk.tokens(), chunk.metadata());
        }
    }

    static <T, V> Page<V> page(Page<T> page, Function<T, V> view) {
        return new Page<>(page.items().stream().map(view).toList(), page.next());
    }
}
