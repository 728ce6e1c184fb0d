package dev.holdfast.memory.embedding;

import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.ModelState;
import java.time.Instant;

/** A model that a tenant knows. */
record Known(EmbeddingModel model, ModelState state, Instant since) {
    Known in(ModelState next) {
        return new Known(model, next, since);
    }

    boolean inUse() {
        return state != ModelState.STORED;
    }
}
