package dev.holdfast.http.operations;

import dev.holdfast.http.support.Endpoint;
import java.util.Arrays;
import java.util.List;

/** How the document groups the operations, in the order in which people read them. */
enum Tag {
    MEMORIES(
            "Memories",
            "What agents know: write, read, search, take back, and look at what was known before.",
            "memory"),
    RECALL(
            "Recall",
            "Ask one question of memories and documents, see why each passage was answered, and say what became of it.",
            "recall"),
    KNOWLEDGE("Knowledge", "Collections of documents: write, read, list, delete, search.", "collection", "document"),
    EMBEDDINGS(
            "Embeddings",
            "Models and vectors: what there is, the cache, the way from one model to the next.",
            "embedding"),
    MCP("MCP", "The same over the Model Context Protocol, for agents.", "mcp"),
    API_KEYS("API keys", "Who may call, as what, and where.", "key", "self"),
    AUDIT("Audit", "Who changed what, who was refused what, and the proof that nothing of it was altered.", "audit"),
    RETENTION("Retention", "How long a tenant keeps what it has.", "retention"),
    OPERATIONS(
            "Operations",
            "Health, metrics, the schema, the size, statements and queries, and this description.",
            "health",
            "metrics",
            "schema",
            "statement",
            "query",
            "size",
            "docs");

    final String title;
    final String description;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> subjects;

    Tag(String title, String description, String... subjects) {
        this.title = title;
        this.description = description;
        this.subjects = List.of(subjects);
    }

    /** @throws IllegalStateException when no tag takes an endpoint of that subject */
    static Tag of(Endpoint<?> endpoint) {
        String subject = endpoint.name().substring(0, endpoint.name().indexOf('.'));
        return Arrays.stream(values())
                .filter(tag -> tag.subjects.contains(subject))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(endpoint.name() + " belongs to no tag"));
    }
}
