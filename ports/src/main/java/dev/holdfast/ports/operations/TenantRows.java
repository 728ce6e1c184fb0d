package dev.holdfast.ports.operations;

import dev.holdfast.domain.shared.TenantId;

/** About how many rows a tenant has, of all kinds. */
public record TenantRows(TenantId tenant, long rows) {}
