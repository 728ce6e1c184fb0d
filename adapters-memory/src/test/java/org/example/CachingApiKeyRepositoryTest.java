package org.example;

import dev.holdfast.domain.identity.ApiKeyRepositoryContract;
import dev.holdfast.ports.StorageUnderTest;

final class CachingApiKeyRepositoryTest implements ApiKeyRepositoryContract {
    private final StorageUnderTest storage = new CachingStorageUnderTest();

    @Override
    public StorageUnderTest storage() {
        return storage;
    }
}
