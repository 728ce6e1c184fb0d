package dev.holdfast.postgres.embedding;

import dev.holdfast.ports.embedding.EmbeddingServiceContract;
import dev.holdfast.postgres.OnPostgres;

final class PostgresEmbeddingServiceTest extends OnPostgres implements EmbeddingServiceContract {}
