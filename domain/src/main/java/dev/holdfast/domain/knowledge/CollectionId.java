package dev.holdfast.domain.knowledge;

import dev.holdfast.domain.shared.TypedId;
import java.util.UUID;

public record CollectionId(UUID value) implements TypedId {}
