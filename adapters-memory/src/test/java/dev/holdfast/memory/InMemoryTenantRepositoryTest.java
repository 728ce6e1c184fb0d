package dev.holdfast.memory;

import dev.holdfast.domain.identity.TenantRepositoryContract;
import dev.holdfast.ports.StorageUnderTest;

final class InMemoryTenantRepositoryTest implements TenantRepositoryContract {
    private final StorageUnderTest storage = new InMemoryStorageUnderTest();

    @Override
    public StorageUnderTest storage() {
        return storage;
    }
}
