package dev.holdfast.memory;

import dev.holdfast.domain.operations.RetentionPolicyRepositoryContract;
import dev.holdfast.ports.StorageUnderTest;

final class InMemoryRetentionPolicyRepositoryTest implements RetentionPolicyRepositoryContract {
    private final StorageUnderTest storage = new InMemoryStorageUnderTest();

    @Override
    public StorageUnderTest storage() {
        return storage;
    }
}
