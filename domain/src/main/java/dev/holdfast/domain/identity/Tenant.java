package dev.holdfast.domain.identity;

import dev.holdfast.domain.shared.TenantId;
import java.time.Instant;

public record Tenant(TenantId id, Instant createdAt) {}
