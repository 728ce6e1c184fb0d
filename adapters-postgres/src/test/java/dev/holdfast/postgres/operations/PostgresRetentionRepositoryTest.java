package dev.holdfast.postgres.operations;

import dev.holdfast.domain.operations.RetentionRepositoryContract;
import dev.holdfast.postgres.OnPostgres;

final class PostgresRetentionRepositoryTest extends OnPostgres implements RetentionRepositoryContract {}
