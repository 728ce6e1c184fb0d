package dev.holdfast.memory;

import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.operations.StoreSize;
import dev.holdfast.ports.operations.StoreSizeContract;

final class InMemoryStoreSizeTest implements StoreSizeContract {
    private final InMemoryStorageUnderTest storage = new InMemoryStorageUnderTest();

    @Override
    public StorageUnderTest storage() {
        return storage;
    }

    @Override
    public StoreSize size() {
        return storage.size();
    }

    @Override
    public void learn() {
        // It counts.
    }
}
