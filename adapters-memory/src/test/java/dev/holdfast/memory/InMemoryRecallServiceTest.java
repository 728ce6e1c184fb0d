package dev.holdfast.memory;

import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.recall.RecallServiceContract;

final class InMemoryRecallServiceTest implements RecallServiceContract {
    private final StorageUnderTest storage = new InMemoryStorageUnderTest();

    @Override
    public StorageUnderTest storage() {
        return storage;
    }
}
