package dev.holdfast.http.knowledge;

import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.knowledge.Collection;
import dev.holdfast.domain.knowledge.CollectionDraft;
import dev.holdfast.domain.knowledge.CollectionName;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.http.knowledge.KnowledgeRequests.CollectionContent;
import dev.holdfast.http.knowledge.KnowledgeViews.CollectionView;
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
import dev.holdfast.ports.knowledge.KnowledgeService;
import java.util.List;

/** The endpoints of collections. */
public final class CollectionRoutes {
    private static final String ONE = "/v1/collections/{collection}";

    private final KnowledgeService knowledge;

    public CollectionRoutes(KnowledgeService knowledge) {
        this.knowledge = knowledge;
    }

    public List<Endpoint<?>> endpoints() {
        return List.of(set(), get(), delete(), list());
    }

    private static <B> Endpoint.Declaration<B> named(Endpoint.Declaration<B> declaration) {
        return declaration.variable("collection", "The collection's name.");
    }

    private Endpoint<CollectionContent> set() {
        return named(Endpoint.put(ONE).body(CollectionContent.class))
                .named(
                        "collection.set",
                        "Write a collection",
                        "Creates the collection or replaces what is said of it; its documents stay. Language and profile are"
                                + " chosen once. With `If-Match` it replaces only that version, with `If-None-Match: *` it only"
                                + " creates.")
                .permission(Permission.KNOWLEDGE_WRITE)
                .audit(AuditRule.CHANGES)
                .idempotency(IdempotencyRule.HONOURED)
                .conditions(Condition.IF_MATCH, Condition.CREATE_ONLY)
                .replies(
                        Reply.json(201, "The collection was created.", CollectionView.class)
                                .withVersion(),
                        Reply.json(200, "The collection was replaced.", CollectionView.class)
                                .withVersion())
                .problems(Problem.NOT_FOUND)
                .handledBy(this::set);
    }

    private Answer set(Call<CollectionContent> call) {
        CollectionDraft draft = call.body().named(name(call));
        Written<Collection> written = call.createOnly()
                ? knowledge.createCollection(call.context(), draft)
                : call.expectedVersion()
                        .map(version -> knowledge.updateCollection(call.context(), draft, version))
                        .orElseGet(() -> knowledge.setCollection(call.context(), draft));
        return Answer.written(written.created(), written.replayed(), CollectionView.of(written.value()))
                .etag(written.value().version());
    }

    private Endpoint<NoBody> get() {
        return named(Endpoint.get(ONE))
                .named("collection.get", "Read a collection", "What is said of the collection, without its documents.")
                .permission(Permission.KNOWLEDGE_READ)
                .audit(AuditRule.REFUSALS)
                .idempotency(IdempotencyRule.SAFE)
                .conditions(Condition.IF_CHANGED)
                .replies(
                        Reply.json(200, "The collection.", CollectionView.class).withVersion(),
                        Reply.empty(304, "The caller has this version already.").withVersion())
                .problems(Problem.NOT_FOUND)
                .handledBy(call -> {
                    Collection collection = knowledge.collection(call.context(), name(call));
                    return call.unlessSeen(collection.version(), Answer.ok(CollectionView.of(collection)));
                });
    }

    private Endpoint<NoBody> delete() {
        return named(Endpoint.delete(ONE))
                .named(
                        "collection.delete",
                        "Delete a collection",
                        "Deletes the collection with all its documents. This cannot be undone.")
                .permission(Permission.KNOWLEDGE_WRITE)
                .audit(AuditRule.CHANGES)
                .idempotency(IdempotencyRule.HONOURED)
                .conditions(Condition.IF_MATCH)
                .replies(Reply.empty(204, "The collection was deleted."))
                .problems(Problem.NOT_FOUND)
                .handledBy(call -> {
                    knowledge.deleteCollection(call.context(), name(call), call.expectedVersion());
                    return Answer.empty(204);
                });
    }

    private Endpoint<NoBody> list() {
        return Endpoint.get("/v1/collections")
                .named(
                        "collection.list",
                        "List collections",
                        "The collections this key reaches, in the order of names.")
                .permission(Permission.KNOWLEDGE_READ)
                .audit(AuditRule.REFUSALS)
                .idempotency(IdempotencyRule.SAFE)
                .paged()
                .replies(Reply.json(200, "A page of collections.", PageView.class, CollectionView.class))
                .handledBy(call -> {
                    PageRequest page = call.page();
                    return call.page(
                            KnowledgeViews.page(knowledge.collections(call.context(), page), CollectionView::of), page);
                });
    }

    private static CollectionName name(Call<?> call) {
        return KnowledgeRequests.collection(call.path("collection"));
    }
}
