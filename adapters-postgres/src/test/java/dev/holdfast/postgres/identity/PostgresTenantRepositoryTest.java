package dev.holdfast.postgres.identity;

import dev.holdfast.domain.identity.TenantRepositoryContract;
import dev.holdfast.postgres.OnPostgres;

final class PostgresTenantRepositoryTest extends OnPostgres implements TenantRepositoryContract {}
