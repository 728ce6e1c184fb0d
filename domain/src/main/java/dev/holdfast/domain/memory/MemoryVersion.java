package dev.holdfast.domain.memory;

import dev.holdfast.domain.shared.Revision;

/** Names one version of a memory. */
public record MemoryVersion(MemoryId id, Revision version) {}
