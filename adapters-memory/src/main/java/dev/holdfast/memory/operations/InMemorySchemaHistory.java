package dev.holdfast.memory.operations;

import dev.holdfast.domain.operations.SchemaState;
import dev.holdfast.ports.operations.SchemaHistory;

/** There is no schema: the program's own types are what is stored, and they are always this program's. */
public final class InMemorySchemaHistory implements SchemaHistory {
    @Override
    public SchemaState state() {
        return SchemaState.NONE;
    }
}
