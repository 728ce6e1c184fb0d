package dev.holdfast.postgres.embedding;

import dev.holdfast.domain.embedding.EmbeddingRepositoryContract;
import dev.holdfast.postgres.OnPostgres;

final class PostgresEmbeddingRepositoryTest extends OnPostgres implements EmbeddingRepositoryContract {}
