package dev.holdfast.http.memory;

import dev.holdfast.domain.memory.MemoryPart;
import dev.holdfast.http.mcp.Budget;
import dev.holdfast.http.mcp.Completer;
import dev.holdfast.http.mcp.Fence;
import dev.holdfast.http.mcp.McpCall;
import dev.holdfast.http.mcp.Prompt;
import dev.holdfast.http.memory.MemoryToolViews.Recalled;
import dev.holdfast.ports.memory.MemoryQuery;
import dev.holdfast.ports.memory.MemoryService;
import dev.holdfast.ports.recall.RecallService;
import dev.holdfast.ports.recall.SearchQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Beginnings of conversations over memories, and what people may want to write in them. */
public final class MemoryPrompts {
    private static final String NAMESPACE = "namespace";
    private static final int MAX_FACTS = 20;
    /** One more than a client is shown, so that it learns that there are more. */
    private static final int MAX_PROPOSED = 101;

    private final MemoryService memories;
    private final RecallService recalls;

    public MemoryPrompts(MemoryService memories, RecallService recalls) {
        this.memories = memories;
        this.recalls = recalls;
    }

    public List<Prompt> prompts() {
        return List.of(recall(), handover());
    }

    /** Values for namespaces, categories and keys: those of the memories the caller may see. */
    public Map<String, Completer> completers() {
        return Map.of(
                NAMESPACE,
                completer(MemoryPart.NAMESPACE),
                "category",
                completer(MemoryPart.CATEGORY),
                "key",
                completer(MemoryPart.KEY));
    }

    private Prompt recall() {
        return new Prompt(
                "recall",
                "What do we know",
                "Begin with what is stored about a topic.",
                List.of(
                        new Prompt.Argument("topic", "What it is about", true),
                        new Prompt.Argument(NAMESPACE, "Only below this path", false)),
                this::recall);
    }

    private List<Map<String, Object>> recall(McpCall call, Map<String, String> arguments) {
        MemoryQuery query = new MemoryQuery(
                Optional.ofNullable(arguments.get(NAMESPACE)).map(MemoryRequests::namespace),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
        String topic = Optional.ofNullable(arguments.get("topic")).orElse("");
        Budget budget = Budget.of(Optional.empty(), Budget.DEFAULT_TOKENS);
        List<Fence.Item> facts =
                recalls.searchMemories(call.context(), SearchQuery.of(topic, MAX_FACTS), query).items().stream()
                        .flatMap(hit -> budget.take(hit.memory().content()).stream()
                                .map(text -> Recalled.of(
                                                hit.memory(),
                                                text,
                                                call.context().principal().id())
                                        .fenced()))
                        .toList();
        return Prompt.says(Fence.around(
                "This is what is stored about: " + topic + "\nUse it where it helps, and say what it does not tell.",
                facts));
    }

    private static Prompt handover() {
        return new Prompt(
                "handover",
                "Hand over",
                "Store what the next conversation needs to know.",
                List.of(new Prompt.Argument(NAMESPACE, "Where to store it", true)),
                (call, arguments) -> Prompt.says(
                        "Look back over this conversation. Store what whoever goes on needs to know, with the tool remember in the"
                                + " namespace "
                                + arguments.get(NAMESPACE)
                                + ": one fact per call, with short stable keys; decisions with their reasons, open questions, the"
                                + " next step under the key next-step. Update what has changed, forget what turned out wrong. Then list"
                                + " what you stored."));
    }

    private Completer completer(MemoryPart part) {
        return (call, typed) -> memories.values(call.context(), part, typed, MAX_PROPOSED);
    }
}
