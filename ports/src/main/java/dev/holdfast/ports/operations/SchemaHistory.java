package dev.holdfast.ports.operations;

import dev.holdfast.domain.operations.SchemaState;

/**
 * The versions of a store's schema: which ones this program brings, which are there, since when and by whom, and which were taken
 * back. Asked by operators, over HTTP and from the command line. A store without a schema has no versions and is always sound.
 */
public interface SchemaHistory {
    /**
     * What is there now. Reads a history and changes nothing; sees a version that is being applied as not there yet.
     *
     * @return every version once, the oldest first; rollbacks in the order in which they happened
     * @throws dev.holdfast.domain.shared.StoreException when the store does not answer
     */
    SchemaState state();
}
