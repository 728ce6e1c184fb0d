package dev.holdfast.domain.recall;

/** Whether a question was also looked for by its vector. */
public enum EmbeddingUse {
    /** It was. */
    USED,
    /** It had none, and the server has no model to make one. */
    NONE,
    /** There is a model, but it did not answer in time: the question was looked for by its words alone. */
    UNAVAILABLE
}
