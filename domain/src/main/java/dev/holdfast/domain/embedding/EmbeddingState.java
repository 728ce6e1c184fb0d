package dev.holdfast.domain.embedding;

/** Whether a text that was written can be found by its vector. By its words it can be found at once. */
public enum EmbeddingState {
    /** This server makes no vectors. */
    NONE,
    /** It will have one of the model in use. */
    PENDING,
    /** It has one. */
    READY
}
