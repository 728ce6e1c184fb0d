package dev.holdfast.http.knowledge;

import dev.holdfast.domain.knowledge.ChunkDraft;
import dev.holdfast.domain.knowledge.Chunker;
import dev.holdfast.domain.knowledge.CollectionName;
import dev.holdfast.domain.knowledge.DocumentAddress;
import dev.holdfast.domain.knowledge.DocumentDraft;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.http.knowledge.KnowledgeRequests.ChunkContent;
import dev.holdfast.http.knowledge.KnowledgeRequests.DocumentContent;
import dev.holdfast.http.support.Query;
import java.time.Instant;
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
            Optional<List<ChunkContent>> chunks) {
        DocumentDraft in(CollectionName collection, Cutting cutting) {
            if (text.isPresent() == chunks.isPresent()) {
                throw InvalidInput.of("/text", "one_of", "a document has either text or chunks");
            }
            if (format.isPresent() && text.isEmpty()) {
                throw InvalidInput.of("/format", "one_of", "only a text has a format");
            }
            DocumentAddress address = DocumentAddress.of(collection.value(), externalId);
            return chunks.map(given ->
                            new DocumentContent(title, source, metadata, validFrom, validTo, given).at(address))
                    .orElseGet(() -> new DocumentDraft(
                            address,
                            title,
                            source,
                            metadata.orElse(JsonDocument.EMPTY),
                            validFrom,
                            validTo,
                            cutting.chunks(text.orElse(""), format.orElse(TextFormat.TEXT))));
        }
    }
}
