package dev.holdfast.domain.recall;

import static dev.holdfast.domain.memory.Memories.aMemory;

import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.memory.Memories;
import dev.holdfast.domain.memory.MemoryStage;

/** Memories as the passages that laws write. */
record MemoryPassages(MemoryStage memories, PassageIndex index) implements PassageStage {
    @Override
    public TestTenant tenant() {
        return memories.tenant();
    }

    PassageId write(Memories memory) {
        return new PassageId(
                PassageKind.MEMORY, memories.upsert(memory).value().id().value());
    }

    @Override
    public PassageId write(PassageDraft draft) {
        return write(memory(draft));
    }

    @Override
    public void remove(PassageDraft draft) {
        remove(memory(draft));
    }

    void remove(Memories memory) {
        memories.delete(memory);
    }

    private static Memories memory(PassageDraft draft) {
        Memories memory = aMemory()
                .in(draft.place())
                .withKey(draft.name())
                .withTags(draft.title())
                .withContent(draft.text())
                .withMetadata(draft.metadata());
        memory = draft.source().map(memory::withSource).orElse(memory);
        memory = draft.validFrom().map(memory::validFrom).orElse(memory);
        return draft.validTo().map(memory::validTo).orElse(memory);
    }

    @Override
    public String namespaceOf(String place) {
        return place;
    }

    @Override
    public PassageStage neighbour() {
        return new MemoryPassages(memories.neighbour(), index);
    }
}
