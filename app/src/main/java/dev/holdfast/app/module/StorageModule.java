package dev.holdfast.app.module;

import com.google.inject.AbstractModule;
import dev.holdfast.app.storage.Storage;
import dev.holdfast.domain.audit.AuditRepository;
import dev.holdfast.domain.identity.ApiKeyRepository;
import dev.holdfast.domain.identity.TenantRepository;
import dev.holdfast.domain.memory.MemoryRepository;
import dev.holdfast.ports.shared.Transactions;

/** The repositories of the open store. */
final class StorageModule extends AbstractModule {
    private final Storage storage;

    StorageModule(Storage storage) {
        this.storage = storage;
    }

    @Override
    protected void configure() {
        bind(Storage.class).toInstance(storage);
        bind(MemoryRepository.class).toInstance(storage.memories());
        bind(ApiKeyRepository.class).toInstance(storage.apiKeys());
        bind(TenantRepository.class).toInstance(storage.tenants());
        bind(AuditRepository.class).toInstance(storage.audit());
        bind(Transactions.class).toInstance(storage.transactions());
    }
}
