package dev.holdfast.memory;

import dev.holdfast.domain.recall.NearestLaws;
import dev.holdfast.domain.recall.PassageIndex;
import dev.holdfast.ports.StorageUnderTest;

final class InMemoryNearestTest implements NearestLaws {
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
