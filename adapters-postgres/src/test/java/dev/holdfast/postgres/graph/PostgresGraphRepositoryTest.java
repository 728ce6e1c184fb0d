package dev.holdfast.postgres.graph;

import dev.holdfast.domain.graph.GraphRepositoryContract;
import dev.holdfast.postgres.OnPostgres;

final class PostgresGraphRepositoryTest extends OnPostgres implements GraphRepositoryContract {}
