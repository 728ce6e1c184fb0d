package dev.holdfast.memory;

import dev.holdfast.domain.graph.GraphRepositoryContract;
import dev.holdfast.ports.StorageUnderTest;

final class InMemoryGraphRepositoryTest implements GraphRepositoryContract {
    private final StorageUnderTest storage = new InMemoryStorageUnderTest();

    @Override
    public StorageUnderTest storage() {
        return storage;
    }
}
