package dev.holdfast.domain.recall;

import java.util.UUID;

/**
 * Names a passage across kinds.
 *
 * @param value the id of the memory or of the chunk; of one kind, ids in their order are the order of writing
 */
public record PassageId(PassageKind kind, UUID value) {}
