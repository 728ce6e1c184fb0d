package dev.holdfast.domain.embedding;

/** What a tenant does with a model. At most one is active and at most one is building. */
public enum ModelState {
    /** It has vectors, which callers brought or which are left from before. Texts are not embedded with it. */
    STORED,
    /** Texts are embedded with it beside the active one, until it can take over. */
    BUILDING,
    /** Texts are embedded with it, and questions are compared with its vectors. */
    ACTIVE
}
