package dev.holdfast.ports.embedding;

import dev.holdfast.domain.embedding.EmbeddingModel;

/** Its vectors are not those of the model: it was configured for another one. */
public final class WrongDimension extends EmbedderException {
    private static final long serialVersionUID = 1L;

    public WrongDimension(EmbeddingModel expected, int dimension) {
        super("vectors of " + expected.name() + " are said to have " + expected.dimension() + " numbers; it answers "
                + dimension);
    }
}
