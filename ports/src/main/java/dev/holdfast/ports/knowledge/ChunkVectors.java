package dev.holdfast.ports.knowledge;

import dev.holdfast.domain.embedding.Embedding;
import java.util.List;
import java.util.Optional;

/**
 * Vectors that a caller brings with the chunks of a document, so that nobody has to make them.
 *
 * @param model what made them; that of the collection when it is not said
 * @param embeddings one at least, all of one dimension
 */
public record ChunkVectors(Optional<String> model, List<Embedding> embeddings) {
    public ChunkVectors {
        embeddings = List.copyOf(embeddings);
        if (embeddings.isEmpty()) {
            throw new IllegalArgumentException("without vectors there are none");
        }
    }

    int dimension() {
        return embeddings.getFirst().vector().dimension();
    }

    /** About how many. */
    long bytes() {
        return (long) Float.BYTES * dimension() * embeddings.size();
    }
}
