package dev.holdfast.memory;

import dev.holdfast.domain.embedding.EmbeddingRepositoryContract;
import dev.holdfast.ports.StorageUnderTest;

final class InMemoryEmbeddingRepositoryTest implements EmbeddingRepositoryContract {
    private final StorageUnderTest storage = new InMemoryStorageUnderTest();

    @Override
    public StorageUnderTest storage() {
        return storage;
    }
}
