package dev.holdfast.memory;

import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.identity.TenantServiceContract;

final class InMemoryTenantServiceTest implements TenantServiceContract {
    private final StorageUnderTest storage = new InMemoryStorageUnderTest();

    @Override
    public StorageUnderTest storage() {
        return storage;
    }
}
