package dev.holdfast.http.knowledge;

import dev.holdfast.domain.knowledge.ChunkDraft;
import dev.holdfast.domain.knowledge.CollectionDraft;
import dev.holdfast.domain.knowledge.CollectionName;
import dev.holdfast.domain.knowledge.DocumentAddress;
import dev.holdfast.domain.knowledge.DocumentDraft;
import dev.holdfast.http.knowledge.KnowledgeRequests.ChunkContent;
import dev.holdfast.http.knowledge.KnowledgeRequests.CollectionContent;
import dev.holdfast.http.knowledge.KnowledgeRequests.DocumentContent;
import dev.holdfast.http.knowledge.KnowledgeViews.ChunkView;
import dev.holdfast.http.knowledge.KnowledgeViews.CollectionView;
import dev.holdfast.http.knowledge.KnowledgeViews.DocumentView;
import dev.holdfast.http.support.Notes;
import java.util.Map;

/** What the OpenAPI document says of collections and documents. */
public final class KnowledgeNotes {
    private static final String METADATA =
            "Any JSON object of at most 64 KiB and 10,000 values, up to 64 levels deep. Members come back in the order"
                    + " of their names.";
    private static final Map<String, Object> NAME_LIMITS =
            Map.of("minLength", 1, "maxLength", CollectionName.MAX_CHARACTERS, "pattern", "^[a-z0-9][a-z0-9-]*$");

    private KnowledgeNotes() {}

    public static Notes notes() {
        Notes notes = new Notes();
        collections(notes);
        documents(notes);
        chunks(notes);
        IngestNotes.add(notes);
        return notes;
    }

    private static void collections(Notes notes) {
        notes.about(CollectionContent.class, "CollectionContent")
                .example(KnowledgeExamples.COLLECTION_WISH)
                .field(
                        "description",
                        "What the collection is about.",
                        Map.of("minLength", 1, "maxLength", CollectionDraft.MAX_DESCRIPTION_CHARACTERS))
                .field(
                        "language",
                        "By whose rules words are stemmed: `english` unless said otherwise, `simple` for none, or"
                                + " another that PostgreSQL knows. Chosen once.")
                .field(
                        "profile",
                        "`text` unless said otherwise; `schema` for descriptions of tables, columns and the like."
                                + " Chosen once.")
                .field(
                        "embeddingModel",
                        "The model that embeds its chunks; none when absent.",
                        Map.of("minLength", 1, "maxLength", 128))
                .field("metadata", METADATA);
        notes.about(CollectionView.class, "Collection")
                .example(KnowledgeExamples.COLLECTION)
                .as(CollectionContent.class)
                .field("id", "The collection's id.")
                .field("name", "The collection's name, for good.", NAME_LIMITS)
                .field("version", "1 at first, one more at every change. The number in the ETag.")
                .field("createdAt", "When this collection came to be.")
                .field("updatedAt", "When this version was written.")
                .field("createdBy", "Who wrote this version.");
    }

    private static void documents(Notes notes) {
        notes.about(DocumentContent.class, "DocumentContent")
                .example(KnowledgeExamples.DOCUMENT_WISH)
                .field(
                        "title",
                        "The document's title; counts for more than its text in a search.",
                        Map.of("minLength", 1, "maxLength", DocumentDraft.MAX_TITLE_CHARACTERS))
                .field(
                        "source",
                        "Where the document comes from: a URI.",
                        Map.of("minLength", 1, "maxLength", DocumentDraft.MAX_SOURCE_CHARACTERS))
                .field("metadata", METADATA)
                .field("validFrom", "When what it says began to be true in the world.")
                .field("validTo", "When it ceased to be true; after `valid_from`.")
                .field(
                        "chunks",
                        "The text, cut into the pieces that a search answers; at most 16 MiB in all.",
                        Map.of("maxItems", DocumentDraft.MAX_CHUNKS));
        notes.about(DocumentView.class, "Document")
                .example(KnowledgeExamples.DOCUMENT)
                .as(DocumentContent.class)
                .field(
                        "embedding",
                        "Only when it was just written: whether its chunks can be found by their vectors: `ready`, `pending` (by"
                                + " their words they can be found at once), or `none` when this server makes no vectors.")
                .field("id", "The document's id in the store.")
                .field("collection", "The name of its collection.", NAME_LIMITS)
                .field(
                        "externalId",
                        "What its owner calls it.",
                        Map.of("minLength", 1, "maxLength", DocumentAddress.MAX_ID_BYTES))
                .field(
                        "contentHash",
                        "SHA-256 over title and chunks; the same as long as they are.",
                        Map.of("pattern", "^[0-9a-f]{64}$"))
                .field("chunkCount", "How many chunks it has.", Map.of("minimum", 0))
                .field("version", "1 at first, one more at every change. The number in the ETag.")
                .field("createdAt", "When this document came to be.")
                .field("updatedAt", "When this version was written.")
                .field("createdBy", "Who wrote this version.");
    }

    private static void chunks(Notes notes) {
        notes.about(ChunkContent.class, "ChunkContent")
                .field(
                        "text",
                        "A piece of the text, at most 32 KiB of UTF-8.",
                        Map.of("minLength", 1, "maxLength", ChunkDraft.MAX_TEXT_BYTES))
                .field(
                        "headings",
                        "The headings it stands under, the outermost first.",
                        Map.of("maxItems", ChunkDraft.MAX_HEADINGS))
                .field("tokenCount", "How many tokens the text is; estimated unless said.", Map.of("minimum", 0))
                .field("metadata", "Any JSON object of at most 16 KiB.");
        notes.about(ChunkView.class, "Chunk")
                .example(KnowledgeExamples.CHUNK)
                .as(ChunkContent.class)
                .field("id", "The chunk's id, the same as long as the document keeps its content.")
                .field("ordinal", "Its place in the document, from 0.", Map.of("minimum", 0));
    }
}
