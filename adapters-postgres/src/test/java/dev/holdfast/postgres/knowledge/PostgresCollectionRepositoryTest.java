package dev.holdfast.postgres.knowledge;

import dev.holdfast.domain.knowledge.CollectionRepositoryContract;
import dev.holdfast.postgres.OnPostgres;

final class PostgresCollectionRepositoryTest extends OnPostgres implements CollectionRepositoryContract {}
