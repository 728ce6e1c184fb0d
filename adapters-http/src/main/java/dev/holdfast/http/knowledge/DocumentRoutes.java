package dev.holdfast.http.knowledge;

import dev.holdfast.domain.embedding.EmbeddingState;
import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.knowledge.ChunkDraft;
import dev.holdfast.domain.knowledge.Document;
import dev.holdfast.domain.knowledge.DocumentAddress;
import dev.holdfast.domain.knowledge.DocumentDraft;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Violations;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.http.knowledge.KnowledgeRequests.DocumentContent;
import dev.holdfast.http.knowledge.KnowledgeViews.ChunkView;
import dev.holdfast.http.knowledge.KnowledgeViews.DocumentView;
import dev.holdfast.http.support.Answer;
import dev.holdfast.http.support.AuditRule;
import dev.holdfast.http.support.Call;
import dev.holdfast.http.support.Condition;
import dev.holdfast.http.support.Endpoint;
import dev.holdfast.http.support.Endpoint.NoBody;
import dev.holdfast.http.support.IdempotencyRule;
import dev.holdfast.http.support.PageView;
import dev.holdfast.http.support.Problem;
import dev.holdfast.http.support.Reply;
import dev.holdfast.ports.embedding.EmbeddingService;
import dev.holdfast.ports.knowledge.KnowledgeService;
import java.util.List;
import java.util.Optional;

/** The endpoints of documents and their chunks. */
public final class DocumentRoutes {
    private static final String ALL = "/v1/collections/{collection}/documents";
    private static final String ONE = ALL + "/{document}";

    private final KnowledgeService knowledge;
    private final EmbeddingService embeddings;

    public DocumentRoutes(KnowledgeService knowledge, EmbeddingService embeddings) {
        this.knowledge = knowledge;
        this.embeddings = embeddings;
    }

    public List<Endpoint<?>> endpoints() {
        return List.of(set(), get(), delete(), list(), chunks());
    }

    private static <B> Endpoint.Declaration<B> within(Endpoint.Declaration<B> declaration) {
        return declaration.variable("collection", "The name of the document's collection.");
    }

    private static <B> Endpoint.Declaration<B> named(Endpoint.Declaration<B> declaration) {
        return within(declaration)
                .variable("document", "The document's id, percent-encoded as one segment: `tea%2Fgreen.md`.");
    }

    private Endpoint<DocumentContent> set() {
        return named(Endpoint.put(ONE).body(DocumentContent.class))
                .bulk()
                .named(
                        "document.set",
                        "Write a document",
                        "Creates the document or replaces it with all its chunks; the last write wins. A document whose title and"
                                + " chunks are as they were keeps its chunks. With `If-Match` it replaces only that version, with"
                                + " `If-None-Match: *` it only creates.")
                .permission(Permission.KNOWLEDGE_WRITE)
                .audit(AuditRule.CHANGES)
                .idempotency(IdempotencyRule.HONOURED)
                .conditions(Condition.IF_MATCH, Condition.CREATE_ONLY)
                .replies(
                        Reply.json(201, "The document was created.", DocumentView.class)
                                .withVersion(),
                        Reply.json(200, "The document was replaced.", DocumentView.class)
                                .withVersion())
                .problems(Problem.NOT_FOUND)
                .handledBy(this::set);
    }

    private Answer set(Call<DocumentContent> call) {
        DocumentDraft draft = call.body().at(address(call));
        Written<Document> written = call.createOnly()
                ? knowledge.create(call.context(), draft)
                : call.expectedVersion()
                        .map(version -> knowledge.update(call.context(), draft, version))
                        .orElseGet(() -> knowledge.set(call.context(), draft));
        EmbeddingState state = embeddings.stateOf(
                call.context(), draft.chunks().stream().map(ChunkDraft::text).toList());
        return Answer.written(
                        written.created(), written.replayed(), DocumentView.of(written.value(), Optional.of(state)))
                .etag(written.value().version());
    }

    private Endpoint<NoBody> get() {
        return named(Endpoint.get(ONE))
                .named("document.get", "Read a document", "The document without its text, which is in its chunks.")
                .permission(Permission.KNOWLEDGE_READ)
                .audit(AuditRule.REFUSALS)
                .idempotency(IdempotencyRule.SAFE)
                .conditions(Condition.IF_CHANGED)
                .replies(
                        Reply.json(200, "The document.", DocumentView.class).withVersion(),
                        Reply.empty(304, "The caller has this version already.").withVersion())
                .problems(Problem.NOT_FOUND)
                .handledBy(call -> {
                    Document document = knowledge.document(call.context(), address(call));
                    return call.unlessSeen(document.version(), Answer.ok(DocumentView.of(document)));
                });
    }

    private Endpoint<NoBody> delete() {
        return named(Endpoint.delete(ONE))
                .named(
                        "document.delete",
                        "Delete a document",
                        "Deletes the document with its chunks. This cannot be undone.")
                .permission(Permission.KNOWLEDGE_WRITE)
                .audit(AuditRule.CHANGES)
                .idempotency(IdempotencyRule.HONOURED)
                .conditions(Condition.IF_MATCH)
                .replies(Reply.empty(204, "The document was deleted."))
                .problems(Problem.NOT_FOUND)
                .handledBy(call -> {
                    knowledge.delete(call.context(), address(call), call.expectedVersion());
                    return Answer.empty(204);
                });
    }

    private Endpoint<NoBody> list() {
        return within(Endpoint.get(ALL))
                .named("document.list", "List documents", "The documents of a collection, in the order of their ids.")
                .permission(Permission.KNOWLEDGE_READ)
                .audit(AuditRule.REFUSALS)
                .idempotency(IdempotencyRule.SAFE)
                .paged()
                .replies(Reply.json(200, "A page of documents.", PageView.class, DocumentView.class))
                .problems(Problem.NOT_FOUND)
                .handledBy(call -> {
                    PageRequest page = call.page();
                    return call.page(
                            KnowledgeViews.page(
                                    knowledge.documents(
                                            call.context(),
                                            KnowledgeRequests.collection(call.path("collection")),
                                            page),
                                    DocumentView::of),
                            page);
                });
    }

    private Endpoint<NoBody> chunks() {
        return named(Endpoint.get(ONE + "/chunks"))
                .named("document.chunks", "List the chunks of a document", "The text of a document, in its order.")
                .permission(Permission.KNOWLEDGE_READ)
                .audit(AuditRule.REFUSALS)
                .idempotency(IdempotencyRule.SAFE)
                .paged()
                .replies(Reply.json(200, "A page of chunks.", PageView.class, ChunkView.class))
                .problems(Problem.NOT_FOUND)
                .handledBy(call -> {
                    PageRequest page = call.page();
                    return call.page(
                            KnowledgeViews.page(knowledge.chunks(call.context(), address(call), page), ChunkView::of),
                            page);
                });
    }

    private static DocumentAddress address(Call<?> call) {
        String id = call.path("document");
        new Violations().add(DocumentAddress.checkId("/document", id)).throwIfAny();
        return new DocumentAddress(KnowledgeRequests.collection(call.path("collection")), id);
    }
}
