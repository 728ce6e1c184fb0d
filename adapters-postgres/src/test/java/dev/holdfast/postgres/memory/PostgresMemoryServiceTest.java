package dev.holdfast.postgres.memory;

import dev.holdfast.ports.memory.MemoryServiceContract;
import dev.holdfast.postgres.OnPostgres;

final class PostgresMemoryServiceTest extends OnPostgres implements MemoryServiceContract {}
