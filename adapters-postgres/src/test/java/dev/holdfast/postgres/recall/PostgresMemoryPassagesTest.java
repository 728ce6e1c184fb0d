package dev.holdfast.postgres.recall;

import dev.holdfast.domain.recall.MemoryPassageLaws;
import dev.holdfast.domain.recall.PassageIndex;
import dev.holdfast.domain.recall.PassageVectorLaws;
import dev.holdfast.postgres.OnPostgres;

final class PostgresMemoryPassagesTest extends OnPostgres implements MemoryPassageLaws, PassageVectorLaws {
    @Override
    public PassageIndex index() {
        return storage().adapter().memoryPassages();
    }
}
