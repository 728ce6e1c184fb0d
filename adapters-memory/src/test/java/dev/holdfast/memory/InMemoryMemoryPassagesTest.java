package dev.holdfast.memory;

import dev.holdfast.domain.recall.MemoryPassageLaws;
import dev.holdfast.domain.recall.PassageIndex;
import dev.holdfast.ports.StorageUnderTest;

final class InMemoryMemoryPassagesTest implements MemoryPassageLaws {
    private final InMemoryStorageUnderTest storage = new InMemoryStorageUnderTest();

    @Override
    public StorageUnderTest storage() {
        return storage;
    }

    @Override
    public PassageIndex index() {
        return storage.memoryPassages();
    }
}
