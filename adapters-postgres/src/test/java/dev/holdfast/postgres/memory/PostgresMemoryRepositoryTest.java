package dev.holdfast.postgres.memory;

import dev.holdfast.domain.memory.MemoryRepositoryContract;
import dev.holdfast.postgres.OnPostgres;

final class PostgresMemoryRepositoryTest extends OnPostgres implements MemoryRepositoryContract {}
