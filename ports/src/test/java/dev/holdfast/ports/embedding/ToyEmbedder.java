package dev.holdfast.ports.embedding;

import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.Vector;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes vectors that mean nothing, or is in trouble, as a test wants. */
public final class ToyEmbedder implements Embedder {
    public static final EmbeddingModel SMALL = new EmbeddingModel("toy/small", 2);
    public static final EmbeddingModel LARGE = new EmbeddingModel("toy/large", 3);

    private final EmbeddingModel model;
    private volatile Optional<EmbedderException> trouble = Optional.empty();
    private volatile Optional<String> refused = Optional.empty();

    public ToyEmbedder(EmbeddingModel model) {
        this.model = model;
    }

    /** From now on it answers nothing else. */
    public void fails(EmbedderException how) {
        trouble = Optional.of(how);
    }

    /** From now on it refuses requests with that text. */
    public void refuses(String text) {
        refused = Optional.of(text);
    }

    public void works() {
        trouble = Optional.empty();
        refused = Optional.empty();
    }

    @Override
    public EmbeddingModel model() {
        return model;
    }

    @Override
    public List<Vector> embed(List<String> texts, Duration patience) {
        if (trouble.isPresent()) {
            throw trouble.get();
        }
        if (refused.filter(texts::contains).isPresent()) {
            throw new EmbedderRefused("not this text", true);
        }
        return texts.stream().map(this::vector).toList();
    }

    private Vector vector(String text) {
        byte[] hash = ContentHash.of(text).bytes();
        float[] numbers = new float[model.dimension()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = hash[i] + 0.5f;
        }
        return Vector.of(numbers);
    }
}
