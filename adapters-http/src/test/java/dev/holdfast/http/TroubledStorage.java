package dev.holdfast.http;

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
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.Staleness;
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.shared.Transactions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * A storage that works, until a test says what happens before every call of its memories, of what finds them, or of its keys, or that
 * it answers from a copy of some age wherever it may.
 */
final class TroubledStorage implements StorageUnderTest {
    private final StorageUnderTest storage = new StorageInMemory();
    private final AtomicReference<Runnable> trouble = new AtomicReference<>(TroubledStorage::nothing);
    private final AtomicReference<Runnable> keyTrouble = new AtomicReference<>(TroubledStorage::nothing);
    private final AtomicReference<Duration> age = new AtomicReference<>(Duration.ZERO);
    private final MemoryRepository memories = troubled(MemoryRepository.class, storage.memories(), trouble, age);
    private final List<PassageIndex> passages = storage.passages().stream()
            .map(index -> troubled(PassageIndex.class, index, trouble, age))
            .toList();
    private final AtomicReference<Duration> ageOfKeys = new AtomicReference<>(Duration.ZERO);
    private final ApiKeyRepository keys = troubled(ApiKeyRepository.class, storage.apiKeys(), keyTrouble, ageOfKeys);

    void trouble(Runnable before) {
        trouble.set(before);
    }

    void keyTrouble(Runnable before) {
        keyTrouble.set(before);
    }

    /** Every read is answered from a copy that is so old. */
    void copied(Duration howOld) {
        age.set(howOld);
    }

    /** Every key is looked up at a copy that is so old. */
    void keysCopied(Duration howOld) {
        ageOfKeys.set(howOld);
    }

    void peace() {
        ageOfKeys.set(Duration.ZERO);
        age.set(Duration.ZERO);
        trouble.set(TroubledStorage::nothing);
        keyTrouble.set(TroubledStorage::nothing);
    }

    private static void nothing() {}

    private static <T> T troubled(
            Class<T> type, T calm, AtomicReference<Runnable> trouble, AtomicReference<Duration> age) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    trouble.get().run();
                    if (age.get().isPositive() && arguments != null) {
                        Stream.of(arguments)
                                .map(each -> each instanceof Scope scope ? scope.staleness() : each)
                                .filter(Staleness.class::isInstance)
                                .forEach(each -> ((Staleness) each).saw(age.get()));
                    }
                    try {
                        return method.invoke(calm, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }

    @Override
    public MemoryRepository memories() {
        return memories;
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
        return keys;
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
        return passages;
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
        return storage.clock();
    }
}
