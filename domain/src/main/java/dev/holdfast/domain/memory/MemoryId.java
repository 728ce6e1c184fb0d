package dev.holdfast.domain.memory;

import dev.holdfast.domain.shared.TypedId;
import java.util.UUID;

public record MemoryId(UUID value) implements TypedId {}
