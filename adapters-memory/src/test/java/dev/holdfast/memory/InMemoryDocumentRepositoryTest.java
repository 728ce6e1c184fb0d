package dev.holdfast.memory;

import dev.holdfast.domain.knowledge.DocumentRepositoryContract;
import dev.holdfast.ports.StorageUnderTest;

final class InMemoryDocumentRepositoryTest implements DocumentRepositoryContract {
    private final StorageUnderTest storage = new InMemoryStorageUnderTest();

    @Override
    public StorageUnderTest storage() {
        return storage;
    }
}
