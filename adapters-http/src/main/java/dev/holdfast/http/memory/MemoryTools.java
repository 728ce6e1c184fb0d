package dev.holdfast.http.memory;

import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryDraft;
import dev.holdfast.domain.shared.Cursor;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.http.mcp.Budget;
import dev.holdfast.http.mcp.Fence;
import dev.holdfast.http.mcp.Tool;
import dev.holdfast.http.mcp.ToolCall;
import dev.holdfast.http.mcp.ToolDeclaration;
import dev.holdfast.http.mcp.ToolReply;
import dev.holdfast.http.mcp.Trust;
import dev.holdfast.http.memory.MemoryRequests.BatchItem;
import dev.holdfast.http.memory.MemoryToolRequests.Context;
import dev.holdfast.http.memory.MemoryToolRequests.Forget;
import dev.holdfast.http.memory.MemoryToolRequests.Get;
import dev.holdfast.http.memory.MemoryToolRequests.Recall;
import dev.holdfast.http.memory.MemoryToolRequests.Update;
import dev.holdfast.http.memory.MemoryToolViews.Forgotten;
import dev.holdfast.http.memory.MemoryToolViews.Recalled;
import dev.holdfast.http.memory.MemoryToolViews.RecalledPage;
import dev.holdfast.http.memory.MemoryToolViews.Receipt;
import dev.holdfast.http.memory.MemoryToolViews.Whole;
import dev.holdfast.ports.memory.MemoryService;
import dev.holdfast.ports.recall.MemoryHits;
import dev.holdfast.ports.recall.RecallService;
import dev.holdfast.ports.recall.SearchQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Memories as tools. */
public final class MemoryTools {
    private static final int WHOLE_TOKENS = 8_000;
    private static final Map<String, Object> IMPORTANCE =
            Map.of("minimum", MemoryDraft.MIN_IMPORTANCE, "maximum", MemoryDraft.MAX_IMPORTANCE);

    private final MemoryService memories;
    private final RecallService recalls;

    public MemoryTools(MemoryService memories, RecallService recalls) {
        this.memories = memories;
        this.recalls = recalls;
    }

    public List<Tool<?>> tools() {
        return List.of(remember(), recall(), getMemory(), updateMemory(), forget(), getContext());
    }

    private Tool<BatchItem> remember() {
        return ToolDeclaration.tool("remember", BatchItem.class)
                .described(
                        "Remember",
                        "Keep one fact for later conversations: a decision, preference or finding; no secrets."
                                + " The same namespace and key overwrite. Example: {\"namespace\":\"users/42\","
                                + "\"key\":\"answer-style\",\"content\":\"Prefers short answers.\"}")
                .changes(Permission.MEMORY_WRITE, true, true)
                .argument("namespace", "Path, such as users/42 or projects/atlas")
                .argument("key", "Short stable name in it")
                .argument("content", "The fact, understandable by itself")
                .argument("category", "Kind, such as preference")
                .argument("importance", "", IMPORTANCE)
                .argument("tags", "Words to filter by")
                .arguments("metadata")
                .argument("source", "URL, file or person")
                .arguments("valid_from", "valid_to")
                .argument("expires_at", "When to drop it")
                .answers(Receipt.class)
                .handledBy(call ->
                        written(memories.set(call.context(), call.arguments().draft())));
    }

    private Tool<Recall> recall() {
        return ToolDeclaration.tool("recall", Recall.class)
                .described(
                        "Recall",
                        "Find stored facts by plain words. Use it before answering what may have been settled earlier; to read a known"
                                + " key use get_memory. Example: {\"query\":\"how does the user like answers\","
                                + "\"namespace\":\"users/42\"}")
                .reads(Permission.MEMORY_READ)
                .heavy()
                .argument("query", "What to look for")
                .argument("namespace", "Only below this path")
                .argument("category", "Only this kind")
                .argument("min_importance", "", IMPORTANCE)
                .argument("tags", "Only with all of these")
                .argument("as_of", "What was known at that time")
                .argument("limit", "At most so many (10)")
                .argument("max_tokens", "Size of the reply (2000)")
                .argument("cursor", "next_cursor of the last reply")
                .answers(RecalledPage.class)
                .handledBy(this::recall);
    }

    private ToolReply recall(ToolCall<Recall> call) {
        Recall wish = call.arguments();
        int from = offset(call, wish.cursor());
        int items = MemoryToolRequests.items(wish.limit());
        int most = Math.min(PageRequest.MAX_LIMIT, from + items + 1);
        List<Memory> found =
                recalls
                        .searchMemories(call.context(), SearchQuery.of(wish.query(), most), wish.filter())
                        .items()
                        .stream()
                        .map(MemoryHits.Hit::memory)
                        .toList();
        return packed(call, found, from, items, Budget.of(wish.maxTokens(), Budget.DEFAULT_TOKENS));
    }

    private Tool<Get> getMemory() {
        return ToolDeclaration.tool("get_memory", Get.class)
                .described("Get memory", "Read one fact whole, by namespace and key. Use it when recall cut a text.")
                .reads(Permission.MEMORY_READ)
                .arguments("namespace", "key", "as_of", "max_tokens", "cursor")
                .answers(Whole.class)
                .handledBy(this::getMemory);
    }

    private ToolReply getMemory(ToolCall<Get> call) {
        Get wish = call.arguments();
        Memory memory = memories.get(call.context(), wish.address(), wish.asOf());
        int from = Math.min(offset(call, wish.cursor()), memory.content().length() - 1);
        String rest = memory.content().substring(from);
        String part = Budget.of(wish.maxTokens(), WHOLE_TOKENS).take(rest).orElseThrow();
        Optional<String> next = part.length() == rest.length()
                ? Optional.empty()
                : Optional.of(call.cursor(position(from + part.length())));
        Trust trust = Trust.of(call.context().principal().id(), memory.createdBy(), memory.source());
        Recalled view = Recalled.of(memory, part, call.context().principal().id());
        return ToolReply.of(
                Fence.around("version " + memory.version().value(), List.of(view.fenced())),
                Whole.of(memory, part, trust, next));
    }

    private Tool<Update> updateMemory() {
        return ToolDeclaration.tool("update_memory", Update.class)
                .described(
                        "Update memory",
                        "Change parts of one fact; what is left out stays. Give the version you read and a change in between is"
                                + " refused with stale_version.")
                .changes(Permission.MEMORY_WRITE, true, true)
                .arguments(
                        "namespace",
                        "key",
                        "content",
                        "category",
                        "importance",
                        "tags",
                        "metadata",
                        "source",
                        "valid_to",
                        "expires_at")
                .argument("version", "The one you read")
                .answers(Receipt.class)
                .handledBy(this::update);
    }

    private ToolReply update(ToolCall<Update> call) {
        Update wish = call.arguments();
        Memory now = memories.get(call.context(), wish.address(), Optional.empty());
        Revision expected = MemoryToolRequests.revision(wish.version()).orElse(now.version());
        return written(memories.update(call.context(), wish.onto(now), expected));
    }

    private Tool<Forget> forget() {
        return ToolDeclaration.tool("forget", Forget.class)
                .described(
                        "Forget",
                        "Delete one fact that is wrong or no longer wanted; people can restore it. To correct it, use"
                                + " update_memory.")
                .changes(Permission.MEMORY_WRITE, true, true)
                .arguments("namespace", "key", "version")
                .answers(Forgotten.class)
                .handledBy(call -> {
                    Forget wish = call.arguments();
                    memories.delete(call.context(), wish.address(), MemoryToolRequests.revision(wish.version()));
                    return ToolReply.of("forgotten: " + wish.address(), new Forgotten(true));
                });
    }

    private Tool<Context> getContext() {
        return ToolDeclaration.tool("get_context", Context.class)
                .described(
                        "Get context",
                        "The recent and important facts of a namespace, packed into max_tokens. Use it once at the start of a"
                                + " conversation. Example: {\"namespace\":\"users/42\",\"max_tokens\":1000}")
                .reads(Permission.MEMORY_READ)
                .heavy()
                .argument("namespace", "All you may see if left out")
                .arguments("min_importance", "limit", "max_tokens", "cursor")
                .answers(RecalledPage.class)
                .handledBy(this::context);
    }

    private ToolReply context(ToolCall<Context> call) {
        Context wish = call.arguments();
        int from = offset(call, wish.cursor());
        int items = MemoryToolRequests.items(wish.limit());
        int most = Math.min(PageRequest.MAX_LIMIT, from + items + 1);
        return packed(
                call,
                memories.foremost(call.context(), wish.filter(), most),
                from,
                items,
                Budget.of(wish.maxTokens(), Budget.DEFAULT_TOKENS));
    }

    private static ToolReply written(Written<Memory> written) {
        Receipt receipt = Receipt.of(written);
        String what = receipt.replayed() ? "was done before" : receipt.created() ? "created" : "replaced";
        return ToolReply.of(what + ": " + written.value().address() + ", version " + receipt.version(), receipt);
    }

    /** As many of {@code found} from {@code from} on as fit. */
    private static ToolReply packed(ToolCall<?> call, List<Memory> found, int from, int most, Budget budget) {
        List<Recalled> items = new ArrayList<>();
        int next = Math.min(from, found.size());
        while (next < found.size() && items.size() < most) {
            Memory memory = found.get(next);
            Optional<String> text = budget.take(memory.content());
            if (text.isEmpty()) {
                break;
            }
            items.add(Recalled.of(memory, text.get(), call.context().principal().id()));
            next++;
        }
        Optional<String> cursor = next < found.size() ? Optional.of(call.cursor(position(next))) : Optional.empty();
        String introduction = items.isEmpty()
                ? "Nothing found."
                : items.size() + " of the best" + (cursor.isPresent() ? "; more with next_cursor." : ".");
        return ToolReply.of(
                Fence.around(introduction, items.stream().map(Recalled::fenced).toList()),
                new RecalledPage(items, budget.used(), cursor));
    }

    private static int offset(ToolCall<?> call, Optional<String> cursor) {
        return call.position(cursor)
                .map(position -> Integer.parseInt(position.at(0)))
                .orElse(0);
    }

    private static Cursor position(int offset) {
        return Cursor.after(Integer.toString(offset));
    }
}
