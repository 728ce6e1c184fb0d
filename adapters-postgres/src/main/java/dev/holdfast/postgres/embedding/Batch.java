package dev.holdfast.postgres.embedding;

import dev.holdfast.domain.embedding.Embedding;
import java.util.List;

/** Vectors column by column: all numbers one after the other, because an array of arrays is slow to take apart. */
record Batch(List<Embedding> embeddings, int dimension) {
    List<byte[]> hashes() {
        return embeddings.stream().map(embedding -> embedding.hash().bytes()).toList();
    }

    List<byte[]> sketches() {
        return embeddings.stream().map(Sketch::of).toList();
    }

    float[] numbers() {
        float[] all = new float[embeddings.size() * dimension];
        for (int i = 0; i < embeddings.size(); i++) {
            System.arraycopy(embeddings.get(i).vector().toArray(), 0, all, i * dimension, dimension);
        }
        return all;
    }
}
