package org.example;

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
import dev.holdfast.domain.recall.PassageIndex;
import dev.holdfast.domain.recall.RecallLedger;
import dev.holdfast.memory.InMemoryStorage;
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.shared.Transactions;
import java.time.Clock;
import java.util.List;

/** What the kit asks for: the repositories, and the clock by which they judge deadlines. */
final class CachingStorageUnderTest implements StorageUnderTest {
    private final InMemoryStorage store = new InMemoryStorage(Clock.systemUTC());
    private final ApiKeyRepository apiKeys = new CachingApiKeyRepository(store.apiKeys(), clock());

    @Override
    public ApiKeyRepository apiKeys() {
        return apiKeys;
    }

    @Override
    public MemoryRepository memories() {
        return store.memories();
    }

    @Override
    public GraphRepository graphs() {
        return store.graphs();
    }

    @Override
    public CollectionRepository collections() {
        return store.collections();
    }

    @Override
    public EmbeddingRepository embeddings() {
        return store.embeddings();
    }

    @Override
    public DocumentRepository documents() {
        return store.documents();
    }

    @Override
    public TenantRepository tenants() {
        return store.tenants();
    }

    @Override
    public AuditRepository audit() {
        return store.audit();
    }

    @Override
    public List<PassageIndex> passages() {
        return List.of(store.memoryPassages(), store.chunkPassages());
    }

    @Override
    public RecallLedger ledger() {
        return store.ledger();
    }

    @Override
    public RetentionPolicyRepository retentionPolicies() {
        return store.retentionPolicies();
    }

    @Override
    public RetentionRepository retention() {
        return store.retention();
    }

    @Override
    public JobRepository jobs() {
        return store.jobs();
    }

    @Override
    public Transactions transactions() {
        return store.transactions();
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }
}
