package dev.holdfast.domain.recall;

import dev.holdfast.domain.shared.TypedId;
import java.util.UUID;

/** Names one answer in the ledger. */
public record RecallId(UUID value) implements TypedId {}
