package dev.holdfast.postgres.recall;

import dev.holdfast.domain.recall.MemoryPassageLaws;
import dev.holdfast.domain.recall.PassageIndex;
import dev.holdfast.postgres.OnPostgres;

final class PostgresMemoryPassagesTest extends OnPostgres implements MemoryPassageLaws {
    @Override
    public PassageIndex index() {
        return storage().adapter().memoryPassages();
    }
}
