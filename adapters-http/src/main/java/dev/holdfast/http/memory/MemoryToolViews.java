package dev.holdfast.http.memory;

import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.http.mcp.Fence;
import dev.holdfast.http.mcp.Trust;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the memory tools answer, for programs; models read the same between marks. */
final class MemoryToolViews {
    private MemoryToolViews() {}

    /** What became of a write. */
    record Receipt(long version, boolean created, boolean replayed) {
        static Receipt of(Written<Memory> written) {
            Memory memory = written.value();
            return new Receipt(memory.version().value(), written.created(), written.replayed());
        }
    }

    record Forgotten(boolean forgotten) {}

    /** @param cut whether {@code text} is only the beginning; {@code get_memory} has the rest */
    record Recalled(
            String namespace,
            String key,
            String text,
            Instant date,
            Optional<String> source,
            Trust trust,
            boolean cut) {
        static Recalled of(Memory memory, String text, PrincipalId reader) {
            return new Recalled(
                    memory.namespace().value(),
                    memory.key(),
                    text,
                    memory.updatedAt(),
                    memory.source(),
                    Trust.of(reader, memory.createdBy(), memory.source()),
                    text.length() < memory.content().length());
        }

        Fence.Item fenced() {
            return new Fence.Item(namespace + " " + key, text, date, source, trust, cut);
        }
    }

    record RecalledPage(List<Recalled> items, int tokens, Optional<String> nextCursor) {}

    /** @param nextCursor where the content goes on, when it is too long for one reply */
    record Whole(
            String namespace,
            String key,
            String content,
            String category,
            int importance,
            List<String> tags,
            JsonDocument metadata,
            Optional<String> source,
            Optional<Instant> validFrom,
            Optional<Instant> validTo,
            Optional<Instant> expiresAt,
            long version,
            Instant updatedAt,
            Trust trust,
            Optional<String> nextCursor) {
        static Whole of(Memory memory, String part, Trust trust, Optional<String> next) {
            return new Whole(
                    memory.namespace().value(),
                    memory.key(),
                    part,
                    memory.category(),
                    memory.importance(),
                    memory.tags(),
                    memory.metadata(),
                    memory.source(),
                    memory.validFrom(),
                    memory.validTo(),
                    memory.expiresAt(),
                    memory.version().value(),
                    memory.updatedAt(),
                    trust,
                    next);
        }
    }
}
