package dev.holdfast.postgres.recall;

import dev.holdfast.domain.recall.NearestLaws;
import dev.holdfast.domain.recall.PassageIndex;
import dev.holdfast.postgres.OnPostgres;

final class PostgresNearestTest extends OnPostgres implements NearestLaws {
    @Override
    public PassageIndex index() {
        return storage().adapter().memoryPassages();
    }
}
