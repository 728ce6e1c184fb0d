package dev.holdfast.postgres.support;

/** What a failed statement means for its transaction, whatever the driver called it. */
public enum Failure {
    /** Serialization failure or deadlock: the transaction was undone and may run again. */
    COLLISION,
    /** No connection could be had: nothing was sent. */
    NOT_SENT,
    /** The connection broke. What was sent before may have happened. */
    CONNECTION_LOST,
    /** The server only reads: it is a standby. */
    STANDBY,
    /** The connection's prepared statements no longer fit the server. */
    STALE_STATEMENT,
    TIMEOUT,
    LOCKED,
    DUPLICATE,
    /** A value that the edge should have refused. */
    BAD_DATA,
    NO_SPACE,
    /** A defect: a broken statement, a missing privilege or tenant setting. */
    DEFECT
}
