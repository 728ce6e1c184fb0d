package dev.holdfast.domain;

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
import java.time.Clock;
import java.util.List;

/** The repositories of one storage, for the contracts. All calls of one test see the same storage; tests may share it. */
public interface RepositoriesUnderTest {
    MemoryRepository memories();

    CollectionRepository collections();

    DocumentRepository documents();

    EmbeddingRepository embeddings();

    GraphRepository graphs();

    ApiKeyRepository apiKeys();

    TenantRepository tenants();

    AuditRepository audit();

    /** What can be asked, at most one of each kind. */
    List<PassageIndex> passages();

    RecallLedger ledger();

    RetentionPolicyRepository retentionPolicies();

    RetentionRepository retention();

    JobRepository jobs();

    /** The clock by which the storage judges deadlines. */
    Clock clock();
}
