package dev.holdfast.postgres.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.recall.Metric;
import dev.holdfast.ports.operations.Finding;
import dev.holdfast.ports.operations.HealthStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** It is said what finds vectors, and what to do when it could be faster. */
class VectorLookTest {
    private static final VectorIndex INDEX =
            new VectorIndex("embedding_cosine_x", new EmbeddingModel("m/1", 384), Metric.COSINE, true, 1);

    @Test
    void fewVectorsShouldBeFineWithoutAnIndex() {
        Finding check = VectorLook.of(new PgVector(Optional.empty(), Optional.empty(), List.of(), 300));

        assertThat(check.status()).isEqualTo(HealthStatus.OK);
        assertThat(check.finding()).contains("exact search", "300", "no pgvector");
    }

    @Test
    void manyVectorsWithoutAnIndexShouldBeToldWhatToDo() {
        Finding without = VectorLook.of(new PgVector(Optional.empty(), Optional.empty(), List.of(), 300_000));
        Finding with = VectorLook.of(new PgVector(Optional.empty(), Optional.of("0.8.0"), List.of(), 300_000));

        assertThat(without.status()).isEqualTo(HealthStatus.WARNING);
        assertThat(without.next().orElseThrow()).contains("install pgvector", "holdfast embeddings index");
        assertThat(with.status()).isEqualTo(HealthStatus.WARNING);
        assertThat(with.finding()).contains("0.8.0 is there, not installed");
    }

    @Test
    void anIndexShouldBeNamedWithItsModel() {
        Finding check =
                VectorLook.of(new PgVector(Optional.of("0.8.0"), Optional.of("0.8.0"), List.of(INDEX), 300_000));

        assertThat(check.status()).isEqualTo(HealthStatus.OK);
        assertThat(check.finding()).contains("by index", "m/1=384", "pgvector 0.8.0");
    }

    @Test
    void anIndexThatWasNotBuiltToItsEndShouldBeReported() {
        VectorIndex broken = new VectorIndex(INDEX.name(), INDEX.model(), INDEX.metric(), false, 1);

        Finding check = VectorLook.of(new PgVector(Optional.of("0.8.0"), Optional.of("0.8.0"), List.of(broken), 5));

        assertThat(check.status()).isEqualTo(HealthStatus.WARNING);
        assertThat(check.next().orElseThrow()).contains("holdfast embeddings index");
    }
}
