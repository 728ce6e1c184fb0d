package dev.holdfast.postgres;

import com.codahale.metrics.MetricRegistry;
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
import dev.holdfast.ports.shared.Transactions;
import dev.holdfast.postgres.operations.AdminConnection;
import dev.holdfast.postgres.support.Coalescing;
import dev.holdfast.postgres.support.PoolConfig;
import dev.holdfast.postgres.support.PostgresConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The adapter over a database of its own, as the contracts want to see it. */
public final class PostgresUnderTest implements StorageUnderTest, AutoCloseable {
    /** Contracts race fifty callers; on a busy machine a place at the pool may take longer than a production server would wait. */
    private static final PoolConfig PATIENT = PoolConfig.DEFAULT.withSize(8).withPatience(Duration.ofSeconds(5));

    private final Clock clock = Clock.systemUTC();
    private final AdminConnection admin;
    private final PostgresStorage storage;

    public PostgresUnderTest() {
        this(TestServer.migrated());
    }

    public PostgresUnderTest(AdminConnection admin) {
        this(admin, PostgresConfig.SLOW_STATEMENT, Coalescing.ON);
    }

    private PostgresUnderTest(AdminConnection admin, Duration slow, Coalescing coalescing) {
        this.admin = admin;
        this.storage =
                new PostgresStorage(traffic(admin, admin.jdbcUrl(), slow, coalescing), new MetricRegistry(), clock);
    }

    /** Requests share round trips as {@code coalescing} says. */
    public static PostgresUnderTest with(AdminConnection admin, Coalescing coalescing) {
        return new PostgresUnderTest(admin, PostgresConfig.SLOW_STATEMENT, coalescing);
    }

    /** Every statement is one that took too long. */
    public static PostgresUnderTest whereEverythingIsSlow() {
        return new PostgresUnderTest(TestServer.migrated(), Duration.ofNanos(1), Coalescing.ON);
    }

    /** How traffic reaches {@code admin}'s database, by {@code jdbcUrl}. */
    public static PostgresConfig traffic(AdminConnection admin, String jdbcUrl) {
        return traffic(admin, jdbcUrl, PostgresConfig.SLOW_STATEMENT, Coalescing.ON);
    }

    private static PostgresConfig traffic(AdminConnection admin, String jdbcUrl, Duration slow, Coalescing coalescing) {
        return new PostgresConfig(
                jdbcUrl,
                admin.user(),
                admin.password(),
                Optional.of("holdfast_app"),
                PATIENT,
                "holdfast-test",
                slow,
                coalescing);
    }

    public AdminConnection admin() {
        return admin;
    }

    public PostgresStorage adapter() {
        return storage;
    }

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

    @Override
    public void close() {
        storage.close();
    }
}
