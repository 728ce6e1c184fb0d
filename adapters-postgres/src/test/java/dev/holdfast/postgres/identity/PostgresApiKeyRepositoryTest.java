package dev.holdfast.postgres.identity;

import dev.holdfast.domain.identity.ApiKeyRepositoryContract;
import dev.holdfast.postgres.OnPostgres;

final class PostgresApiKeyRepositoryTest extends OnPostgres implements ApiKeyRepositoryContract {}
