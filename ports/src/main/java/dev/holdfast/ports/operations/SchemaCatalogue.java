package dev.holdfast.ports.operations;

import dev.holdfast.domain.operations.SchemaComparison;

/**
 * What a store's schema is made of, beside what this program expects of it. Versions tell which scripts were run; this tells whether
 * what they made is still there. Asked by operators, over HTTP and from the command line, and by a server that starts. A store without
 * a schema has nothing that could differ.
 */
public interface SchemaCatalogue {
    /**
     * Looks at every object and changes nothing. What others change meanwhile is seen whole or not at all.
     *
     * @return every difference, in the order in which the objects can be made; none when the store has another version
     * @throws dev.holdfast.domain.shared.StoreException when the store does not answer
     */
    SchemaComparison compare();
}
