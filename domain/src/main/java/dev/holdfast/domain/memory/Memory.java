package dev.holdfast.domain.memory;

import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.TextRules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One fact kept for agents, as one version of it stands. The caller's part is documented at {@link MemoryDraft}.
 *
 * @param version 1 at first, one more at every change
 * @param createdAt when this memory came to be; begins anew when a deleted or expired one is written again
 * @param updatedAt when its content was last written
 * @param recordedAt when this version was recorded; {@code as_of} reads by it. Differs from {@code updatedAt} after a
 *     restore, which changes no content
 * @param createdBy the principal that wrote this version's content
 */
public record Memory(
        MemoryId id,
        Namespace namespace,
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
        Revision version,
        Instant createdAt,
        Instant updatedAt,
        Instant recordedAt,
        PrincipalId createdBy) {
    /** A document takes more memory than its text: each value is an object. */
    public static final int METADATA_WEIGHT = 4;

    public Memory {
        tags = List.copyOf(tags);
    }

    /**
     * What it counts for in a page ({@link dev.holdfast.domain.shared.Page#MAX_BYTES}): about the bytes of its large parts, those of
     * metadata {@value #METADATA_WEIGHT} times.
     */
    public long weight() {
        long ofTags = tags.stream().mapToLong(TextRules::utf8Length).sum();
        long ofSource = source.map(TextRules::utf8Length).orElse(0L);
        return TextRules.utf8Length(content) + METADATA_WEIGHT * metadata.bytes() + ofTags + ofSource;
    }

    public MemoryAddress address() {
        return new MemoryAddress(namespace, key);
    }

    public boolean expiredAt(Instant now) {
        return expiresAt.isPresent() && !expiresAt.get().isAfter(now);
    }
}
