package dev.holdfast.ports.operations;

import java.util.List;

/**
 * Whether what the server stands on can do its work: asked by readiness probes, which any caller may send, so the HTTP adapter asks
 * no more than a few times a second.
 *
 * <p>A check answers within two seconds, throws nothing, changes nothing, and does not compete with requests for connections:
 * readiness has to answer just when those are exhausted.
 */
public interface Readiness {
    /**
     * One thing that has to hold.
     *
     * @param name short and stable, such as {@code database} or {@code schema}
     * @param detail what was found, for an operator; never a secret, an address with credentials, or database text
     */
    record Check(String name, boolean ok, String detail) {}

    /** All checks, with different names, always the same ones in the same order; at least one. The server is ready when all are ok. */
    List<Check> check();
}
