package dev.holdfast.ports.embedding;

import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.Vector;
import java.time.Duration;
import java.util.List;

/** Makes vectors of texts. Knows nothing of tenants, and keeps nothing of what it is given. Safe for use by many threads. */
public interface Embedder {
    /** The model whose vectors it makes; always the same. */
    EmbeddingModel model();

    /**
     * The vectors of {@code texts} in their order, each of the model's dimension. The same text always has the same vector, or one
     * next to it. Of a text longer than the model can read, the beginning counts.
     *
     * @param texts 0 to any number, none of them empty
     * @param patience how long the caller waits, for all of them together; an embedder may give up earlier
     * @throws EmbedderUnavailable when it cannot be reached, does not answer in time, or answers nonsense
     * @throws EmbedderRateLimited when it is asked too much
     * @throws EmbedderRefused when it does not want these texts, or does not let anybody in
     * @throws WrongDimension when its vectors have another dimension than the model
     */
    List<Vector> embed(List<String> texts, Duration patience);
}
