package dev.holdfast.memory;

import dev.holdfast.ports.PermissionsContract;
import dev.holdfast.ports.StorageUnderTest;

final class InMemoryPermissionsTest implements PermissionsContract {
    private final StorageUnderTest storage = new InMemoryStorageUnderTest();

    @Override
    public StorageUnderTest storage() {
        return storage;
    }
}
