package dev.holdfast.memory.operations;

import dev.holdfast.domain.operations.SchemaComparison;
import dev.holdfast.ports.operations.SchemaCatalogue;

/** There is no schema, and so nothing that could be other than expected. */
public final class InMemorySchemaCatalogue implements SchemaCatalogue {
    @Override
    public SchemaComparison compare() {
        return SchemaComparison.NONE;
    }
}
