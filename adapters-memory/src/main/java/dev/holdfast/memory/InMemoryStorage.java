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
import dev.holdfast.domain.recall.PassageKind;
import dev.holdfast.domain.recall.RecallLedger;
import dev.holdfast.memory.audit.InMemoryAuditRepository;
import dev.holdfast.memory.embedding.InMemoryEmbeddingRepository;
import dev.holdfast.memory.graph.InMemoryGraphRepository;
import dev.holdfast.memory.identity.InMemoryApiKeyRepository;
import dev.holdfast.memory.identity.InMemoryTenantRepository;
import dev.holdfast.memory.knowledge.InMemoryCollectionRepository;
import dev.holdfast.memory.knowledge.InMemoryDocumentRepository;
import dev.holdfast.memory.knowledge.KnowledgeTables;
import dev.holdfast.memory.memory.InMemoryMemoryRepository;
import dev.holdfast.memory.memory.MemoryRetention;
import dev.holdfast.memory.memory.MemoryTables;
import dev.holdfast.memory.operations.InMemoryJobRepository;
import dev.holdfast.memory.operations.InMemoryQueries;
import dev.holdfast.memory.operations.InMemoryRetentionPolicyRepository;
import dev.holdfast.memory.operations.InMemoryRetentionRepository;
import dev.holdfast.memory.operations.InMemorySchemaCatalogue;
import dev.holdfast.memory.operations.InMemorySchemaHistory;
import dev.holdfast.memory.operations.InMemoryStatements;
import dev.holdfast.memory.operations.InMemoryStoreHealth;
import dev.holdfast.memory.operations.InMemoryStoreSize;
import dev.holdfast.memory.recall.ChunkItems;
import dev.holdfast.memory.recall.InMemoryPassageIndex;
import dev.holdfast.memory.recall.InMemoryRecallLedger;
import dev.holdfast.memory.recall.MemoryItems;
import dev.holdfast.memory.support.InMemoryClaims;
import dev.holdfast.memory.support.InMemoryStore;
import dev.holdfast.ports.operations.SchemaCatalogue;
import dev.holdfast.ports.operations.SchemaHistory;
import dev.holdfast.ports.operations.StoreHealth;
import dev.holdfast.ports.operations.StoreQueries;
import dev.holdfast.ports.operations.StoreSize;
import dev.holdfast.ports.operations.StoreStatements;
import dev.holdfast.ports.shared.Transactions;
import java.time.Clock;
import java.util.stream.Stream;

/**
 * A storage that lives and dies with the object. Durable is nothing; in every other respect its repositories keep the contracts
 * of their ports. Safe for use by many threads.
 */
public final class InMemoryStorage {
    private final InMemoryStore store;
    private final InMemoryAuditRepository audit;
    private final InMemoryTenantRepository tenants;
    private final InMemoryApiKeyRepository apiKeys;
    private final InMemoryMemoryRepository memories;
    private final InMemoryPassageIndex memoryPassages;
    private final InMemoryGraphRepository graphs;
    private final InMemoryCollectionRepository collections;
    private final InMemoryDocumentRepository documents;
    private final InMemoryRecallLedger ledger;
    private final InMemoryPassageIndex chunkPassages;
    private final InMemoryEmbeddingRepository embeddings;
    private final RetentionPolicyRepository retentionPolicies;
    private final RetentionRepository retention;
    private final JobRepository jobs;
    private final StoreHealth health;
    private final StoreSize size;

    /** @param clock by which deadlines are judged */
    public InMemoryStorage(Clock clock) {
        store = new InMemoryStore(clock);
        InMemoryClaims claims = new InMemoryClaims(store);
        audit = new InMemoryAuditRepository(store);
        tenants = new InMemoryTenantRepository(store);
        apiKeys = new InMemoryApiKeyRepository(store, claims, audit, tenants);
        MemoryTables memoryTables = MemoryTables.in(store);
        memories = new InMemoryMemoryRepository(store, claims, audit, memoryTables);
        graphs = new InMemoryGraphRepository(store, audit);
        KnowledgeTables knowledge = KnowledgeTables.in(store);
        collections = new InMemoryCollectionRepository(store, claims, audit, knowledge);
        documents = new InMemoryDocumentRepository(store, claims, audit, knowledge);
        ledger = new InMemoryRecallLedger(store, claims, audit);
        retentionPolicies = new InMemoryRetentionPolicyRepository(store, claims, audit);
        retention = new InMemoryRetentionRepository(
                store, claims, audit, new MemoryRetention(memoryTables), knowledge, ledger);
        embeddings = new InMemoryEmbeddingRepository(
                store, claims, tenant -> Stream.concat(memories.texts(tenant), knowledge.texts(tenant)));
        jobs = new InMemoryJobRepository(store);
        size = new InMemoryStoreSize(store, tenants, new MemoryRetention(memoryTables), knowledge, ledger, clock);
        health = new InMemoryStoreHealth(store, clock);
        memoryPassages =
                new InMemoryPassageIndex(PassageKind.MEMORY, store, new MemoryItems(memories), embeddings::vectorOf);
        chunkPassages =
                new InMemoryPassageIndex(PassageKind.CHUNK, store, new ChunkItems(knowledge), embeddings::vectorOf);
    }

    public MemoryRepository memories() {
        return memories;
    }

    public PassageIndex memoryPassages() {
        return memoryPassages;
    }

    public GraphRepository graphs() {
        return graphs;
    }

    public CollectionRepository collections() {
        return collections;
    }

    public DocumentRepository documents() {
        return documents;
    }

    public PassageIndex chunkPassages() {
        return chunkPassages;
    }

    public EmbeddingRepository embeddings() {
        return embeddings;
    }

    public ApiKeyRepository apiKeys() {
        return apiKeys;
    }

    public TenantRepository tenants() {
        return tenants;
    }

    public AuditRepository audit() {
        return audit;
    }

    public RecallLedger ledger() {
        return ledger;
    }

    public RetentionPolicyRepository retentionPolicies() {
        return retentionPolicies;
    }

    public RetentionRepository retention() {
        return retention;
    }

    public JobRepository jobs() {
        return jobs;
    }

    public Transactions transactions() {
        return store;
    }

    public SchemaHistory schemaHistory() {
        return new InMemorySchemaHistory();
    }

    /** It has none. */
    public StoreStatements statements() {
        return new InMemoryStatements();
    }

    /** It understands none. */
    public StoreQueries queries() {
        return new InMemoryQueries();
    }

    public SchemaCatalogue schemaCatalogue() {
        return new InMemorySchemaCatalogue();
    }

    /** How much room it takes, for its operator. */
    public StoreSize size() {
        return size;
    }

    /** How it is, for its operator. */
    public StoreHealth health() {
        return health;
    }
}
