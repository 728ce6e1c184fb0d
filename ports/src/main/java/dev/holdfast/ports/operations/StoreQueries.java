package dev.holdfast.ports.operations;

import dev.holdfast.domain.shared.Scope;

/** Questions of administrators in the store's own language. A store that has none refuses every one. */
public interface StoreQueries {
    /** The most bytes of rows that one answer holds. */
    int MAX_BYTES = 1024 * 1024;

    /**
     * Answers one question. Reads only, sees nothing of another tenant than {@code scope.tenant()} whatever the question says, no key
     * and no claim, and leaves nothing behind. Ends with the deadline or after ten seconds, whichever comes first. Of an answer beyond
     * the limit, or of more than {@value #MAX_BYTES} bytes, the first rows come back.
     *
     * @throws dev.holdfast.domain.shared.InvalidInput when the store does not understand it, it is not one question, or it does
     *     anything but read what may be read; in our words, with the store's class of error
     * @throws dev.holdfast.domain.shared.StoreException when the store does not answer, or not in time
     */
    QueryAnswer answer(Scope scope, StoreQuery query);
}
