package dev.holdfast.postgres.memory;

import dev.holdfast.ports.memory.MemoryServiceContract;
import dev.holdfast.postgres.OnPostgres;
import dev.holdfast.postgres.support.Coalescing;

final class PostgresMemoryServiceInBatchesTest extends OnPostgres implements MemoryServiceContract {
    @Override
    protected Coalescing coalescing() {
        return Coalescing.ALWAYS;
    }
}
