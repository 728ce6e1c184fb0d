package dev.holdfast.memory;

import dev.holdfast.domain.operations.JobRepositoryContract;
import dev.holdfast.ports.StorageUnderTest;

final class InMemoryJobRepositoryTest implements JobRepositoryContract {
    private final StorageUnderTest storage = new InMemoryStorageUnderTest();

    @Override
    public StorageUnderTest storage() {
        return storage;
    }
}
