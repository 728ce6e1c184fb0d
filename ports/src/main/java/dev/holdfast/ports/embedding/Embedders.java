package dev.holdfast.ports.embedding;

import dev.holdfast.domain.embedding.EmbeddingModel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The embedders of this server. The first one's model is what texts are embedded with; the others serve tenants that still use, or
 * already move to, another one.
 */
public final class Embedders {
    /** What is given up after, when a text of a question is embedded and nothing else is configured. */
    private static final Duration QUESTION_PATIENCE = Duration.ofSeconds(1);

    public static final Embedders NONE = new Embedders(List.of(), QUESTION_PATIENCE);

    private final Map<String, Embedder> byModel = new LinkedHashMap<>();
    private final Duration questionPatience;

    /** @param questionPatience how long a question waits for its vector before it is answered by its words alone */
    public Embedders(List<Embedder> embedders, Duration questionPatience) {
        for (Embedder embedder : embedders) {
            if (byModel.putIfAbsent(embedder.model().name(), embedder) != null) {
                throw new IllegalArgumentException(
                        "two embedders for " + embedder.model().name());
            }
        }
        this.questionPatience = questionPatience;
    }

    /** The same, each as {@code wrapper} makes it. */
    public Embedders each(UnaryOperator<Embedder> wrapper) {
        return new Embedders(byModel.values().stream().map(wrapper).toList(), questionPatience);
    }

    /** Of what texts are embedded with; empty when this server embeds nothing. */
    public Optional<Embedder> preferred() {
        return byModel.values().stream().findFirst();
    }

    /** Of that very model: one of the same name and another dimension is another model. */
    public Optional<Embedder> of(EmbeddingModel model) {
        return Optional.ofNullable(byModel.get(model.name()))
                .filter(embedder -> embedder.model().equals(model));
    }

    public List<EmbeddingModel> models() {
        return byModel.values().stream().map(Embedder::model).toList();
    }

    public Duration questionPatience() {
        return questionPatience;
    }
}
