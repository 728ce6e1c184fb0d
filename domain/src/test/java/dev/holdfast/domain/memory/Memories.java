package dev.holdfast.domain.memory;

import dev.holdfast.domain.Fresh;
import dev.holdfast.domain.shared.JsonDocument;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Builds memories to be written: {@code aMemory().withKey("x").build()}. Immutable, so a half-built one can be kept and varied. */
public record Memories(
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
        Optional<Instant> expiresAt) {
    public static Memories aMemory() {
        return new Memories(
                "users/1",
                "likes",
                "likes tea",
                MemoryDraft.DEFAULT_CATEGORY,
                MemoryDraft.MIN_IMPORTANCE,
                List.of(),
                JsonDocument.EMPTY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public MemoryDraft build() {
        return new MemoryDraft(
                MemoryAddress.of(namespace, key),
                content,
                category,
                importance,
                tags,
                metadata,
                source,
                validFrom,
                validTo,
                expiresAt);
    }

    /** The draft with fresh ids around it, as a repository wants it. */
    public MemoryWrite write() {
        return writing(build());
    }

    public static MemoryWrite writing(MemoryDraft draft) {
        return new MemoryWrite(Fresh.memoryId(), Fresh.auditEntryId(), draft);
    }

    public Memories in(String newNamespace) {
        return new Memories(
                newNamespace,
                key,
                content,
                category,
                importance,
                tags,
                metadata,
                source,
                validFrom,
                validTo,
                expiresAt);
    }

    public Memories withKey(String newKey) {
        return new Memories(
                namespace,
                newKey,
                content,
                category,
                importance,
                tags,
                metadata,
                source,
                validFrom,
                validTo,
                expiresAt);
    }

    public Memories withContent(String newContent) {
        return new Memories(
                namespace,
                key,
                newContent,
                category,
                importance,
                tags,
                metadata,
                source,
                validFrom,
                validTo,
                expiresAt);
    }

    public Memories withCategory(String newCategory) {
        return new Memories(
                namespace,
                key,
                content,
                newCategory,
                importance,
                tags,
                metadata,
                source,
                validFrom,
                validTo,
                expiresAt);
    }

    public Memories withImportance(int newImportance) {
        return new Memories(
                namespace,
                key,
                content,
                category,
                newImportance,
                tags,
                metadata,
                source,
                validFrom,
                validTo,
                expiresAt);
    }

    public Memories withTags(String... newTags) {
        return withTags(List.of(newTags));
    }

    public Memories withTags(List<String> newTags) {
        return new Memories(
                namespace,
                key,
                content,
                category,
                importance,
                newTags,
                metadata,
                source,
                validFrom,
                validTo,
                expiresAt);
    }

    public Memories withMetadata(JsonDocument newMetadata) {
        return new Memories(
                namespace,
                key,
                content,
                category,
                importance,
                tags,
                newMetadata,
                source,
                validFrom,
                validTo,
                expiresAt);
    }

    public Memories withSource(String newSource) {
        return new Memories(
                namespace,
                key,
                content,
                category,
                importance,
                tags,
                metadata,
                Optional.of(newSource),
                validFrom,
                validTo,
                expiresAt);
    }

    public Memories validFrom(Instant moment) {
        return new Memories(
                namespace,
                key,
                content,
                category,
                importance,
                tags,
                metadata,
                source,
                Optional.of(moment),
                validTo,
                expiresAt);
    }

    public Memories validTo(Instant moment) {
        return new Memories(
                namespace,
                key,
                content,
                category,
                importance,
                tags,
                metadata,
                source,
                validFrom,
                Optional.of(moment),
                expiresAt);
    }

    public Memories expiringAt(Instant moment) {
        return new Memories(
                namespace,
                key,
                content,
                category,
                importance,
                tags,
                metadata,
                source,
                validFrom,
                validTo,
                Optional.of(moment));
    }
}
