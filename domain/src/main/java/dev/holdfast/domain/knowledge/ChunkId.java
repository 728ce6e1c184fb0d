package dev.holdfast.domain.knowledge;

import dev.holdfast.domain.shared.TypedId;
import java.util.UUID;

/** Ids of the chunks of one document are made in their order, so the order of ids is the order of the text. */
public record ChunkId(UUID value) implements TypedId {}
