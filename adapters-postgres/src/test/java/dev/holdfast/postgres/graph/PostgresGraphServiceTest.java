package dev.holdfast.postgres.graph;

import dev.holdfast.ports.graph.GraphServiceContract;
import dev.holdfast.postgres.OnPostgres;

final class PostgresGraphServiceTest extends OnPostgres implements GraphServiceContract {}
