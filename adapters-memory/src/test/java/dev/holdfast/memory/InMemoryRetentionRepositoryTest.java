package dev.holdfast.memory;

import dev.holdfast.domain.operations.RetentionRepositoryContract;
import dev.holdfast.ports.StorageUnderTest;

final class InMemoryRetentionRepositoryTest implements RetentionRepositoryContract {
    private final StorageUnderTest storage = new InMemoryStorageUnderTest();

    @Override
    public StorageUnderTest storage() {
        return storage;
    }
}
