package dev.holdfast.memory;

import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.memory.MemoryServiceContract;

final class InMemoryMemoryServiceTest implements MemoryServiceContract {
    private final StorageUnderTest storage = new InMemoryStorageUnderTest();

    @Override
    public StorageUnderTest storage() {
        return storage;
    }
}
