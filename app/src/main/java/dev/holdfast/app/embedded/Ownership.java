package dev.holdfast.app.embedded;

/** How this process came by the running PostgreSQL. */
public enum Ownership {

    /** Started by this process. */
    STARTED,

    /** Found running without a living server process (after a {@code kill -9}) and taken over by this one. */
    ADOPTED,

    /** Found running and only used: whoever else uses it goes on doing so after {@link EmbeddedDatabase#close()}. */
    SHARED
}
