package dev.holdfast.memory;

import dev.holdfast.domain.identity.ApiKeyRepositoryContract;
import dev.holdfast.ports.StorageUnderTest;

final class InMemoryApiKeyRepositoryTest implements ApiKeyRepositoryContract {
    private final StorageUnderTest storage = new InMemoryStorageUnderTest();

    @Override
    public StorageUnderTest storage() {
        return storage;
    }
}
