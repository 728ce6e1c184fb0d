package dev.holdfast.memory;

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
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.operations.StoreSize;
import dev.holdfast.ports.shared.Transactions;
import java.time.Clock;
import java.util.List;

/** The storage in memory, as the contracts want to see it. */
final class InMemoryStorageUnderTest implements StorageUnderTest {
    private final Clock clock = Clock.systemUTC();
    private final InMemoryStorage storage = new InMemoryStorage(clock);

    @Override
    public MemoryRepository memories() {
        return storage.memories();
    }

    @Override
    public GraphRepository graphs() {
        return storage.graphs();
    }

    @Override
    public CollectionRepository collections() {
        return storage.collections();
    }

    @Override
    public EmbeddingRepository embeddings() {
        return storage.embeddings();
    }

    @Override
    public DocumentRepository documents() {
        return storage.documents();
    }

    @Override
    public ApiKeyRepository apiKeys() {
        return storage.apiKeys();
    }

    @Override
    public TenantRepository tenants() {
        return storage.tenants();
    }

    @Override
    public AuditRepository audit() {
        return storage.audit();
    }

    StoreSize size() {
        return storage.size();
    }

    PassageIndex memoryPassages() {
        return storage.memoryPassages();
    }

    PassageIndex chunkPassages() {
        return storage.chunkPassages();
    }

    @Override
    public List<PassageIndex> passages() {
        return List.of(storage.memoryPassages(), storage.chunkPassages());
    }

    @Override
    public RecallLedger ledger() {
        return storage.ledger();
    }

    @Override
    public RetentionPolicyRepository retentionPolicies() {
        return storage.retentionPolicies();
    }

    @Override
    public RetentionRepository retention() {
        return storage.retention();
    }

    @Override
    public JobRepository jobs() {
        return storage.jobs();
    }

    @Override
    public Transactions transactions() {
        return storage.transactions();
    }

    @Override
    public Clock clock() {
        return clock;
    }
}
