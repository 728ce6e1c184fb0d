package dev.holdfast.postgres.operations;

import dev.holdfast.ports.operations.RetentionServiceContract;
import dev.holdfast.postgres.OnPostgres;

final class PostgresRetentionServiceTest extends OnPostgres implements RetentionServiceContract {}
