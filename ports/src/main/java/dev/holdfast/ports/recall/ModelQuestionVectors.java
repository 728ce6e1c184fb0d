package dev.holdfast.ports.recall;

import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.EmbeddingRepository;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.domain.recall.Metric;
import dev.holdfast.domain.recall.VectorQuery;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.ports.embedding.Embedder;
import dev.holdfast.ports.embedding.EmbedderException;
import dev.holdfast.ports.embedding.Embedders;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Vectors of questions, by the model that the tenant's texts are embedded with now. */
public final class ModelQuestionVectors implements QuestionVectors {
    private final EmbeddingRepository embeddings;
    private final Embedders embedders;

    public ModelQuestionVectors(EmbeddingRepository embeddings, Embedders embedders) {
        this.embeddings = embeddings;
        this.embedders = embedders;
    }

    @Override
    public Asked of(Scope scope, String text) {
        if (embedders.preferred().isEmpty() || text.isBlank()) {
            return Asked.NONE;
        }
        Optional<EmbeddingModel> active = embeddings.active(scope);
        if (active.isEmpty()) {
            return Asked.NONE;
        }
        return embedders.of(active.get()).map(embedder -> ask(embedder, text)).orElse(Asked.UNAVAILABLE);
    }

    private Asked ask(Embedder embedder, String text) {
        try {
            Vector vector =
                    embedder.embed(List.of(text), embedders.questionPatience()).getFirst();
            return Asked.with(new VectorQuery(embedder.model().name(), vector, Metric.COSINE, OptionalInt.empty()));
        } catch (EmbedderException noVector) {
            return Asked.UNAVAILABLE;
        }
    }
}
