package dev.holdfast.postgres.operations;

import java.util.List;
import java.util.Optional;

/**
 * What there is of pgvector in a database.
 *
 * @param installed the version that the database has; empty: none
 * @param available the version that the server could install; empty: it has none
 * @param vectors about how many vectors there are, of all tenants and models
 */
public record PgVector(
        Optional<String> installed, Optional<String> available, List<VectorIndex> indexes, long vectors) {
    public PgVector {
        indexes = List.copyOf(indexes);
    }

    /** Indexes that searches use. */
    public List<VectorIndex> usable() {
        return indexes.stream().filter(VectorIndex::usable).toList();
    }
}
