package dev.holdfast.memory;

import dev.holdfast.domain.memory.MemoryRepositoryContract;
import dev.holdfast.ports.StorageUnderTest;

final class InMemoryMemoryRepositoryTest implements MemoryRepositoryContract {
    private final StorageUnderTest storage = new InMemoryStorageUnderTest();

    @Override
    public StorageUnderTest storage() {
        return storage;
    }
}
