package dev.holdfast.domain.identity;

/** What an operation demands of its caller. Every endpoint and tool declares exactly one. */
public enum Permission {
    MEMORY_READ("memory:read"),
    MEMORY_WRITE("memory:write"),
    KNOWLEDGE_READ("knowledge:read"),
    KNOWLEDGE_WRITE("knowledge:write"),
    /** Models, and whether texts have vectors. */
    EMBEDDINGS_READ("embeddings:read"),
    /** Vectors that callers made. */
    EMBEDDINGS_WRITE("embeddings:write"),
    /** Which model a tenant uses. */
    EMBEDDINGS_MANAGE("embeddings:manage"),
    AUDIT_READ("audit:read"),
    KEYS_MANAGE("keys:manage"),
    /** Questions to the store in its own language. */
    DATABASE_QUERY("database:query"),

    /** How long what a tenant has is kept. */
    RETENTION_MANAGE("retention:manage"),
    /** Asking who one is: every valid credential may. */
    SELF_READ("self:read");

    private final String wireName;

    Permission(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
