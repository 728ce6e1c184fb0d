package dev.holdfast.ports.operations;

import java.util.List;

/**
 * What a store can say of how it is, to its operator. Nothing of it competes with requests for connections, throws, or leaves
 * anything behind in the store; whoever asks must not ask twice at once.
 */
public interface StoreHealth {
    /** Asks the store one short question. Answers within two seconds, also when the store does not. */
    Pulse pulse();

    /** Its pools, with different names, always the same ones in the same order; empty when it has none. Does not ask the store. */
    List<PoolFigures> pools();

    /**
     * Looks at everything that can be looked at: writes, reads back and deletes a row, reads real rows, and asks the store for what
     * would end badly if nobody did anything. Answers within half a minute. Different names, always the same ones in the same order,
     * at least one; what cannot be looked at is a warning that says why. A store that answers and has no failed finding serves.
     */
    List<Finding> examine();
}
