package dev.holdfast.http.knowledge;

import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.embedding.Embedding;
import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.domain.knowledge.ChunkDraft;
import dev.holdfast.domain.knowledge.Chunker;
import dev.holdfast.domain.knowledge.CollectionName;
import dev.holdfast.domain.knowledge.DocumentAddress;
import dev.holdfast.domain.knowledge.DocumentDraft;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Violation;
import dev.holdfast.http.knowledge.KnowledgeRequests.ChunkContent;
import dev.holdfast.http.knowledge.KnowledgeRequests.DocumentContent;
import dev.holdfast.http.support.Query;
import dev.holdfast.ports.knowledge.ChunkVectors;
import dev.holdfast.ports.knowledge.IngestLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines of an ingest, and how each becomes what the use case takes. */
final class IngestRequests {
    static final String CHUNK_SIZE = "chunk_size";
    static final String CHUNK_OVERLAP = "chunk_overlap";

    private IngestRequests() {}

    /** What a text is written in. */
    enum TextFormat {
        TEXT,
        MARKDOWN
    }

    /** Into what texts are cut. */
    record Cutting(int size, int overlap) {
        static Cutting of(Query query) {
            int size = query.number(CHUNK_SIZE).orElse(Chunker.DEFAULT_SIZE);
            int overlap = query.number(CHUNK_OVERLAP).orElse(Math.clamp(size / 2, 0, Chunker.DEFAULT_OVERLAP));
            Chunker.check("/" + CHUNK_SIZE, size, "/" + CHUNK_OVERLAP, overlap).throwIfAny();
            return new Cutting(size, overlap);
        }

        List<ChunkDraft> chunks(String text, TextFormat format) {
            return new Chunker(size, overlap, format == TextFormat.MARKDOWN).chunksOfDocument(text);
        }
    }

    /** What a chunk of a document holds, and its vector if the caller has it. */
    record IngestChunk(
            String text,
            Optional<List<String>> headings,
            Optional<Integer> tokenCount,
            Optional<JsonDocument> metadata,
            Optional<Vector> vector) {
        ChunkContent content() {
            return new ChunkContent(text, headings, tokenCount, metadata);
        }
    }

    /** One document. */
    record IngestDocument(
            String externalId,
            Optional<String> title,
            Optional<String> source,
            Optional<JsonDocument> metadata,
            Optional<Instant> validFrom,
            Optional<Instant> validTo,
            Optional<String> text,
            Optional<TextFormat> format,
            Optional<List<IngestChunk>> chunks,
            Optional<String> embeddingModel) {
        IngestLine.Sound at(int line, CollectionName collection, Cutting cutting) {
            return new IngestLine.Sound(line, in(collection, cutting), vectors());
        }

        private Optional<ChunkVectors> vectors() {
            embeddingModel
                    .flatMap(name -> EmbeddingModel.checkName("/embedding_model", name))
                    .ifPresent(IngestRequests::refuse);
            List<IngestChunk> given = chunks.orElse(List.of());
            List<Embedding> embeddings = new ArrayList<>();
            for (int i = 0; i < given.size(); i++) {
                IngestChunk chunk = given.get(i);
                int place = i;
                chunk.vector().ifPresent(vector -> {
                    if (!embeddings.isEmpty() && embeddings.getFirst().vector().dimension() != vector.dimension()) {
                        refuse(new Violation(
                                "/chunks/" + place + "/vector",
                                "mismatch",
                                "vectors of one model have as many numbers"));
                    }
                    embeddings.add(new Embedding(ContentHash.of(chunk.text()), vector));
                });
            }
            if (embeddings.isEmpty() && embeddingModel.isPresent()) {
                refuse(new Violation("/embedding_model", "one_of", "only vectors have a model"));
            }
            return embeddings.isEmpty() ? Optional.empty() : Optional.of(new ChunkVectors(embeddingModel, embeddings));
        }

        private DocumentDraft in(CollectionName collection, Cutting cutting) {
            if (text.isPresent() == chunks.isPresent()) {
                throw InvalidInput.of("/text", "one_of", "a document has either text or chunks");
            }
            if (format.isPresent() && text.isEmpty()) {
                throw InvalidInput.of("/format", "one_of", "only a text has a format");
            }
            DocumentAddress address = DocumentAddress.of(collection.value(), externalId);
            return chunks.map(given -> new DocumentContent(title, source, metadata, validFrom, validTo, contents(given))
                            .at(address))
                    .orElseGet(() -> new DocumentDraft(
                            address,
                            title,
                            source,
                            metadata.orElse(JsonDocument.EMPTY),
                            validFrom,
                            validTo,
                            cutting.chunks(text.orElse(""), format.orElse(TextFormat.TEXT))));
        }

        private static List<ChunkContent> contents(List<IngestChunk> chunks) {
            return chunks.stream().map(IngestChunk::content).toList();
        }
    }

    private static void refuse(Violation violation) {
        throw new InvalidInput(violation);
    }
}
