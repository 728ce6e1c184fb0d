package dev.holdfast.memory;

import dev.holdfast.domain.audit.AuditRepositoryContract;
import dev.holdfast.ports.StorageUnderTest;

final class InMemoryAuditRepositoryTest implements AuditRepositoryContract {
    private final StorageUnderTest storage = new InMemoryStorageUnderTest();

    @Override
    public StorageUnderTest storage() {
        return storage;
    }
}
