package dev.holdfast.memory;

import dev.holdfast.domain.recall.RecallLedgerContract;
import dev.holdfast.ports.StorageUnderTest;

final class InMemoryRecallLedgerTest implements RecallLedgerContract {
    private final StorageUnderTest storage = new InMemoryStorageUnderTest();

    @Override
    public StorageUnderTest storage() {
        return storage;
    }
}
