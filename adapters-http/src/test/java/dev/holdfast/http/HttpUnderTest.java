package dev.holdfast.http;

import com.codahale.metrics.MetricRegistry;
import dev.holdfast.domain.Fresh;
import dev.holdfast.domain.audit.AuditChain;
import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditFilter;
import dev.holdfast.domain.embedding.PendingText;
import dev.holdfast.domain.identity.ApiKey;
import dev.holdfast.domain.identity.ApiKeyId;
import dev.holdfast.domain.identity.ApiKeyToken;
import dev.holdfast.domain.identity.Principal;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.identity.StoredApiKey;
import dev.holdfast.domain.identity.Tenant;
import dev.holdfast.domain.operations.SchemaComparison;
import dev.holdfast.domain.operations.SchemaState;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.Moments;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.http.support.Endpoint;
import dev.holdfast.http.support.HttpServer;
import dev.holdfast.http.support.HttpSettings;
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.audit.AuditService;
import dev.holdfast.ports.audit.Guard;
import dev.holdfast.ports.embedding.Embedders;
import dev.holdfast.ports.embedding.EmbeddingService;
import dev.holdfast.ports.embedding.ToyEmbedder;
import dev.holdfast.ports.graph.GraphService;
import dev.holdfast.ports.identity.Authenticator;
import dev.holdfast.ports.identity.KeyService;
import dev.holdfast.ports.identity.SecretHasher;
import dev.holdfast.ports.knowledge.IngestService;
import dev.holdfast.ports.knowledge.KnowledgeService;
import dev.holdfast.ports.memory.MemoryService;
import dev.holdfast.ports.operations.HealthService;
import dev.holdfast.ports.operations.KnownHealth;
import dev.holdfast.ports.operations.KnownSize;
import dev.holdfast.ports.operations.KnownStatements;
import dev.holdfast.ports.operations.QueryService;
import dev.holdfast.ports.operations.Readiness;
import dev.holdfast.ports.operations.RetentionArchive;
import dev.holdfast.ports.operations.RetentionService;
import dev.holdfast.ports.recall.QuestionVectors;
import dev.holdfast.ports.recall.RecallService;
import dev.holdfast.ports.shared.Ids;
import dev.holdfast.ports.shared.UuidV7Ids;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** A running HTTP server with the real services over any storage, and keys for whoever a test needs. */
public final class HttpUnderTest implements AutoCloseable {
    private static final List<String> TOOLS = List.of("memory");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] SECRET = "a secret of more than thirty-two bytes".getBytes(StandardCharsets.UTF_8);

    private final StorageUnderTest storage;
    private final Clock clock;
    private final SecretHasher hasher = new SecretHasher(SECRET);
    private final MetricRegistry metrics = new MetricRegistry();
    private final AtomicReference<List<Readiness.Check>> checks =
            new AtomicReference<>(List.of(new Readiness.Check("store", true, "works")));
    private final AtomicReference<List<Readiness.Check>> ofReads =
            new AtomicReference<>(List.of(new Readiness.Check("store", true, "works")));
    private final AtomicReference<SchemaState> schema = new AtomicReference<>(SchemaState.NONE);
    private final AtomicReference<SchemaComparison> compared = new AtomicReference<>(SchemaComparison.NONE);
    private final KnownHealth health = new KnownHealth();
    private final KnownStatements statements = new KnownStatements();
    private final HealthService healthService;
    private final HttpServer server;
    private final List<Endpoint<?>> endpoints;
    private final int port;
    private final Api api;

    private HttpUnderTest(StorageUnderTest storage, Clock clock, HttpSettings settings, List<String> tools) {
        this.storage = storage;
        this.clock = clock;
        Ids ids = new UuidV7Ids(clock, RANDOM);
        Guard guard = new Guard(storage.audit(), ids, clock);
        this.healthService = new HealthService(health, Duration.ofSeconds(30), Duration.ofMinutes(1), clock);
        HttpAdapter.Core core = new HttpAdapter.Core(
                new MemoryService(storage.memories(), guard, ids, clock),
                new RecallService(
                        storage.passages(),
                        storage.memories(),
                        storage.collections(),
                        storage.ledger(),
                        true,
                        QuestionVectors.NONE,
                        guard,
                        ids,
                        clock),
                new KnowledgeService(storage.collections(), storage.documents(), guard, ids, clock),
                new IngestService(
                        storage.collections(),
                        storage.documents(),
                        storage.embeddings(),
                        storage.transactions(),
                        guard,
                        ids,
                        clock),
                new EmbeddingService(
                        storage.embeddings(),
                        new Embedders(
                                List.of(new ToyEmbedder(ToyEmbedder.SMALL), new ToyEmbedder(ToyEmbedder.LARGE)),
                                Duration.ofSeconds(1)),
                        storage.audit(),
                        guard,
                        ids,
                        clock),
                new KeyService(storage.apiKeys(), hasher, guard, ids, clock, RANDOM, "test"),
                new AuditService(storage.audit(), new AuditChain(SECRET), guard),
                new HttpAdapter.Agents(new GraphService(storage.graphs(), guard, ids, clock), tools),
                new Authenticator(storage.apiKeys(), hasher, guard, clock),
                checks::get,
                ofReads::get,
                schema::get,
                compared::get,
                healthService,
                statements,
                new QueryService(statements, true, storage.audit(), guard, ids, clock),
                new RetentionService(
                        storage.retentionPolicies(), storage.retention(), RetentionArchive.NONE, guard, ids, clock),
                new KnownSize(),
                metrics,
                clock,
                "test");
        this.endpoints = HttpAdapter.endpoints(settings, core, new AtomicBoolean());
        this.server = HttpAdapter.server(settings, core, SECRET);
        this.port = server.start();
        this.api = Api.of(port);
    }

    /** A server with ordinary settings on a free port. */
    public static HttpUnderTest over(StorageUnderTest storage) {
        return over(storage, HttpSettings.DEFAULTS);
    }

    public static HttpUnderTest over(StorageUnderTest storage, HttpSettings settings) {
        return new HttpUnderTest(storage, storage.clock(), settings.withAddress("127.0.0.1", 0), TOOLS);
    }

    /** A server that reads the time from {@code clock}; the storage judges deadlines by its own. */
    public static HttpUnderTest over(StorageUnderTest storage, Clock clock) {
        return new HttpUnderTest(storage, clock, HttpSettings.DEFAULTS.withAddress("127.0.0.1", 0), TOOLS);
    }

    /** A server that offers agents those sets of tools. */
    public static HttpUnderTest offering(StorageUnderTest storage, String... tools) {
        return new HttpUnderTest(
                storage, storage.clock(), HttpSettings.DEFAULTS.withAddress("127.0.0.1", 0), List.of(tools));
    }

    public HttpServer server() {
        return server;
    }

    /** What the server was told to serve. */
    List<Endpoint<?>> endpoints() {
        return endpoints;
    }

    public int port() {
        return port;
    }

    public MetricRegistry metrics() {
        return metrics;
    }

    /** A caller without a key. */
    public Api api() {
        return api;
    }

    /** An administrator of a tenant nobody else uses. */
    public Api admin() {
        return api.as(key(tenant(), Role.ADMIN));
    }

    /** A text that the tenant's model {@code toy/small}, which is in use, has refused too often; {@code toy/large} is about to follow. */
    public void deadLetter(TenantId tenant) {
        Scope scope = operator(tenant);
        storage.embeddings().begin(scope, ToyEmbedder.SMALL, now());
        List<PendingText> waiting;
        do {
            storage.embeddings().enqueue(scope, ToyEmbedder.SMALL.name(), 100, now());
            waiting = storage.embeddings()
                    .claim(scope, ToyEmbedder.SMALL.name(), 1, now().plusSeconds(1), now().plusSeconds(60));
        } while (waiting.isEmpty());
        storage.embeddings().giveUp(scope, ToyEmbedder.SMALL.name(), waiting, "too strange");
        storage.embeddings().begin(scope, ToyEmbedder.LARGE, now());
    }

    /** What readiness finds from now on. */
    public void readiness(Readiness.Check... found) {
        checks.set(List.of(found));
    }

    /** What readiness for reads finds from now on. */
    public void readinessForReads(Readiness.Check... found) {
        ofReads.set(List.of(found));
    }

    /** What a look at the schema finds from now on. */
    public void schema(SchemaComparison found) {
        compared.set(found);
    }

    /** What the history of the schema says from now on. */
    public void schema(SchemaState found) {
        schema.set(found);
    }

    /** The health of the store, as it is said to be from now on. */
    public KnownHealth health() {
        return health;
    }

    /** Looks at the store and its pools, as a server does all the time. */
    public void watch() {
        healthService.watch();
        healthService.watchPools();
    }

    /** A tenant nobody else uses. */
    public TenantId tenant() {
        TenantId tenant = Fresh.tenantId();
        storage.tenants().ensure(operator(tenant), new Tenant(tenant, now()));
        return tenant;
    }

    /** A good key. */
    public String key(TenantId tenant, Role role, Namespace... namespaces) {
        return store(tenant, role, List.of(namespaces), Optional.empty(), Optional.empty())
                .reveal();
    }

    /** A key that was good until a moment ago. */
    public String expiredKey(TenantId tenant, Role role) {
        return store(tenant, role, List.of(), Optional.of(now().minusSeconds(1)), Optional.empty())
                .reveal();
    }

    /** A key that was revoked. */
    public String revokedKey(TenantId tenant, Role role) {
        ApiKeyToken token = store(tenant, role, List.of(), Optional.empty(), Optional.empty());
        storage.apiKeys().revoke(operator(tenant), token.id(), Fresh.auditEntryId(), change());
        return token.reveal();
    }

    /** The id inside a key's text. */
    public static ApiKeyId idOf(String key) {
        return ApiKeyToken.parse(key).orElseThrow().id();
    }

    /** The newest audit entries of a tenant. */
    public List<AuditEntry> audit(TenantId tenant) {
        return storage.audit()
                .list(operator(tenant), AuditFilter.everything(), PageRequest.first(PageRequest.MAX_LIMIT))
                .items();
    }

    private ApiKeyToken store(
            TenantId tenant,
            Role role,
            List<Namespace> namespaces,
            Optional<Instant> expires,
            Optional<Instant> revoked) {
        byte[] secret = new byte[ApiKeyToken.SECRET_BYTES];
        RANDOM.nextBytes(secret);
        ApiKeyToken token = ApiKeyToken.of("test", Fresh.apiKeyId(), secret);
        Scope scope = operator(tenant);
        ApiKey key = new ApiKey(
                token.id(),
                tenant,
                "of a test",
                role,
                namespaces,
                now().minusSeconds(60),
                scope.principal(),
                expires,
                revoked);
        storage.apiKeys()
                .insert(scope, new StoredApiKey(key, hasher.hash(token.secret())), Fresh.auditEntryId(), change());
        return token;
    }

    private Change change() {
        return new Change(now(), "test.key", Optional.empty());
    }

    private Scope operator(TenantId tenant) {
        return new Scope(
                tenant, Principal.system(tenant, "test").id(), clock.instant().plus(Duration.ofSeconds(30)), "test");
    }

    private Instant now() {
        return Moments.toMicros(clock.instant());
    }

    @Override
    public void close() {
        server.close();
    }
}
