package dev.holdfast.postgres.identity;

import dev.holdfast.ports.identity.TenantServiceContract;
import dev.holdfast.postgres.OnPostgres;

final class PostgresTenantServiceTest extends OnPostgres implements TenantServiceContract {}
