package dev.holdfast.http.memory;

import dev.holdfast.domain.embedding.EmbeddingState;
import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryAddress;
import dev.holdfast.domain.memory.MemoryDraft;
import dev.holdfast.domain.memory.MemoryRevision;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.http.memory.MemoryRequests.MemoryBatch;
import dev.holdfast.http.memory.MemoryRequests.MemoryContent;
import dev.holdfast.http.memory.MemoryViews.BatchOutcomes;
import dev.holdfast.http.memory.MemoryViews.WrittenMemory;
import dev.holdfast.http.support.Answer;
import dev.holdfast.http.support.AuditRule;
import dev.holdfast.http.support.Call;
import dev.holdfast.http.support.Condition;
import dev.holdfast.http.support.Endpoint;
import dev.holdfast.http.support.Endpoint.NoBody;
import dev.holdfast.http.support.IdempotencyRule;
import dev.holdfast.http.support.PageView;
import dev.holdfast.http.support.Problem;
import dev.holdfast.http.support.QueryParameter;
import dev.holdfast.http.support.Reply;
import dev.holdfast.ports.embedding.EmbeddingService;
import dev.holdfast.ports.memory.MemoryQuery;
import dev.holdfast.ports.memory.MemoryService;
import java.util.List;

/** The endpoints of memories. */
public final class MemoryRoutes {
    private static final String ONE = "/v1/memories/{namespace}/{key}";
    private static final QueryParameter AS_OF =
            QueryParameter.moment("as_of", "Read what was recorded at that moment instead of what is recorded now.");

    private final MemoryService memories;
    private final EmbeddingService embeddings;

    public MemoryRoutes(MemoryService memories, EmbeddingService embeddings) {
        this.memories = memories;
        this.embeddings = embeddings;
    }

    public List<Endpoint<?>> endpoints() {
        return List.of(set(), get(), delete(), restore(), revisions(), list(), batch());
    }

    private static <B> Endpoint.Declaration<B> named(Endpoint.Declaration<B> declaration) {
        return declaration
                .variable("namespace", "The memory's namespace, percent-encoded as one segment: `users%2F42`.")
                .variable("key", "The memory's key, percent-encoded as one segment.");
    }

    private Endpoint<MemoryContent> set() {
        return named(Endpoint.put(ONE).body(MemoryContent.class))
                .named(
                        "memory.set",
                        "Write a memory",
                        "Creates the memory or replaces it; the last write wins. With `If-Match` it replaces only that"
                                + " version, with `If-None-Match: *` it only creates.")
                .permission(Permission.MEMORY_WRITE)
                .audit(AuditRule.CHANGES)
                .idempotency(IdempotencyRule.HONOURED)
                .conditions(Condition.IF_MATCH, Condition.CREATE_ONLY)
                .replies(
                        Reply.json(201, "The memory was created.", WrittenMemory.class)
                                .withVersion(),
                        Reply.json(200, "The memory was replaced.", WrittenMemory.class)
                                .withVersion())
                .problems(Problem.NOT_FOUND)
                .handledBy(this::set);
    }

    private Answer set(Call<MemoryContent> call) {
        MemoryDraft draft = call.body().at(address(call));
        return written(
                call,
                call.createOnly()
                        ? memories.create(call.context(), draft)
                        : call.expectedVersion()
                                .map(version -> memories.update(call.context(), draft, version))
                                .orElseGet(() -> memories.set(call.context(), draft)));
    }

    private Endpoint<NoBody> get() {
        return named(Endpoint.get(ONE))
                .named("memory.get", "Read a memory", "The memory as it is now, or as it was recorded at `as_of`.")
                .permission(Permission.MEMORY_READ)
                .audit(AuditRule.REFUSALS)
                .idempotency(IdempotencyRule.SAFE)
                .query(AS_OF)
                .conditions(Condition.IF_CHANGED)
                .replies(
                        Reply.json(200, "The memory.", Memory.class).withVersion(),
                        Reply.empty(304, "The caller has this version already.").withVersion())
                .problems(Problem.NOT_FOUND)
                .handledBy(call -> {
                    Memory memory = memories.get(
                            call.context(), address(call), call.query().moment("as_of"));
                    return call.unlessSeen(memory.version(), Answer.ok(memory));
                });
    }

    private Endpoint<NoBody> delete() {
        return named(Endpoint.delete(ONE))
                .named("memory.delete", "Delete a memory", "Deletes the memory so that it can be restored.")
                .permission(Permission.MEMORY_WRITE)
                .audit(AuditRule.CHANGES)
                .idempotency(IdempotencyRule.HONOURED)
                .conditions(Condition.IF_MATCH)
                .replies(Reply.empty(204, "The memory was deleted."))
                .problems(Problem.NOT_FOUND)
                .handledBy(call -> {
                    memories.delete(call.context(), address(call), call.expectedVersion());
                    return Answer.empty(204);
                });
    }

    private Endpoint<NoBody> restore() {
        return named(Endpoint.post(ONE + "/restore"))
                .named(
                        "memory.restore",
                        "Restore a deleted memory",
                        "Brings the memory back as it was before it was deleted, as a new version.")
                .permission(Permission.MEMORY_WRITE)
                .audit(AuditRule.CHANGES)
                .idempotency(IdempotencyRule.HONOURED)
                .replies(Reply.json(200, "The memory as it is now.", WrittenMemory.class)
                        .withVersion())
                .problems(Problem.NOT_FOUND, Problem.ALREADY_EXISTS)
                .handledBy(call -> {
                    Written<Memory> restored = memories.restore(call.context(), address(call));
                    return written(call, new Written<>(restored.value(), false, restored.replayed()));
                });
    }

    private Endpoint<NoBody> revisions() {
        return named(Endpoint.get(ONE + "/revisions"))
                .named(
                        "memory.revisions",
                        "List the versions of a memory",
                        "Every version the memory had, deletions included, the newest first.")
                .permission(Permission.MEMORY_READ)
                .audit(AuditRule.REFUSALS)
                .idempotency(IdempotencyRule.SAFE)
                .paged()
                .replies(Reply.json(200, "A page of versions.", PageView.class, MemoryRevision.class))
                .problems(Problem.NOT_FOUND)
                .handledBy(call -> {
                    PageRequest page = call.page();
                    return call.page(memories.revisions(call.context(), address(call), page), page);
                });
    }

    private Endpoint<NoBody> list() {
        return Endpoint.get("/v1/memories")
                .named(
                        "memory.list",
                        "List memories",
                        "Memories in the order of namespace and key. All conditions hold together.")
                .permission(Permission.MEMORY_READ)
                .audit(AuditRule.REFUSALS)
                .idempotency(IdempotencyRule.SAFE)
                .query(
                        QueryParameter.text("namespace", "The subtree to look in, by whole segments."),
                        QueryParameter.text("category", "Memories of this category."),
                        QueryParameter.whole("min_importance", "Memories at least this important, 1 to 10."),
                        QueryParameter.texts(
                                "tag", "tags", "Memories with this tag; given several times, with all of them."),
                        QueryParameter.moment("expires_before", "Memories that will expire before this moment."),
                        AS_OF)
                .paged()
                .replies(Reply.json(200, "A page of memories.", PageView.class, Memory.class))
                .handledBy(call -> {
                    PageRequest page = call.page();
                    return call.page(memories.list(call.context(), filter(call), page), page);
                });
    }

    private Endpoint<MemoryBatch> batch() {
        return Endpoint.post("/v1/memories/batch")
                .body(MemoryBatch.class)
                .bulk()
                .named(
                        "memory.batch",
                        "Write many memories",
                        "Sets 1 to " + MemoryService.MAX_BATCH
                                + " memories with different addresses in one transaction: all or none.")
                .permission(Permission.MEMORY_WRITE)
                .audit(AuditRule.CHANGES)
                .idempotency(IdempotencyRule.HONOURED)
                .replies(Reply.json(200, "What became of each, in the order of the request.", BatchOutcomes.class))
                .problems(Problem.LIMIT_EXCEEDED)
                .handledBy(call -> {
                    List<Written<Memory>> written =
                            memories.setAll(call.context(), call.body().drafts());
                    boolean replayed = written.stream().anyMatch(Written::replayed);
                    return Answer.written(
                            false,
                            replayed,
                            BatchOutcomes.of(
                                    written,
                                    embeddings.statesOf(
                                            call.context(),
                                            written.stream()
                                                    .map(each -> each.value().content())
                                                    .toList())));
                });
    }

    private static MemoryQuery filter(Call<NoBody> call) {
        return new MemoryQuery(
                call.query().text("namespace").map(MemoryRequests::namespace),
                call.query().text("category"),
                call.query().number("min_importance"),
                call.query().texts("tag"),
                call.query().moment("expires_before"),
                call.query().moment("as_of"));
    }

    private static MemoryAddress address(Call<?> call) {
        return MemoryAddress.of(call.path("namespace"), call.path("key"));
    }

    private Answer written(Call<?> call, Written<Memory> written) {
        Memory memory = written.value();
        EmbeddingState state = embeddings.stateOf(call.context(), List.of(memory.content()));
        return Answer.written(written.created(), written.replayed(), WrittenMemory.of(memory, state))
                .etag(memory.version());
    }
}
