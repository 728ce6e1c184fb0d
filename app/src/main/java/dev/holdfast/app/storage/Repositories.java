package dev.holdfast.app.storage;

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
import dev.holdfast.ports.shared.Transactions;
import dev.holdfast.postgres.PostgresStorage;
import java.util.List;

/** The storage ports of one open store. */
public record Repositories(
        MemoryRepository memories,
        GraphRepository graphs,
        CollectionRepository collections,
        DocumentRepository documents,
        EmbeddingRepository embeddings,
        ApiKeyRepository apiKeys,
        TenantRepository tenants,
        AuditRepository audit,
        List<PassageIndex> passages,
        RecallLedger ledger,
        RetentionPolicyRepository retentionPolicies,
        RetentionRepository retention,
        JobRepository jobs,
        Transactions transactions) {
    public Repositories {
        passages = List.copyOf(passages);
    }

    static Repositories of(InMemoryStorage store) {
        return new Repositories(
                store.memories(),
                store.graphs(),
                store.collections(),
                store.documents(),
                store.embeddings(),
                store.apiKeys(),
                store.tenants(),
                store.audit(),
                List.of(store.memoryPassages(), store.chunkPassages()),
                store.ledger(),
                store.retentionPolicies(),
                store.retention(),
                store.jobs(),
                store.transactions());
    }

    static Repositories of(PostgresStorage store) {
        return new Repositories(
                store.memories(),
                store.graphs(),
                store.collections(),
                store.documents(),
                store.embeddings(),
                store.apiKeys(),
                store.tenants(),
                store.audit(),
                List.of(store.memoryPassages(), store.chunkPassages()),
                store.ledger(),
                store.retentionPolicies(),
                store.retention(),
                store.jobs(),
                store.transactions());
    }
}
