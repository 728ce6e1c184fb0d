package dev.holdfast.postgres.memory;

import dev.holdfast.domain.memory.MemoryRepositoryContract;
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.postgres.PostgresUnderTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PostgresMemoryRepositoryTest implements MemoryRepositoryContract {
    private PostgresUnderTest storage;

    @BeforeAll
    void open() {
        storage = new PostgresUnderTest();
    }

    @AfterAll
    void close() {
        storage.close();
    }

    @Override
    public StorageUnderTest storage() {
        return storage;
    }
}
