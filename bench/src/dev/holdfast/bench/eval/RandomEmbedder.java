package dev.holdfast.bench.eval;

import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.ports.embedding.Embedder;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Vectors that know nothing at all: drawn at random, the same for the same text. The worst that a model can be without being hostile. */
final class RandomEmbedder implements Embedder {
    private static final EmbeddingModel MODEL = new EmbeddingModel("random-384", 384);

    @Override
    public EmbeddingModel model() {
        return MODEL;
    }

    @Override
    public List<Vector> embed(List<String> texts, Duration patience) {
        return texts.stream().map(RandomEmbedder::vector).toList();
    }

    private static Vector vector(String text) {
        Random random = new Random(text.hashCode());
        float[] numbers = new float[MODEL.dimension()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return Vector.of(numbers);
    }
}
