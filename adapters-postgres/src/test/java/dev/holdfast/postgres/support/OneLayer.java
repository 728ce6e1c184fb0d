package dev.holdfast.postgres.support;

import com.codahale.metrics.MetricRegistry;
import com.zaxxer.hikari.HikariDataSource;
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
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.shared.Transactions;
import dev.holdfast.postgres.PostgresUnderTest;
import dev.holdfast.postgres.TestServer;
import dev.holdfast.postgres.audit.PostgresAuditRepository;
import dev.holdfast.postgres.embedding.PostgresEmbeddingRepository;
import dev.holdfast.postgres.graph.PostgresGraphRepository;
import dev.holdfast.postgres.identity.PostgresApiKeyRepository;
import dev.holdfast.postgres.identity.PostgresTenantRepository;
import dev.holdfast.postgres.knowledge.PostgresCollectionRepository;
import dev.holdfast.postgres.knowledge.PostgresDocumentRepository;
import dev.holdfast.postgres.memory.PostgresMemoryRepository;
import dev.holdfast.postgres.operations.AdminConnection;
import dev.holdfast.postgres.operations.PostgresJobRepository;
import dev.holdfast.postgres.operations.PostgresRetentionPolicyRepository;
import dev.holdfast.postgres.operations.PostgresRetentionRepository;
import dev.holdfast.postgres.recall.KnownSketches;
import dev.holdfast.postgres.recall.PostgresPassageIndex;
import dev.holdfast.postgres.recall.PostgresRecallLedger;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.ibatis.session.SqlSessionFactory;

/** The adapter with one or both layers of tenant isolation taken away. */
final class OneLayer implements StorageUnderTest, AutoCloseable {
    private final Clock clock = Clock.systemUTC();
    private final WithoutPredicates withoutPredicates = new WithoutPredicates();
    private final HikariDataSource pool;
    private final SqlRunner runner;

    /** Of a server: all its tenants', to see that none gets another's. */
    private final KnownSketches sketches = new KnownSketches(10_000_000);

    OneLayer(boolean predicates, boolean rowSecurity) {
        this(predicates, rowSecurity, Coalescing.ON);
    }

    OneLayer(boolean predicates, boolean rowSecurity, Coalescing coalescing) {
        AdminConnection admin = TestServer.migrated();
        if (!rowSecurity) {
            disableRowSecurity(admin);
        }
        pool = Pools.open(PostgresUnderTest.traffic(admin, admin.jdbcUrl()), "layer", 8, new MetricRegistry());
        SqlSessionFactory sessions = Sessions.over(pool, StatementWatch.NOBODY);
        if (!predicates) {
            sessions.getConfiguration().addInterceptor(withoutPredicates);
        }
        runner = new SqlRunner("layer", pool, sessions, Duration.ofSeconds(5), coalescing, new MetricRegistry(), clock);
    }

    int predicatesRemoved() {
        return withoutPredicates.removed();
    }

    private static void disableRowSecurity(AdminConnection admin) {
        try (Connection connection = admin.open();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    DO $$
                    DECLARE each record;
                    BEGIN
                        FOR each IN SELECT tablename FROM pg_tables WHERE schemaname = 'holdfast' LOOP
                            EXECUTE format('ALTER TABLE holdfast.%I DISABLE ROW LEVEL SECURITY', each.tablename);
                            EXECUTE format('ALTER TABLE holdfast.%I NO FORCE ROW LEVEL SECURITY', each.tablename);
                        END LOOP;
                    END
                    $$
                    """);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public MemoryRepository memories() {
        return new PostgresMemoryRepository(runner, new Claims(runner));
    }

    @Override
    public GraphRepository graphs() {
        return new PostgresGraphRepository(runner);
    }

    @Override
    public CollectionRepository collections() {
        return new PostgresCollectionRepository(runner, new Claims(runner));
    }

    @Override
    public DocumentRepository documents() {
        return new PostgresDocumentRepository(runner, new Claims(runner));
    }

    @Override
    public EmbeddingRepository embeddings() {
        return new PostgresEmbeddingRepository(runner, runner, new Claims(runner));
    }

    @Override
    public ApiKeyRepository apiKeys() {
        return new PostgresApiKeyRepository(runner, new Claims(runner));
    }

    @Override
    public TenantRepository tenants() {
        return new PostgresTenantRepository(runner);
    }

    @Override
    public AuditRepository audit() {
        return new PostgresAuditRepository(runner, runner);
    }

    @Override
    public List<PassageIndex> passages() {
        return List.of(passages(PassageKind.MEMORY), passages(PassageKind.CHUNK));
    }

    @Override
    public RecallLedger ledger() {
        return new PostgresRecallLedger(runner, runner, new Claims(runner));
    }

    PassageIndex passages(PassageKind kind) {
        return new PostgresPassageIndex(kind, runner, sketches);
    }

    @Override
    public RetentionPolicyRepository retentionPolicies() {
        return new PostgresRetentionPolicyRepository(runner, new Claims(runner));
    }

    @Override
    public RetentionRepository retention() {
        return new PostgresRetentionRepository(runner, new Claims(runner));
    }

    @Override
    public JobRepository jobs() {
        return new PostgresJobRepository(runner);
    }

    @Override
    public Transactions transactions() {
        return runner;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public void close() {
        pool.close();
    }
}
