package dev.holdfast.postgres.recall;

import dev.holdfast.domain.recall.ChunkPassageLaws;
import dev.holdfast.domain.recall.PassageIndex;
import dev.holdfast.domain.recall.PassageVectorLaws;
import dev.holdfast.postgres.OnPostgres;

final class PostgresChunkPassagesTest extends OnPostgres implements ChunkPassageLaws, PassageVectorLaws {
    @Override
    public PassageIndex index() {
        return storage().adapter().chunkPassages();
    }
}
