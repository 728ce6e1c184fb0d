package dev.holdfast.memory.memory;

import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryRevision;
import java.time.Instant;
import java.util.Optional;

/** The newest version of a memory. A deletion is a version too, with the content of the one before. */
record Version(Memory memory, boolean deleted) {
    boolean liveAt(Instant now) {
        return !deleted && !memory.expiredAt(now);
    }

    MemoryRevision current() {
        return new MemoryRevision(memory, deleted, Optional.empty());
    }

    MemoryRevision supersededAt(Instant moment) {
        return new MemoryRevision(memory, deleted, Optional.of(moment));
    }
}
