package dev.holdfast.memory;

import dev.holdfast.domain.knowledge.CollectionRepositoryContract;
import dev.holdfast.ports.StorageUnderTest;

final class InMemoryCollectionRepositoryTest implements CollectionRepositoryContract {
    private final StorageUnderTest storage = new InMemoryStorageUnderTest();

    @Override
    public StorageUnderTest storage() {
        return storage;
    }
}
