package dev.holdfast.domain.operations;

/** What a version of the schema is to a store. */
public enum MigrationState {
    /** It is there, and as this program brings it. */
    APPLIED,
    /** It is not there yet. */
    PENDING,
    /** It was there and was taken back; as good as pending. */
    UNDONE,
    /** It began and did not come to its end. */
    FAILED,
    /** It is there, but not as this program brings it. */
    CHANGED,
    /** It is there, and this program does not know it. */
    UNKNOWN
}
