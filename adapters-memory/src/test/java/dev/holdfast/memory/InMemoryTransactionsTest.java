package dev.holdfast.memory;

import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.shared.TransactionsContract;

final class InMemoryTransactionsTest implements TransactionsContract {
    private final StorageUnderTest storage = new InMemoryStorageUnderTest();

    @Override
    public StorageUnderTest storage() {
        return storage;
    }
}
