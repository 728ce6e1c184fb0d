package dev.holdfast.domain.identity;

import dev.holdfast.domain.shared.TypedId;
import java.util.UUID;

public record ApiKeyId(UUID value) implements TypedId {}
