package dev.holdfast.domain.operations;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be kept for a limited time, each in its own way. The audit is not among it: its chain promises that nothing is missing.
 * Nor are the claims of idempotency keys, which end by themselves.
 */
public enum RetentionKind {
    /** Live memories, by when they were last changed. What they were before goes with them. */
    MEMORIES,
    /** Memories past their {@code expires_at}, by that moment. What they were before goes with them. */
    EXPIRED_MEMORIES,
    /** Deleted memories, by when they were deleted; from then on they cannot be restored. What they were before goes with them. */
    DELETED_MEMORIES,
    /** Superseded versions of memories, by when they were superseded; a count is that of each memory. */
    MEMORY_VERSIONS,
    /** Documents with their chunks, by when they were last changed. */
    DOCUMENTS,
    /** The ledger of answers with what was said of them, by when they were given. */
    RECALLS;

    /** Whether it is memories, which have an importance and superseded versions. */
    public boolean isOfMemories() {
        return switch (this) {
            case MEMORIES, EXPIRED_MEMORIES, DELETED_MEMORIES -> true;
            case MEMORY_VERSIONS, DOCUMENTS, RECALLS -> false;
        };
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<RetentionKind> named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(name))
                .findFirst();
    }
}
