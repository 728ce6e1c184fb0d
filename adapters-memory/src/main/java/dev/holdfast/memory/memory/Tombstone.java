package dev.holdfast.memory.memory;

import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryId;
import dev.holdfast.domain.shared.Revision;
import java.time.Instant;

/** What a memory goes on from when it is written again: of one that was removed for good, all that is left. */
record Tombstone(MemoryId id, Revision version, Instant recordedAt) {
    static Tombstone of(Memory memory) {
        return new Tombstone(memory.id(), memory.version(), memory.recordedAt());
    }
}
