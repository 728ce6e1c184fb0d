package dev.holdfast.app.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.embedding.hashing.HashingEmbedder;
import dev.holdfast.ports.embedding.Embedder;
import dev.holdfast.ports.embedding.EmbedderContract;
import dev.holdfast.ports.embedding.EmbedderUnavailable;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MeasuredEmbedderTest implements EmbedderContract {
    private final MetricRegistry metrics = new MetricRegistry();

    @Override
    public Embedder embedder() {
        return new MeasuredEmbedder(new HashingEmbedder(), metrics);
    }

    @Test
    void requestsShouldBeCountedAndFailuresByTheirKind() {
        embedder().embed(List.of("tea"), PATIENCE);
        Embedder away = new MeasuredEmbedder(new Away(), metrics);

        assertThatThrownBy(() -> away.embed(List.of("tea"), PATIENCE)).isInstanceOf(EmbedderUnavailable.class);
        assertThat(metrics.timer("holdfast.embedder.requests").getCount()).isEqualTo(2);
        assertThat(metrics.counter("holdfast.embedder.failures.unavailable").getCount())
                .isOne();
        assertThat(metrics.counter("holdfast.embedder.failures.refused").getCount())
                .isZero();
    }

    private record Away() implements Embedder {
        @Override
        public EmbeddingModel model() {
            return new EmbeddingModel("away", 2);
        }

        @Override
        public List<Vector> embed(List<String> texts, Duration patience) {
            throw new EmbedderUnavailable("away");
        }
    }
}
