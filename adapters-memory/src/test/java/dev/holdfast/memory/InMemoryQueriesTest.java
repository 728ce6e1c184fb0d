package dev.holdfast.memory;

import dev.holdfast.memory.operations.InMemoryQueries;
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.operations.StoreQueries;
import dev.holdfast.ports.operations.StoreQueriesContract;

final class InMemoryQueriesTest implements StoreQueriesContract {
    private final StorageUnderTest storage = new InMemoryStorageUnderTest();

    @Override
    public StorageUnderTest storage() {
        return storage;
    }

    @Override
    public StoreQueries queries() {
        return new InMemoryQueries();
    }
}
