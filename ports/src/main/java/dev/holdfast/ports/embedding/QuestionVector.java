package dev.holdfast.ports.embedding;

import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.Vector;

/** What became of a question's way to a vector. */
public sealed interface QuestionVector {
    /** @param model the one the tenant's texts are embedded with now */
    record Ready(EmbeddingModel model, Vector vector) implements QuestionVector {}

    /** The tenant's texts have no vectors, or this server does not embed. */
    record None() implements QuestionVector {}

    /**
     * There should have been one.
     *
     * @param reason for people; safe to show
     */
    record Unavailable(String reason) implements QuestionVector {}
}
