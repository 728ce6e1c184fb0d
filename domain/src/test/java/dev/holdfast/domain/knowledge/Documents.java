package dev.holdfast.domain.knowledge;

import dev.holdfast.domain.Fresh;
import dev.holdfast.domain.shared.JsonDocument;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Builds documents to be written: {@code aDocument().withId("x").build()}. Immutable, so a half-built one can be kept and varied. */
public record Documents(
        String collection,
        String id,
        Optional<String> title,
        Optional<String> source,
        JsonDocument metadata,
        Optional<Instant> validFrom,
        Optional<Instant> validTo,
        List<ChunkDraft> chunks) {
    public static Documents aDocument() {
        return new Documents(
                "handbook",
                "tea.md",
                Optional.empty(),
                Optional.empty(),
                JsonDocument.EMPTY,
                Optional.empty(),
                Optional.empty(),
                List.of(chunk("Tea is made of leaves."), chunk("Water boils at 100 degrees.")));
    }

    public static ChunkDraft chunk(String text, String... headings) {
        return new ChunkDraft(text, List.of(headings), text.length() / 4, JsonDocument.EMPTY);
    }

    public DocumentDraft build() {
        return new DocumentDraft(
                DocumentAddress.of(collection, id), title, source, metadata, validFrom, validTo, chunks);
    }

    /** The draft with fresh ids around it, as a repository wants it. */
    public DocumentWrite write() {
        DocumentDraft draft = build();
        return new DocumentWrite(
                Fresh.documentId(),
                Fresh.auditEntryId(),
                draft.chunks().stream().map(chunk -> Fresh.chunkId()).toList(),
                draft);
    }

    public DocumentAddress address() {
        return DocumentAddress.of(collection, id);
    }

    public Documents in(String newCollection) {
        return new Documents(newCollection, id, title, source, metadata, validFrom, validTo, chunks);
    }

    public Documents withId(String newId) {
        return new Documents(collection, newId, title, source, metadata, validFrom, validTo, chunks);
    }

    public Documents withTitle(String newTitle) {
        return new Documents(collection, id, Optional.of(newTitle), source, metadata, validFrom, validTo, chunks);
    }

    public Documents withSource(String newSource) {
        return new Documents(collection, id, title, Optional.of(newSource), metadata, validFrom, validTo, chunks);
    }

    public Documents withMetadata(JsonDocument newMetadata) {
        return new Documents(collection, id, title, source, newMetadata, validFrom, validTo, chunks);
    }

    public Documents valid(Instant from, Instant to) {
        return new Documents(collection, id, title, source, metadata, Optional.of(from), Optional.of(to), chunks);
    }

    public Documents withTexts(String... texts) {
        return withChunks(Stream.of(texts).map(Documents::chunk).toList());
    }

    public Documents withChunks(List<ChunkDraft> newChunks) {
        return new Documents(collection, id, title, source, metadata, validFrom, validTo, newChunks);
    }
}
