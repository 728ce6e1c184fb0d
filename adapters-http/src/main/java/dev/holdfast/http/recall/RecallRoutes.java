package dev.holdfast.http.recall;

import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.recall.RecallFeedback;
import dev.holdfast.domain.recall.RecallId;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.http.recall.RecallRequests.ChunkSearch;
import dev.holdfast.http.recall.RecallRequests.Feedback;
import dev.holdfast.http.recall.RecallRequests.MemorySearch;
import dev.holdfast.http.recall.RecallRequests.Recall;
import dev.holdfast.http.recall.RecallViews.ChunkMatches;
import dev.holdfast.http.recall.RecallViews.Judgement;
import dev.holdfast.http.recall.RecallViews.LedgerLine;
import dev.holdfast.http.recall.RecallViews.MemoryMatches;
import dev.holdfast.http.recall.RecallViews.RecallResult;
import dev.holdfast.http.support.Answer;
import dev.holdfast.http.support.AuditRule;
import dev.holdfast.http.support.Call;
import dev.holdfast.http.support.Endpoint;
import dev.holdfast.http.support.Endpoint.NoBody;
import dev.holdfast.http.support.IdempotencyRule;
import dev.holdfast.http.support.Problem;
import dev.holdfast.http.support.Reply;
import dev.holdfast.ports.recall.RecallService;
import java.util.List;
import java.util.Optional;

/** The endpoints that ask. */
public final class RecallRoutes {
    private static final String ONE = "/v1/recall/{id}";
    private static final String ID = "What the answer called itself: its `recall_id`.";

    private final RecallService recalls;

    public RecallRoutes(RecallService recalls) {
        this.recalls = recalls;
    }

    public List<Endpoint<?>> endpoints() {
        return List.of(recall(), find(), judge(), searchMemories(), searchChunks());
    }

    private Endpoint<Recall> recall() {
        return Endpoint.post("/v1/recall")
                .body(Recall.class)
                .named(
                        "recall.ask",
                        "Ask",
                        "The passages of memories and documents that answer a question, the best first, within a budget of"
                                + " tokens. A passage is given whole, or says that it is cut, or is left out. When the"
                                + " answer has a `recall_id`, it is in the ledger from now on; only a crash of the"
                                + " database within the same second can lose that line.")
                .heavy()
                .permission(Permission.MEMORY_READ)
                .audit(AuditRule.REFUSALS)
                .idempotency(IdempotencyRule.SAFE)
                .replies(Reply.json(200, "The answer.", RecallResult.class))
                .handledBy(call -> Answer.ok(RecallResult.of(
                        recalls.recall(call.context(), call.body().toQuery()),
                        explain(call.body().explain()))));
    }

    private Endpoint<NoBody> find() {
        return Endpoint.get(ONE)
                .variable("id", ID)
                .named(
                        "recall.get",
                        "Read the ledger",
                        "What was answered to whom, and what was said of it since. A key that is limited to namespaces sees"
                                + " the answers to itself.")
                .permission(Permission.MEMORY_READ)
                .audit(AuditRule.REFUSALS)
                .idempotency(IdempotencyRule.SAFE)
                .replies(Reply.json(200, "The line of the ledger.", LedgerLine.class))
                .problems(Problem.NOT_FOUND)
                .handledBy(call -> Answer.ok(LedgerLine.of(recalls.find(call.context(), id(call)))));
    }

    private Endpoint<Feedback> judge() {
        return Endpoint.post(ONE + "/feedback")
                .body(Feedback.class)
                .variable("id", ID)
                .named(
                        "recall.feedback",
                        "Say what became of an item",
                        "Notes that an item of an answer was used, was wrong, or was outdated. The last word of each key"
                                + " counts.")
                .permission(Permission.MEMORY_READ)
                .audit(AuditRule.CHANGES)
                .idempotency(IdempotencyRule.HONOURED)
                .replies(
                        Reply.json(201, "It is noted.", Judgement.class),
                        Reply.json(200, "It is noted in the stead of what this key said before.", Judgement.class))
                .problems(Problem.NOT_FOUND)
                .handledBy(call -> {
                    Feedback said = call.body();
                    Written<RecallFeedback> written =
                            recalls.judge(call.context(), id(call), said.itemId(), said.verdict(), said.note());
                    return Answer.written(written.created(), written.replayed(), Judgement.of(written.value()));
                });
    }

    private Endpoint<MemorySearch> searchMemories() {
        return Endpoint.post("/v1/memories/search")
                .body(MemorySearch.class)
                .named(
                        "memory.search",
                        "Search memories",
                        "The best matches of a question among the memories that fulfil all conditions, the best first.")
                .heavy()
                .permission(Permission.MEMORY_READ)
                .audit(AuditRule.REFUSALS)
                .idempotency(IdempotencyRule.SAFE)
                .replies(Reply.json(200, "The matches.", MemoryMatches.class))
                .handledBy(call -> {
                    MemorySearch wish = call.body();
                    return Answer.ok(MemoryMatches.of(
                            recalls.searchMemories(call.context(), wish.search(), wish.about()),
                            explain(wish.explain())));
                });
    }

    private Endpoint<ChunkSearch> searchChunks() {
        return Endpoint.post("/v1/collections/{collection}/search")
                .body(ChunkSearch.class)
                .variable("collection", "The collection's name.")
                .named(
                        "collection.search",
                        "Search a collection",
                        "The chunks of the collection's documents that match a question best, the best first.")
                .heavy()
                .permission(Permission.KNOWLEDGE_READ)
                .audit(AuditRule.REFUSALS)
                .idempotency(IdempotencyRule.SAFE)
                .replies(Reply.json(200, "The matches.", ChunkMatches.class))
                .problems(Problem.NOT_FOUND)
                .handledBy(call -> Answer.ok(ChunkMatches.of(
                        recalls.searchChunks(
                                call.context(),
                                call.path("collection"),
                                call.body().search()),
                        explain(call.body().explain()))));
    }

    private static boolean explain(Optional<Boolean> wish) {
        return wish.orElse(false);
    }

    private static RecallId id(Call<?> call) {
        return RecallRequests.uuid(call.path("id"))
                .map(RecallId::new)
                .orElseThrow(() -> new NotFound("recall " + call.path("id")));
    }
}
