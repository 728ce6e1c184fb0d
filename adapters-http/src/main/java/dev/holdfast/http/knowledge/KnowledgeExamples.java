package dev.holdfast.http.knowledge;

import dev.holdfast.domain.embedding.EmbeddingState;
import dev.holdfast.domain.knowledge.ChunkId;
import dev.holdfast.domain.knowledge.CollectionId;
import dev.holdfast.domain.knowledge.DocumentId;
import dev.holdfast.domain.knowledge.Profile;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.http.knowledge.KnowledgeRequests.ChunkContent;
import dev.holdfast.http.knowledge.KnowledgeRequests.CollectionContent;
import dev.holdfast.http.knowledge.KnowledgeRequests.DocumentContent;
import dev.holdfast.http.knowledge.KnowledgeViews.ChunkView;
import dev.holdfast.http.knowledge.KnowledgeViews.CollectionView;
import dev.holdfast.http.knowledge.KnowledgeViews.DocumentView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One collection and one document as the OpenAPI document shows them, in every body they appear in. */
final class KnowledgeExamples {
    private static final Optional<String> DESCRIPTION = Optional.of("How we work");
    private static final Optional<String> TITLE = Optional.of("Travel");
    private static final Optional<String> SOURCE = Optional.of("https://example.org/handbook/travel");
    private static final Optional<JsonDocument> METADATA = Optional.of(JsonDocument.of(Map.of("owner", "office")));
    private static final List<String> HEADINGS = List.of("Trains");
    private static final String TEXT = "Take the train when the journey is shorter than five hours.";
    private static final Instant WRITTEN = Instant.parse("2026-01-31T12:00:00Z");
    private static final PrincipalId WRITER = new PrincipalId("key/0190b6c8-5f5e-7000-8000-00000000a9e7");

    static final CollectionContent COLLECTION_WISH = new CollectionContent(
            DESCRIPTION, Optional.of("english"), Optional.of(Profile.TEXT), Optional.empty(), METADATA);
    static final CollectionView COLLECTION = new CollectionView(
            new CollectionId(UUID.fromString("0190b6c8-5f5e-7000-8000-5e1f00c0ffee")),
            "handbook",
            DESCRIPTION,
            "english",
            Profile.TEXT,
            Optional.empty(),
            METADATA.get(),
            Revision.FIRST,
            WRITTEN,
            WRITTEN,
            WRITER);
    static final DocumentContent DOCUMENT_WISH = new DocumentContent(
            TITLE,
            SOURCE,
            METADATA,
            Optional.empty(),
            Optional.empty(),
            List.of(new ChunkContent(TEXT, Optional.of(HEADINGS), Optional.empty(), Optional.empty())));
    static final DocumentView DOCUMENT = new DocumentView(
            new DocumentId(UUID.fromString("0190b6c8-5f5e-7000-8000-00000000d0c5")),
            "handbook",
            "travel.md",
            TITLE,
            SOURCE,
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            1,
            METADATA.get(),
            Optional.empty(),
            Optional.empty(),
            Revision.FIRST,
            WRITTEN,
            WRITTEN,
            WRITER,
            Optional.of(EmbeddingState.PENDING));
    static final ChunkView CHUNK = new ChunkView(
            new ChunkId(UUID.fromString("0190b6c8-5f5e-7000-8000-0000000000c1")),
            0,
            HEADINGS,
            TEXT,
            13,
            JsonDocument.EMPTY);

    private KnowledgeExamples() {}
}
