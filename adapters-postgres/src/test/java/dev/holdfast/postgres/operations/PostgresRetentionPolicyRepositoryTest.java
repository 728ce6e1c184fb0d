package dev.holdfast.postgres.operations;

import dev.holdfast.domain.operations.RetentionPolicyRepositoryContract;
import dev.holdfast.postgres.OnPostgres;

final class PostgresRetentionPolicyRepositoryTest extends OnPostgres implements RetentionPolicyRepositoryContract {}
