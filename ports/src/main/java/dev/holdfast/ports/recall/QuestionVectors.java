package dev.holdfast.ports.recall;

import dev.holdfast.domain.recall.EmbeddingUse;
import dev.holdfast.domain.recall.VectorQuery;
import dev.holdfast.domain.shared.Scope;
import java.util.Optional;

/** Turns a question into a vector, when there is a model that can. */
@FunctionalInterface
public interface QuestionVectors {
    /** No model. */
    QuestionVectors NONE = (scope, text) -> Asked.NONE;

    /**
     * The question as a vector. Never throws for the model's sake, and takes a fraction of a second at most: a question whose model is
     * down is answered by its words.
     */
    Asked of(Scope scope, String text);

    /** @param vector present exactly when {@code use} is {@link EmbeddingUse#USED} */
    record Asked(EmbeddingUse use, Optional<VectorQuery> vector) {
        public static final Asked NONE = new Asked(EmbeddingUse.NONE, Optional.empty());
        public static final Asked UNAVAILABLE = new Asked(EmbeddingUse.UNAVAILABLE, Optional.empty());

        public static Asked with(VectorQuery vector) {
            return new Asked(EmbeddingUse.USED, Optional.of(vector));
        }
    }
}
