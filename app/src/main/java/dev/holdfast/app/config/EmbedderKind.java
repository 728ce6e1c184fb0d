package dev.holdfast.app.config;

/** What makes vectors of texts. */
public enum EmbedderKind {
    /** Nothing: recall works by words alone, or with vectors that clients bring. */
    NONE,
    /** Feature hashing in this process. */
    HASHING,
    /** An endpoint that speaks as OpenAI's does. */
    OPENAI
}
