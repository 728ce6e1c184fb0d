package dev.holdfast.http.knowledge;

import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.knowledge.Chunker;
import dev.holdfast.domain.knowledge.CollectionName;
import dev.holdfast.domain.knowledge.DocumentDraft;
import dev.holdfast.http.knowledge.IngestRequests.Cutting;
import dev.holdfast.http.knowledge.IngestRequests.IngestDocument;
import dev.holdfast.http.knowledge.IngestViews.IngestOutcome;
import dev.holdfast.http.support.Answer;
import dev.holdfast.http.support.AuditRule;
import dev.holdfast.http.support.Call;
import dev.holdfast.http.support.Endpoint;
import dev.holdfast.http.support.IdempotencyRule;
import dev.holdfast.http.support.JsonLines;
import dev.holdfast.http.support.Problem;
import dev.holdfast.http.support.QueryParameter;
import dev.holdfast.http.support.RecordShape;
import dev.holdfast.http.support.Reply;
import dev.holdfast.ports.knowledge.IngestLine;
import dev.holdfast.ports.knowledge.IngestReport;
import dev.holdfast.ports.knowledge.IngestService;
import java.util.List;

/** The endpoint that takes many documents. */
public final class IngestRoutes {
    private static final String ATOMIC = "atomic";
    private static final RecordShape LINE = RecordShape.of(IngestDocument.class);
    private static final int MAX_TEXT_BYTES = Math.toIntExact(DocumentDraft.MAX_BYTES);

    private final IngestService ingests;

    public IngestRoutes(IngestService ingests) {
        this.ingests = ingests;
    }

    public List<Endpoint<?>> endpoints() {
        return List.of(ingest());
    }

    private Endpoint<JsonLines> ingest() {
        return Endpoint.post("/v1/collections/{collection}/ingest")
                .lines(IngestDocument.class)
                .bulk()
                .variable("collection", "The name of the collection that takes the documents.")
                .named(
                        "document.ingest",
                        "Ingest many documents",
                        "Each line of the body is a document, with its text, which is cut into chunks here, or with"
                                + " chunks, which may have vectors. A document that is just so already is left alone,"
                                + " so whatever broke off is sent again. At most " + IngestService.MAX_LINES
                                + " lines; of more, send several requests. A line that is wrong is reported and the"
                                + " others are written, unless the ingest is atomic. The idempotency key has at most "
                                + IngestService.MAX_KEY_CHARACTERS + " characters.")
                .query(
                        QueryParameter.flag(
                                ATOMIC,
                                "All or nothing: if a line is wrong, nothing is written and the problem's pointers"
                                        + " begin with the line, counted from 1: `/lines/3/title`."),
                        QueryParameter.whole(
                                IngestRequests.CHUNK_SIZE,
                                "Into chunks of at most so many tokens texts are cut, " + Chunker.MIN_SIZE + " to "
                                        + Chunker.MAX_SIZE + "; " + Chunker.DEFAULT_SIZE
                                        + " unless said otherwise, and as"
                                        + " many as it takes when a document would have too many chunks."),
                        QueryParameter.whole(
                                IngestRequests.CHUNK_OVERLAP,
                                "How many tokens of its end a chunk and the next may have in common, 0 to half of the"
                                        + " size; "
                                        + Chunker.DEFAULT_OVERLAP + " unless said otherwise."))
                .permission(Permission.KNOWLEDGE_WRITE)
                .audit(AuditRule.CHANGES)
                .idempotency(IdempotencyRule.HONOURED)
                .replies(Reply.json(200, "What became of the lines.", IngestOutcome.class))
                .problems(Problem.NOT_FOUND, Problem.LIMIT_EXCEEDED)
                .handledBy(this::ingest);
    }

    private Answer ingest(Call<JsonLines> call) {
        CollectionName collection = KnowledgeRequests.collection(call.path("collection"));
        Cutting cutting = Cutting.of(call.query());
        Iterable<IngestLine> lines = call.body()
                .read(
                        LINE,
                        MAX_TEXT_BYTES,
                        (line, document) -> ((IngestDocument) document).at(line, collection, cutting),
                        IngestLine.Broken::new);
        IngestReport report =
                ingests.ingest(call.context(), collection, lines, call.query().flag(ATOMIC));
        return Answer.written(false, report.replayed(), IngestOutcome.of(report));
    }
}
