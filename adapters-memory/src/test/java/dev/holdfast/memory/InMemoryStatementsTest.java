package dev.holdfast.memory;

import dev.holdfast.memory.operations.InMemoryStatements;
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.operations.StoreStatements;
import dev.holdfast.ports.operations.StoreStatementsContract;

final class InMemoryStatementsTest implements StoreStatementsContract {
    private final StorageUnderTest storage = new InMemoryStorageUnderTest();

    @Override
    public StorageUnderTest storage() {
        return storage;
    }

    @Override
    public StoreStatements statements() {
        return new InMemoryStatements();
    }
}
