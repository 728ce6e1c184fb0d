package dev.holdfast.http.embedding;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.embedding.Embedding;
import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.EmbeddingRepository;
import dev.holdfast.domain.embedding.ModelStatus;
import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.http.embedding.EmbeddingRequests.CutOver;
import dev.holdfast.http.embedding.EmbeddingRequests.Lookup;
import dev.holdfast.http.embedding.EmbeddingRequests.NewVectors;
import dev.holdfast.http.embedding.EmbeddingRequests.Reembed;
import dev.holdfast.http.embedding.EmbeddingRequests.Retry;
import dev.holdfast.http.embedding.EmbeddingViews.CutOverResult;
import dev.holdfast.http.embedding.EmbeddingViews.FailedTexts;
import dev.holdfast.http.embedding.EmbeddingViews.FailedView;
import dev.holdfast.http.embedding.EmbeddingViews.LookupResult;
import dev.holdfast.http.embedding.EmbeddingViews.ModelView;
import dev.holdfast.http.embedding.EmbeddingViews.ModelsView;
import dev.holdfast.http.embedding.EmbeddingViews.Retried;
import dev.holdfast.http.embedding.EmbeddingViews.Stored;
import dev.holdfast.http.support.Answer;
import dev.holdfast.http.support.AuditRule;
import dev.holdfast.http.support.Endpoint;
import dev.holdfast.http.support.Endpoint.NoBody;
import dev.holdfast.http.support.IdempotencyRule;
import dev.holdfast.http.support.Problem;
import dev.holdfast.http.support.QueryParameter;
import dev.holdfast.http.support.Reply;
import dev.holdfast.ports.embedding.EmbeddingService;
import java.util.HashSet;
import java.util.List;

/** The endpoints of models and vectors. */
public final class EmbeddingRoutes {
    private static final String ALL = "/v1/embeddings";
    private static final String MODEL = "model";
    private static final int SHOWN = 100;

    private final EmbeddingService embeddings;
    private final Counter hits;
    private final Counter misses;

    public EmbeddingRoutes(EmbeddingService embeddings, MetricRegistry metrics) {
        this.embeddings = embeddings;
        this.hits = metrics.counter("holdfast.embedding.cache.hits");
        this.misses = metrics.counter("holdfast.embedding.cache.misses");
    }

    public List<Endpoint<?>> endpoints() {
        return List.of(list(), lookup(), store(), reembed(), cutOver(), failed(), retry());
    }

    private Endpoint<NoBody> list() {
        return Endpoint.get(ALL)
                .named(
                        "embedding.list",
                        "List the models",
                        "The models whose vectors the tenant has, how far the work with each is, and the models that this"
                                + " server can make vectors with. A key that is limited to namespaces is refused here and at every"
                                + " endpoint of vectors.")
                .permission(Permission.EMBEDDINGS_READ)
                .audit(AuditRule.REFUSALS)
                .idempotency(IdempotencyRule.SAFE)
                .replies(Reply.json(200, "The models.", ModelsView.class))
                .handledBy(call -> Answer.ok(ModelsView.of(
                        embeddings.models(call.context()),
                        embeddings.offered().stream().map(EmbeddingModel::name).toList())));
    }

    private Endpoint<Lookup> lookup() {
        return Endpoint.post(ALL + "/lookup")
                .body(Lookup.class)
                .named(
                        "embedding.lookup",
                        "Look vectors up",
                        "Which of these texts have a vector of the model, and, when wanted, the vectors. The texts are not"
                                + " kept.")
                .heavy()
                .permission(Permission.EMBEDDINGS_READ)
                .audit(AuditRule.REFUSALS)
                .idempotency(IdempotencyRule.SAFE)
                .replies(Reply.json(200, "The hits and the misses.", LookupResult.class))
                .problems(Problem.LIMIT_EXCEEDED)
                .handledBy(call -> {
                    Lookup wish = call.body();
                    List<ContentHash> hashes = wish.hashes();
                    LookupResult result = LookupResult.of(
                            wish.model(),
                            hashes,
                            embeddings.lookUp(call.context(), wish.model(), new HashSet<>(hashes)),
                            wish.wantsVectors());
                    hits.inc(result.hits());
                    misses.inc(result.misses());
                    return Answer.ok(result);
                });
    }

    private Endpoint<NewVectors> store() {
        return Endpoint.post(ALL + "/store")
                .body(NewVectors.class)
                .bulk()
                .named(
                        "embedding.store",
                        "Store vectors",
                        "Keeps vectors that the caller made: for texts that memories or documents have, and, for 30 days, for"
                                + " others. All have one dimension, that of the model; a text that has a vector keeps it.")
                .permission(Permission.EMBEDDINGS_WRITE)
                .audit(AuditRule.CHANGES)
                .idempotency(IdempotencyRule.HONOURED)
                .replies(Reply.json(200, "They are kept.", Stored.class))
                .problems(Problem.LIMIT_EXCEEDED)
                .handledBy(call -> {
                    List<Embedding> given = call.body().embeddings();
                    EmbeddingModel model = call.body().model(given);
                    Written<Integer> stored = embeddings.store(call.context(), model, given);
                    return Answer.written(
                            false, stored.replayed(), new Stored(model.name(), model.dimension(), stored.value()));
                });
    }

    private Endpoint<Reembed> reembed() {
        return Endpoint.post(ALL + "/reembed")
                .body(Reembed.class)
                .named(
                        "embedding.reembed",
                        "Move to another model",
                        "Embeds every text with another model, while the one in use serves questions; when it is complete, it"
                                + " takes over. The vectors of the one before stay. The list says how far it is.")
                .permission(Permission.EMBEDDINGS_MANAGE)
                .audit(AuditRule.CHANGES)
                .idempotency(IdempotencyRule.HONOURED)
                .replies(Reply.json(200, "It has begun.", ModelView.class))
                .handledBy(call -> {
                    Written<ModelStatus> begun =
                            embeddings.reembed(call.context(), call.body().model());
                    return Answer.written(false, begun.replayed(), ModelView.of(begun.value()));
                });
    }

    private Endpoint<CutOver> cutOver() {
        return Endpoint.post(ALL + "/cut-over")
                .body(CutOver.class)
                .named(
                        "embedding.cut_over",
                        "Let the next model take over now",
                        "Without waiting for the background, and, when wanted, before all texts have their vectors.")
                .permission(Permission.EMBEDDINGS_MANAGE)
                .audit(AuditRule.CHANGES)
                .idempotency(IdempotencyRule.HONOURED)
                .replies(Reply.json(200, "Whether it did, and what is in use now.", CutOverResult.class))
                .handledBy(call -> {
                    Written<Boolean> done = embeddings.cutOver(
                            call.context(), call.body().evenIfIncomplete().orElse(false));
                    return Answer.written(
                            false,
                            done.replayed(),
                            new CutOverResult(
                                    done.value(),
                                    ModelsView.of(embeddings.models(call.context()), List.of())
                                            .active()));
                });
    }

    private Endpoint<NoBody> failed() {
        return Endpoint.get(ALL + "/failed")
                .query(QueryParameter.text(MODEL, "Of this model; by default of the one in use."))
                .named(
                        "embedding.failed",
                        "List texts without a vector",
                        "The first " + SHOWN + " texts that the embedder refused too often, with the reason.")
                .permission(Permission.EMBEDDINGS_READ)
                .audit(AuditRule.REFUSALS)
                .idempotency(IdempotencyRule.SAFE)
                .replies(Reply.json(200, "The texts.", FailedTexts.class))
                .handledBy(call ->
                        Answer.ok(new FailedTexts(embeddings
                                .failed(
                                        call.context(),
                                        call.query().text(MODEL),
                                        Math.min(SHOWN, EmbeddingRepository.MOST))
                                .stream()
                                .map(FailedView::of)
                                .toList())));
    }

    private Endpoint<Retry> retry() {
        return Endpoint.post(ALL + "/retry")
                .body(Retry.class)
                .named(
                        "embedding.retry",
                        "Try refused texts again",
                        "Texts that the embedder refused too often are tried anew.")
                .permission(Permission.EMBEDDINGS_MANAGE)
                .audit(AuditRule.CHANGES)
                .idempotency(IdempotencyRule.HONOURED)
                .replies(Reply.json(200, "How many.", Retried.class))
                .problems(Problem.NOT_FOUND)
                .handledBy(call -> {
                    String model = call.body().model();
                    Written<Integer> retried = embeddings.retry(call.context(), model);
                    return Answer.written(false, retried.replayed(), new Retried(model, retried.value()));
                });
    }
}
