package dev.holdfast.ports;

import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.audit.AuditChain;
import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditOutcome;
import dev.holdfast.domain.identity.Principal;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.ports.audit.AuditService;
import dev.holdfast.ports.audit.Guard;
import dev.holdfast.ports.embedding.Embedders;
import dev.holdfast.ports.embedding.EmbeddingService;
import dev.holdfast.ports.embedding.ToyEmbedder;
import dev.holdfast.ports.graph.GraphService;
import dev.holdfast.ports.identity.Authenticator;
import dev.holdfast.ports.identity.KeyService;
import dev.holdfast.ports.identity.SecretHasher;
import dev.holdfast.ports.identity.TenantService;
import dev.holdfast.ports.knowledge.IngestService;
import dev.holdfast.ports.knowledge.KnowledgeService;
import dev.holdfast.ports.memory.MemoryService;
import dev.holdfast.ports.operations.RetentionArchive;
import dev.holdfast.ports.operations.RetentionService;
import dev.holdfast.ports.recall.QuestionVectors;
import dev.holdfast.ports.recall.RecallService;
import dev.holdfast.ports.shared.CallContext;
import dev.holdfast.ports.shared.Idempotency;
import dev.holdfast.ports.shared.Ids;
import dev.holdfast.ports.shared.UuidV7Ids;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The real services over the storage under test, and a fresh tenant whose clock is theirs. */
public record TestServices(
        TestTenant tenant,
        MemoryService memories,
        KnowledgeService knowledge,
        IngestService ingests,
        RecallService recalls,
        EmbeddingService embeddings,
        GraphService graphs,
        RetentionService retention,
        KeyService keys,
        AuditService audit,
        Authenticator authenticator,
        TenantService tenants) {
    private static final SecureRandom RANDOM = new SecureRandom();

    public static TestServices on(StorageUnderTest storage) {
        return of(storage, TestTenant.in(storage), "the secret of the audit, 32 bytes or more");
    }

    /** The same services for another fresh tenant, under the same clock. */
    public TestServices neighbour(StorageUnderTest storage) {
        return of(storage, tenant.neighbour(), "the secret of the audit, 32 bytes or more");
    }

    /** The same services for the same tenant, but for another secret of the audit. */
    public TestServices withAuditSecret(StorageUnderTest storage, String secret) {
        return of(storage, tenant, secret);
    }

    private static TestServices of(StorageUnderTest storage, TestTenant tenant, String auditSecret) {
        Clock clock = tenant.clock();
        Ids ids = new UuidV7Ids(clock, RANDOM);
        Guard guard = new Guard(storage.audit(), ids, clock);
        SecretHasher hasher = new SecretHasher(bytes("the secret of the keys, 32 bytes or more"));
        return new TestServices(
                tenant,
                new MemoryService(storage.memories(), guard, ids, clock),
                new KnowledgeService(storage.collections(), storage.documents(), guard, ids, clock),
                new IngestService(
                        storage.collections(),
                        storage.documents(),
                        storage.embeddings(),
                        storage.transactions(),
                        guard,
                        ids,
                        clock),
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
                new EmbeddingService(
                        storage.embeddings(),
                        new Embedders(
                                List.of(new ToyEmbedder(ToyEmbedder.SMALL), new ToyEmbedder(ToyEmbedder.LARGE)),
                                Duration.ofSeconds(1)),
                        storage.audit(),
                        guard,
                        ids,
                        clock),
                new GraphService(storage.graphs(), guard, ids, clock),
                new RetentionService(
                        storage.retentionPolicies(), storage.retention(), RetentionArchive.NONE, guard, ids, clock),
                new KeyService(storage.apiKeys(), hasher, guard, ids, clock, RANDOM, "test"),
                new AuditService(storage.audit(), new AuditChain(bytes(auditSecret)), guard),
                new Authenticator(storage.apiKeys(), hasher, guard, clock),
                new TenantService(storage.tenants(), storage.clock()));
    }

    /** A call by a key of that role, limited to those subtrees if there are any. */
    public CallContext call(Role role, String... namespaces) {
        return new CallContext(
                new Principal(
                        new PrincipalId("key/" + role.name().toLowerCase(Locale.ROOT)),
                        tenant.id(),
                        role,
                        Stream.of(namespaces).map(Namespace::new).toList()),
                tenant.deadline(),
                "request-1",
                Optional.empty());
    }

    public CallContext admin() {
        return call(Role.ADMIN);
    }

    public CallContext writer() {
        return call(Role.WRITER);
    }

    /** The same call with the wish that it happens once. */
    public static CallContext once(CallContext call, String key, String fingerprint) {
        return new CallContext(
                call.principal(), call.deadline(), call.requestId(), Optional.of(new Idempotency(key, fingerprint)));
    }

    /** What the tenant's audit says was refused, the newest first. */
    public List<AuditEntry> refusals() {
        return tenant.audit().stream()
                .filter(entry -> entry.outcome() == AuditOutcome.REFUSED)
                .toList();
    }

    private static byte[] bytes(String secret) {
        return secret.getBytes(StandardCharsets.US_ASCII);
    }
}
