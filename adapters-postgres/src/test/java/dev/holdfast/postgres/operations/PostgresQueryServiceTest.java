package dev.holdfast.postgres.operations;

import dev.holdfast.ports.operations.QueryServiceContract;
import dev.holdfast.postgres.OnPostgres;

final class PostgresQueryServiceTest extends OnPostgres implements QueryServiceContract {}
