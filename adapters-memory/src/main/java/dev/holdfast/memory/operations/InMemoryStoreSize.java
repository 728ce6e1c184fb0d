package dev.holdfast.memory.operations;

import dev.holdfast.domain.knowledge.Chunk;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.memory.identity.InMemoryTenantRepository;
import dev.holdfast.memory.knowledge.KnowledgeTables;
import dev.holdfast.memory.memory.MemoryRetention;
import dev.holdfast.memory.recall.InMemoryRecallLedger;
import dev.holdfast.memory.support.InMemoryStore;
import dev.holdfast.ports.operations.Figure;
import dev.holdfast.ports.operations.Finding;
import dev.holdfast.ports.operations.SizeReport;
import dev.holdfast.ports.operations.StoreSize;
import dev.holdfast.ports.operations.TableSize;
import dev.holdfast.ports.operations.TenantRows;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/** Counts what it has, which is cheap here. Texts are weighed; what objects take beside them only the heap knows. */
public final class InMemoryStoreSize implements StoreSize {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST = 100;

    private final InMemoryStore store;
    private final InMemoryTenantRepository tenants;
    private final MemoryRetention memories;
    private final KnowledgeTables knowledge;
    private final InMemoryRecallLedger ledger;
    private final Clock clock;

    public InMemoryStoreSize(
            InMemoryStore store,
            InMemoryTenantRepository tenants,
            MemoryRetention memories,
            KnowledgeTables knowledge,
            InMemoryRecallLedger ledger,
            Clock clock) {
        this.store = store;
        this.tenants = tenants;
        this.memories = memories;
        this.knowledge = knowledge;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public SizeReport report() {
        return store.read(clock.instant().plus(PATIENCE), () -> {
            List<TenantId> all = tenants.known();
            List<TableSize> tables = List.of(
                            table("memory", all, tenant -> memories.newestWeights(tenant)),
                            table(
                                    "memory_history",
                                    all,
                                    tenant -> memories.versions(tenant)
                                            .mapToLong(
                                                    version -> version.memory().weight())),
                            table(
                                    "document",
                                    all,
                                    tenant -> knowledge.documents().rows(tenant).values().stream()
                                            .mapToLong(filed -> filed.chunks().stream()
                                                    .mapToLong(Chunk::weight)
                                                    .sum())),
                            table(
                                    "recall",
                                    all,
                                    tenant -> ledger.entries(tenant)
                                            .mapToLong(entry ->
                                                    entry.record().query().length())))
                    .stream()
                    .sorted(Comparator.comparingLong(TableSize::bytes).reversed())
                    .toList();
            return new SizeReport(tables.stream().mapToLong(TableSize::bytes).sum(), tables, List.of(heap()));
        });
    }

    @FunctionalInterface
    private interface Weights {
        LongStream of(TenantId tenant);
    }

    private static TableSize table(String name, List<TenantId> all, Weights weights) {
        long rows = sum(all, tenant -> weights.of(tenant).count());
        long bytes = sum(all, tenant -> weights.of(tenant).sum());
        return new TableSize(name, rows, 0, bytes, bytes, 0, 0, Optional.empty(), Optional.empty(), 0);
    }

    private static long sum(List<TenantId> all, ToLongFunction<TenantId> figure) {
        return all.stream().mapToLong(figure).sum();
    }

    private static Finding heap() {
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        long most = runtime.maxMemory();
        Figure[] figures = {Figure.bytes("used", used), Figure.bytes("max", most)};
        String finding = used / (1024 * 1024) + " of " + most / (1024 * 1024) + " MiB of the heap are used";
        return used > most / 10 * 9
                ? Finding.warning("heap", finding, "Keep less in memory, or use a database.", figures)
                : Finding.ok("heap", finding, figures);
    }

    @Override
    public List<TenantRows> tenants() {
        return store.read(
                clock.instant().plus(PATIENCE),
                () -> tenants.known().stream()
                        .map(tenant -> new TenantRows(
                                tenant,
                                memories.newestWeights(tenant).count()
                                        + memories.versions(tenant).count()
                                        + knowledge.documents().rows(tenant).size()
                                        + ledger.entries(tenant).count()))
                        .sorted(Comparator.comparingLong(TenantRows::rows).reversed())
                        .limit(MOST)
                        .toList());
    }
}
