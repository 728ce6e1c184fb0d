package dev.holdfast.app.module;

import com.google.inject.AbstractModule;
import dev.holdfast.app.storage.Repositories;
import dev.holdfast.app.storage.Storage;
import dev.holdfast.domain.audit.AuditRepository;
import dev.holdfast.domain.embedding.EmbeddingRepository;
import dev.holdfast.domain.graph.GraphRepository;
import dev.holdfast.domain.identity.ApiKeyRepository;
import dev.holdfast.domain.identity.TenantRepository;
import dev.holdfast.domain.knowledge.CollectionRepository;
import dev.holdfast.domain.knowledge.DocumentRepository;
import dev.holdfast.domain.memory.MemoryRepository;
import dev.holdfast.domain.operations.JobRepository;
import dev.holdfast.domain.operations.RetentionPolicyRepository;
import dev.holdfast.domain.operations.RetentionRepository;
import dev.holdfast.ports.shared.Transactions;

/** The repositories of the open store. */
final class StorageModule extends AbstractModule {
    private final Storage storage;

    StorageModule(Storage storage) {
        this.storage = storage;
    }

    @Override
    protected void configure() {
        Repositories repositories = storage.repositories();
        bind(Storage.class).toInstance(storage);
        bind(MemoryRepository.class).toInstance(repositories.memories());
        bind(CollectionRepository.class).toInstance(repositories.collections());
        bind(DocumentRepository.class).toInstance(repositories.documents());
        bind(EmbeddingRepository.class).toInstance(repositories.embeddings());
        bind(ApiKeyRepository.class).toInstance(repositories.apiKeys());
        bind(TenantRepository.class).toInstance(repositories.tenants());
        bind(AuditRepository.class).toInstance(repositories.audit());
        bind(GraphRepository.class).toInstance(repositories.graphs());
        bind(RetentionPolicyRepository.class).toInstance(repositories.retentionPolicies());
        bind(RetentionRepository.class).toInstance(repositories.retention());
        bind(JobRepository.class).toInstance(repositories.jobs());
        bind(Transactions.class).toInstance(repositories.transactions());
    }
}
