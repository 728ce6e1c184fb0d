package dev.holdfast.postgres.memory;

import dev.holdfast.domain.memory.MemoryRepositoryContract;
import dev.holdfast.postgres.OnPostgres;
import dev.holdfast.postgres.support.Coalescing;

final class PostgresMemoryRepositoryAloneTest extends OnPostgres implements MemoryRepositoryContract {
    @Override
    protected Coalescing coalescing() {
        return Coalescing.OFF;
    }
}
