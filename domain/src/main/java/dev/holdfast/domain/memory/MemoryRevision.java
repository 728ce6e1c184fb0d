package dev.holdfast.domain.memory;

import java.time.Instant;
import java.util.Optional;

/**
 * One version of a memory and how long it was the current one.
 *
 * @param deleted whether this version records that the memory was deleted
 * @param supersededAt when the next version was recorded; empty for the current version
 */
public record MemoryRevision(Memory memory, boolean deleted, Optional<Instant> supersededAt) {}
