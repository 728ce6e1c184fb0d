package dev.holdfast.postgres.knowledge;

import dev.holdfast.domain.knowledge.DocumentRepositoryContract;
import dev.holdfast.postgres.OnPostgres;

final class PostgresDocumentRepositoryTest extends OnPostgres implements DocumentRepositoryContract {}
