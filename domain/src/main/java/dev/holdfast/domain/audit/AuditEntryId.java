package dev.holdfast.domain.audit;

import dev.holdfast.domain.shared.TypedId;
import java.util.UUID;

public record AuditEntryId(UUID value) implements TypedId {}
