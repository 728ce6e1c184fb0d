package dev.holdfast.domain.knowledge;

/** What the documents of a collection are. */
public enum Profile {
    /** Texts to read. */
    TEXT,
    /** Descriptions of the things of a schema, such as tables and columns. */
    SCHEMA
}
