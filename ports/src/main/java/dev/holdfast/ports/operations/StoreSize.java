package dev.holdfast.ports.operations;

import java.util.List;

/**
 * How much room a store takes, for its operator. Asks for what the store knows of itself and counts nothing, so that it is cheap however much
 * there is; numbers are about right. Changes nothing, and answers within ten seconds.
 */
public interface StoreSize {
    /**
     * Tables with different names, each once, the largest first.
     *
     * @throws dev.holdfast.domain.shared.StoreException when the store does not answer
     */
    SizeReport report();

    /**
     * The tenants with the most rows, the most first; at most a hundred, and those only that the store knows of without counting. For
     * the operator of all tenants, and nobody else.
     *
     * @throws dev.holdfast.domain.shared.StoreException when the store does not answer
     */
    List<TenantRows> tenants();
}
