package dev.holdfast.postgres.operations;

import dev.holdfast.domain.operations.JobRepositoryContract;
import dev.holdfast.postgres.OnPostgres;

final class PostgresJobRepositoryTest extends OnPostgres implements JobRepositoryContract {}
