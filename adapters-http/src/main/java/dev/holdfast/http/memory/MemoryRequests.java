package dev.holdfast.http.memory;

import dev.holdfast.domain.memory.MemoryAddress;
import dev.holdfast.domain.memory.MemoryDraft;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.LimitExceeded;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.Violation;
import dev.holdfast.ports.memory.MemoryService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The bodies of the memory endpoints, and how each becomes what the use case takes. */
final class MemoryRequests {
    private MemoryRequests() {}

    /** What a memory at an address that is named elsewhere is to be. */
    record MemoryContent(
            String content,
            Optional<String> category,
            Optional<Integer> importance,
            Optional<List<String>> tags,
            Optional<JsonDocument> metadata,
            Optional<String> source,
            Optional<Instant> validFrom,
            Optional<Instant> validTo,
            Optional<Instant> expiresAt) {
        MemoryDraft at(MemoryAddress address) {
            return new MemoryDraft(
                    address,
                    content,
                    category.orElse(MemoryDraft.DEFAULT_CATEGORY),
                    importance.orElse(MemoryDraft.MIN_IMPORTANCE),
                    tags.orElse(List.of()),
                    metadata.orElse(JsonDocument.EMPTY),
                    source,
                    validFrom,
                    validTo,
                    expiresAt);
        }
    }

    /** One memory of a batch. */
    record BatchItem(
            String namespace,
            String key,
            String content,
            Optional<String> category,
            Optional<Integer> importance,
            Optional<List<String>> tags,
            Optional<JsonDocument> metadata,
            Optional<String> source,
            Optional<Instant> validFrom,
            Optional<Instant> validTo,
            Optional<Instant> expiresAt) {
        MemoryDraft draft() {
            return new MemoryContent(
                            content, category, importance, tags, metadata, source, validFrom, validTo, expiresAt)
                    .at(MemoryAddress.of(namespace, key));
        }
    }

    record MemoryBatch(List<BatchItem> memories) {
        /** @throws InvalidInput with what is wrong in all of the items */
        List<MemoryDraft> drafts() {
            if (memories.size() > MemoryService.MAX_BATCH) {
                throw new LimitExceeded("a batch of memories", MemoryService.MAX_BATCH);
            }
            List<MemoryDraft> drafts = new ArrayList<>(memories.size());
            List<Violation> violations = new ArrayList<>();
            for (int i = 0; i < memories.size(); i++) {
                try {
                    drafts.add(memories.get(i).draft());
                } catch (InvalidInput wrong) {
                    violations.addAll(wrong.under("/memories/" + i).violations());
                }
            }
            if (!violations.isEmpty()) {
                throw new InvalidInput(violations);
            }
            return drafts;
        }
    }

    static Namespace namespace(String text) {
        Namespace.check("/namespace", text).ifPresent(violation -> {
            throw new InvalidInput(violation);
        });
        return new Namespace(text);
    }
}
