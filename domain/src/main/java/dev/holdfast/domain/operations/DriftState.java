package dev.holdfast.domain.operations;

/** How an object of a schema is not as this program expects it. */
public enum DriftState {
    /** It is expected and not there. */
    MISSING,
    /** It is there, but not as expected. */
    CHANGED,
    /** It is there and nobody expects it; what this program needs may still be all right. */
    EXTRA
}
