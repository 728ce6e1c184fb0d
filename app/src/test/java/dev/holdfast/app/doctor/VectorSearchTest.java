package dev.holdfast.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.app.doctor.Check.Status;
import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.recall.Metric;
import dev.holdfast.postgres.operations.PgVector;
import dev.holdfast.postgres.operations.VectorIndex;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The doctor says what finds vectors, and what to do when it could be faster. */
class VectorSearchTest {
    private static final VectorIndex INDEX =
            new VectorIndex("embedding_cosine_x", new EmbeddingModel("m/1", 384), Metric.COSINE, true, 1);

    @Test
    void fewVectorsShouldBeFineWithoutAnIndex() {
        Check check = VectorSearch.of(new PgVector(Optional.empty(), Optional.empty(), List.of(), 300));

        assertThat(check.status()).isEqualTo(Status.OK);
        assertThat(check.finding()).contains("exact search", "300", "no pgvector");
    }

    @Test
    void manyVectorsWithoutAnIndexShouldBeToldWhatToDo() {
        Check without = VectorSearch.of(new PgVector(Optional.empty(), Optional.empty(), List.of(), 300_000));
        Check with = VectorSearch.of(new PgVector(Optional.empty(), Optional.of("0.8.0"), List.of(), 300_000));

        assertThat(without.status()).isEqualTo(Status.WARNING);
        assertThat(without.next()).contains("install pgvector", "holdfast embeddings index");
        assertThat(with.status()).isEqualTo(Status.WARNING);
        assertThat(with.finding()).contains("0.8.0 is there, not installed");
    }

    @Test
    void anIndexShouldBeNamedWithItsModel() {
        Check check =
                VectorSearch.of(new PgVector(Optional.of("0.8.0"), Optional.of("0.8.0"), List.of(INDEX), 300_000));

        assertThat(check.status()).isEqualTo(Status.OK);
        assertThat(check.finding()).contains("by index", "m/1=384", "pgvector 0.8.0");
    }

    @Test
    void anIndexThatWasNotBuiltToItsEndShouldBeReported() {
        VectorIndex broken = new VectorIndex(INDEX.name(), INDEX.model(), INDEX.metric(), false, 1);

        Check check = VectorSearch.of(new PgVector(Optional.of("0.8.0"), Optional.of("0.8.0"), List.of(broken), 5));

        assertThat(check.status()).isEqualTo(Status.WARNING);
        assertThat(check.next()).contains("holdfast embeddings index");
    }
}
