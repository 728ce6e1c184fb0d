package dev.holdfast.postgres.knowledge;

import dev.holdfast.ports.knowledge.KnowledgeServiceContract;
import dev.holdfast.postgres.OnPostgres;

final class PostgresKnowledgeServiceTest extends OnPostgres implements KnowledgeServiceContract {}
