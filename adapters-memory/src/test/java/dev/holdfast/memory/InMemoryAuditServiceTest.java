package dev.holdfast.memory;

import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.audit.AuditServiceContract;

final class InMemoryAuditServiceTest implements AuditServiceContract {
    private final StorageUnderTest storage = new InMemoryStorageUnderTest();

    @Override
    public StorageUnderTest storage() {
        return storage;
    }
}
