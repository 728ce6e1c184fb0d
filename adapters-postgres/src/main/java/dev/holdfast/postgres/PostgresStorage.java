package dev.holdfast.postgres;

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
import dev.holdfast.domain.shared.Lazy;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.operations.Readiness;
import dev.holdfast.ports.operations.SchemaCatalogue;
import dev.holdfast.ports.operations.SchemaHistory;
import dev.holdfast.ports.operations.StoreHealth;
import dev.holdfast.ports.operations.StoreQueries;
import dev.holdfast.ports.operations.StoreStatements;
import dev.holdfast.ports.shared.Transactions;
import dev.holdfast.postgres.audit.PostgresAuditRepository;
import dev.holdfast.postgres.embedding.PostgresEmbeddingRepository;
import dev.holdfast.postgres.graph.PostgresGraphRepository;
import dev.holdfast.postgres.identity.PostgresApiKeyRepository;
import dev.holdfast.postgres.identity.PostgresTenantRepository;
import dev.holdfast.postgres.knowledge.PostgresCollectionRepository;
import dev.holdfast.postgres.knowledge.PostgresDocumentRepository;
import dev.holdfast.postgres.memory.PostgresMemoryRepository;
import dev.holdfast.postgres.operations.AdminConnection;
import dev.holdfast.postgres.operations.PlanFinder;
import dev.holdfast.postgres.operations.PostgresJobRepository;
import dev.holdfast.postgres.operations.PostgresQueries;
import dev.holdfast.postgres.operations.PostgresReadiness;
import dev.holdfast.postgres.operations.PostgresRetentionPolicyRepository;
import dev.holdfast.postgres.operations.PostgresRetentionRepository;
import dev.holdfast.postgres.operations.PostgresSchemaCatalogue;
import dev.holdfast.postgres.operations.PostgresSchemaHistory;
import dev.holdfast.postgres.operations.PostgresStatements;
import dev.holdfast.postgres.operations.PostgresStoreHealth;
import dev.holdfast.postgres.operations.ReadinessForReads;
import dev.holdfast.postgres.operations.ServerPulse;
import dev.holdfast.postgres.recall.KnownSketches;
import dev.holdfast.postgres.recall.PostgresPassageIndex;
import dev.holdfast.postgres.recall.PostgresRecallLedger;
import dev.holdfast.postgres.recall.SearchStatistics;
import dev.holdfast.postgres.support.Claims;
import dev.holdfast.postgres.support.Coalescing;
import dev.holdfast.postgres.support.KnownStatements;
import dev.holdfast.postgres.support.Pools;
import dev.holdfast.postgres.support.PostgresConfig;
import dev.holdfast.postgres.support.Renewal;
import dev.holdfast.postgres.support.Replica;
import dev.holdfast.postgres.support.Sessions;
import dev.holdfast.postgres.support.SqlRunner;
import dev.holdfast.postgres.support.StatementStatistics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.session.SqlSessionFactory;

/**
 * The whole adapter over one migrated database. Opening it connects to nothing: the pools fill when they are asked, so a server can
 * start, and go on, while the database is away.
 */
public final class PostgresStorage implements AutoCloseable {
    private static final int BACKGROUND_CONNECTIONS = 2;
    private static final int HEALTH_CONNECTIONS = 1;
    private static final int PURGE_AT_ONCE = 1_000;
    private static final Duration PURGE_PATIENCE = Duration.ofSeconds(30);
    private static final Duration COUNTING_PATIENCE = Duration.ofMinutes(1);

    private final HikariDataSource requestPool;
    private final HikariDataSource backgroundPool;
    private final HikariDataSource healthPool;
    private final PostgresConfig config;
    private final Optional<Replica> replica;
    private final SqlRunner requests;
    private final SqlRunner background;
    private final MemoryRepository memories;
    private final GraphRepository graphs;
    private final CollectionRepository collections;
    private final DocumentRepository documents;
    private final EmbeddingRepository embeddings;
    private final ApiKeyRepository apiKeys;
    private final TenantRepository tenants;
    private final AuditRepository audit;
    private final PassageIndex memoryPassages;
    private final RecallLedger ledger;
    private final PassageIndex chunkPassages;
    private final SearchStatistics statistics;
    private final Claims backgroundClaims;
    private final RetentionPolicyRepository retentionPolicies;
    private final RetentionRepository retention;
    private final JobRepository jobs;
    private final PostgresReadiness readiness;
    private final SchemaHistory schemaHistory;
    private final PlanFinder plans;
    private final StoreStatements statements;
    private final StoreQueries queries;
    private final SchemaCatalogue schemaCatalogue;

    public PostgresStorage(PostgresConfig config, MetricRegistry metrics, Clock clock) {
        this(config, Optional.empty(), metrics, clock);
    }

    /** @param standby a copy of the database, for reads that allow one */
    public PostgresStorage(
            PostgresConfig config, Optional<PostgresConfig> standby, MetricRegistry metrics, Clock clock) {
        this.config = config;
        requestPool = Pools.open(config, "requests", config.pool().size(), metrics);
        backgroundPool = Pools.open(config, "background", BACKGROUND_CONNECTIONS, metrics);
        healthPool = Pools.open(config, "health", HEALTH_CONNECTIONS, metrics);
        Duration patience = config.pool().patience();
        plans = new PlanFinder(backgroundPool);
        StatementStatistics watch = new StatementStatistics(config.slowStatement(), plans, metrics, clock);
        SqlSessionFactory ofRequests = Sessions.over(requestPool, watch);
        SqlSessionFactory ofBackground = Sessions.over(backgroundPool, watch);
        replica = standby.map(copy -> new Replica(
                copy,
                new ServerPulse(config, "watch", false),
                new ServerPulse(copy, "replica-watch", true),
                metrics,
                clock));
        SqlRunner newest =
                new SqlRunner("requests", requestPool, ofRequests, patience, config.coalescing(), metrics, clock);
        requests = replica.map(newest::beside).orElse(newest);
        background = new SqlRunner(
                "background", backgroundPool, ofBackground, Duration.ofSeconds(5), Coalescing.OFF, metrics, clock);
        memories = new PostgresMemoryRepository(requests, new Claims(requests));
        graphs = new PostgresGraphRepository(requests);
        collections = new PostgresCollectionRepository(requests, new Claims(requests));
        documents = new PostgresDocumentRepository(requests, new Claims(requests));
        embeddings = new PostgresEmbeddingRepository(requests, background, new Claims(requests));
        apiKeys = new PostgresApiKeyRepository(requests, new Claims(requests));
        tenants = new PostgresTenantRepository(background);
        audit = new PostgresAuditRepository(requests, background);
        KnownSketches sketches = new KnownSketches(Runtime.getRuntime().maxMemory() / 6);
        memoryPassages = new PostgresPassageIndex(PassageKind.MEMORY, requests, sketches);
        ledger = new PostgresRecallLedger(requests, background, new Claims(requests));
        chunkPassages = new PostgresPassageIndex(PassageKind.CHUNK, requests, sketches);
        statistics = new SearchStatistics(background);
        backgroundClaims = new Claims(background);
        retentionPolicies = new PostgresRetentionPolicyRepository(requests, new Claims(requests));
        jobs = new PostgresJobRepository(background);
        retention = new PostgresRetentionRepository(background, backgroundClaims);
        readiness = new PostgresReadiness(healthPool, new Renewal(healthPool, clock));
        schemaHistory = new PostgresSchemaHistory(healthPool);
        Lazy<KnownStatements> known = new Lazy<>(() -> new KnownStatements(List.of(ofRequests, ofBackground)));
        statements = new PostgresStatements(watch, known, backgroundPool);
        queries = new PostgresQueries(config, clock);
        schemaCatalogue = new PostgresSchemaCatalogue(healthPool);
    }

    public MemoryRepository memories() {
        return memories;
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

    public PassageIndex memoryPassages() {
        return memoryPassages;
    }

    public RecallLedger ledger() {
        return ledger;
    }

    public PassageIndex chunkPassages() {
        return chunkPassages;
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
        return requests;
    }

    /** Whether requests can be served; asks over a connection of its own. */
    public Readiness readiness() {
        return readiness;
    }

    /** Whether requests that only read are served, though the database may be away, or take no writes. */
    public Readiness readinessForReads() {
        return new ReadinessForReads(readiness.forReads(), replica);
    }

    /** The versions of the schema; asks over the connection of readiness. */
    public SchemaHistory schemaHistory() {
        return schemaHistory;
    }

    /** The statements of this adapter: how long they take, and how the database goes about them. */
    public StoreStatements statements() {
        return statements;
    }

    /** Questions of administrators, each on a connection of its own. */
    public StoreQueries queries() {
        return queries;
    }

    /** What the schema is made of; asks over the connection of readiness, as the role of traffic. */
    public SchemaCatalogue schemaCatalogue() {
        return schemaCatalogue;
    }

    /**
     * How the database is, for its operator.
     *
     * @param administrator who sees the whole server
     */
    public StoreHealth health(AdminConnection administrator) {
        return new PostgresStoreHealth(
                config, administrator, healthPool, readiness, () -> List.of(requests.figures(), background.figures()));
    }

    /** Forgets the idempotency claims of {@code tenant} that expired before {@code now}. @return how many */
    public int purgeClaims(TenantId tenant, Instant now) {
        Scope scope = new Scope(tenant, PrincipalId.system("purge"), now.plus(PURGE_PATIENCE), "system-purge");
        int total = 0;
        int purged;
        do {
            purged = backgroundClaims.purge(scope, now, PURGE_AT_ONCE);
            total += purged;
        } while (purged == PURGE_AT_ONCE);
        return total;
    }

    /**
     * Brings up to date what searches of a large {@code tenant} take for granted; see {@link SearchStatistics#refresh}.
     *
     * @return how many passages were read for it
     */
    public long refreshStatistics(TenantId tenant, Instant now) {
        PrincipalId counter = PrincipalId.system("search-statistics");
        return statistics.refresh(new Scope(tenant, counter, now.plus(COUNTING_PATIENCE), "system-statistics"), now);
    }

    /** Closes the pools; statements still running are cut off. */
    @Override
    public void close() {
        plans.close();
        replica.ifPresent(Replica::close);
        requestPool.close();
        backgroundPool.close();
        healthPool.close();
    }
}
