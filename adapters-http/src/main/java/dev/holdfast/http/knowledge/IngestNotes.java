package dev.holdfast.http.knowledge;

import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.knowledge.DocumentAddress;
import dev.holdfast.domain.knowledge.DocumentDraft;
import dev.holdfast.http.knowledge.IngestRequests.IngestChunk;
import dev.holdfast.http.knowledge.IngestRequests.IngestDocument;
import dev.holdfast.http.knowledge.IngestRequests.TextFormat;
import dev.holdfast.http.knowledge.IngestViews.IngestOutcome;
import dev.holdfast.http.knowledge.IngestViews.LineError;
import dev.holdfast.http.knowledge.KnowledgeRequests.ChunkContent;
import dev.holdfast.http.knowledge.KnowledgeRequests.DocumentContent;
import dev.holdfast.http.support.Notes;
import dev.holdfast.ports.knowledge.IngestService;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the OpenAPI document says of an ingest. */
final class IngestNotes {
    private static final LineError ERROR = new LineError(
            3, "/title", "too_long", "must have 1 to " + DocumentDraft.MAX_TITLE_CHARACTERS + " characters");

    private IngestNotes() {}

    /** @param notes that say of a document already what they say */
    static void add(Notes notes) {
        notes.about(IngestDocument.class, "IngestDocument")
                .example(new IngestDocument(
                        "travel.md",
                        Optional.of("Travel"),
                        Optional.of("https://example.org/handbook/travel"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("# Trains\n\nTake the train when the journey is shorter than five hours."),
                        Optional.of(TextFormat.MARKDOWN),
                        Optional.empty(),
                        Optional.empty()))
                .as(DocumentContent.class)
                .field(
                        "externalId",
                        "What the document's owner calls it, such as a path.",
                        Map.of("minLength", 1, "maxLength", DocumentAddress.MAX_ID_BYTES))
                .field(
                        "text",
                        "The document's whole text, to be cut into chunks; either this or `chunks`.",
                        Map.of("maxLength", DocumentDraft.MAX_BYTES))
                .field(
                        "format",
                        "What the text is written in: `text` unless said otherwise. Headings of Markdown become a"
                                + " path.")
                .field(
                        "embeddingModel",
                        "What made the vectors of the chunks: the model of the collection, which need not be said, or,"
                                + " when it has none, any. All lines have vectors of one model.",
                        Map.of("minLength", 1, "maxLength", EmbeddingModel.MAX_NAME));
        notes.about(IngestChunk.class, "IngestChunk")
                .as(ChunkContent.class)
                .field(
                        "vector",
                        "The vector of the text: its numbers, or their bytes in base64, four each (IEEE 754, the lowest"
                                + " first), which is read faster. Kept unless the text has one of that model.");
        notes.about(IngestOutcome.class, "IngestOutcome")
                .example(new IngestOutcome(2, 1, 40, 1, List.of(ERROR)))
                .field("created", "Documents that there were none of before.")
                .field("updated", "Documents that were other before.")
                .field(
                        "unchanged",
                        "Documents that were just so already, or that an earlier request with the same key wrote.")
                .field("failed", "Lines that changed nothing because something is wrong with them.")
                .field("errors", "What is wrong with the first " + IngestService.MAX_ERRORS + " of these lines.");
        notes.about(LineError.class, "LineError")
                .example(ERROR)
                .field("line", "The line's number, from 1.", Map.of("minimum", 1))
                .field("pointer", "Where in the line, as a JSON pointer.")
                .field("code", "A stable reason.")
                .field("message", "What would be right, for a person.");
    }
}
