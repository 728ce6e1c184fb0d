package dev.holdfast.memory.recall;

import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.recall.Attribution;
import dev.holdfast.domain.recall.Condition.Field.Own;
import dev.holdfast.domain.recall.Facts;
import dev.holdfast.domain.recall.Passage;
import dev.holdfast.domain.recall.PassageFilter;
import dev.holdfast.domain.recall.PassageId;
import dev.holdfast.domain.recall.PassageKind;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.memory.memory.InMemoryMemoryRepository;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Memories as passages. */
public final class MemoryItems implements Items {
    private final InMemoryMemoryRepository memories;

    public MemoryItems(InMemoryMemoryRepository memories) {
        this.memories = memories;
    }

    @Override
    public Stream<Item> live(TenantId tenant, PassageFilter filter) {
        return memories.live(tenant, filter.asOf(), filter.now()).map(MemoryItems::item);
    }

    private static Item item(Memory memory) {
        Passage passage = new Passage(
                new PassageId(PassageKind.MEMORY, memory.id().value()),
                memory.namespace(),
                memory.key(),
                Optional.empty(),
                memory.content(),
                false,
                0,
                memory.validFrom().orElse(memory.updatedAt()),
                memory.importance(),
                memory.tags(),
                Attribution.of(memory.metadata()),
                memory.source(),
                memory.version(),
                List.of(),
                List.of());
        Facts facts = Facts.of(memory.metadata())
                .with(Own.NAMESPACE, memory.namespace().value())
                .with(Own.NAME, memory.key())
                .with(Own.CATEGORY, memory.category())
                .with(Own.IMPORTANCE, memory.importance())
                .with(Own.TAGS, memory.tags())
                .with(Own.SOURCE, memory.source())
                .with(Own.CREATED_AT, memory.createdAt())
                .with(Own.UPDATED_AT, memory.updatedAt())
                .with(Own.VALID_FROM, memory.validFrom())
                .with(Own.VALID_TO, memory.validTo())
                .with(Own.EXPIRES_AT, memory.expiresAt());
        String title = memory.key() + " " + String.join(" ", memory.tags());
        return new Item(passage, facts, title, memory.namespace().value(), true);
    }
}
