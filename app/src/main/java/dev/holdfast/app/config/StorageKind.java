package dev.holdfast.app.config;

/** Where the data lives. */
public enum StorageKind {
    /** A PostgreSQL of its own inside the home folder. */
    EMBEDDED,
    /** A PostgreSQL that somebody else runs. */
    POSTGRES,
    /** Nowhere: everything is lost when the server stops. */
    MEMORY
}
