package dev.holdfast.memory.operations;

import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.ports.operations.QueryAnswer;
import dev.holdfast.ports.operations.StoreQueries;
import dev.holdfast.ports.operations.StoreQuery;

/** Collections have no language to ask them in. */
public final class InMemoryQueries implements StoreQueries {
    @Override
    public QueryAnswer answer(Scope scope, StoreQuery query) {
        throw InvalidInput.of("/sql", "no_language", "this store is kept in memory and understands no SQL");
    }
}
