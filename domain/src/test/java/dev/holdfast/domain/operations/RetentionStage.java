package dev.holdfast.domain.operations;

import static dev.holdfast.domain.knowledge.Collections.aCollection;

import dev.holdfast.domain.Fresh;
import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.knowledge.KnowledgeStage;
import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.domain.operations.RetiredRow.Name;
import dev.holdfast.domain.recall.Recalls;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A tenant with something of every kind, and the repository, for one law. */
record RetentionStage(
        TestTenant tenant,
        RetentionRepository repository,
        MemoryStage memories,
        KnowledgeStage knowledge,
        Recalls recalls) {
    static RetentionStage on(RepositoriesUnderTest storage) {
        return of(TestTenant.in(storage), storage);
    }

    private static RetentionStage of(TestTenant tenant, RepositoriesUnderTest storage) {
        KnowledgeStage knowledge = new KnowledgeStage(tenant, storage.collections(), storage.documents());
        knowledge.put(aCollection());
        return new RetentionStage(
                tenant,
                storage.retention(),
                MemoryStage.of(tenant, storage),
                knowledge,
                Recalls.of(tenant, storage.ledger()));
    }

    RetentionStage neighbour(RepositoriesUnderTest storage) {
        return of(tenant.neighbour(), storage);
    }

    void days(long days) {
        SettableClock clock = tenant.clock();
        clock.advance(Duration.ofDays(days));
    }

    static RetentionRule olderThan(RetentionKind kind, int days) {
        return new RetentionRule(kind, Optional.of(days), Optional.empty(), Optional.empty());
    }

    static RetentionRule moreThan(RetentionKind kind, long count) {
        return new RetentionRule(kind, Optional.empty(), Optional.of(count), Optional.empty());
    }

    RetentionCut cut(RetentionRule rule) {
        return repository.cut(tenant.scope(), rule, tenant.now());
    }

    RetentionFigures figures(RetentionRule rule) {
        return repository.figures(tenant.scope(), cut(rule));
    }

    /** Everything that is due, walked in pages of that many. */
    List<RetiredRow> due(RetentionRule rule, int most) {
        RetentionCut cut = cut(rule);
        List<RetiredRow> all = new ArrayList<>();
        List<RetiredRow> page = repository.due(tenant.scope(), cut, Name.START, most);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = repository.due(tenant.scope(), cut, page.getLast().name(), most);
        }
        return all;
    }

    /** The keys of memories that are due. */
    List<String> keys(RetentionRule rule) {
        return due(rule, RetentionRepository.MOST).stream()
                .map(row -> String.valueOf(row.content().get("key")))
                .sorted()
                .toList();
    }

    List<RetiredRow> versionsOf(RetiredRow memory) {
        return repository.versionsOf(tenant.scope(), List.of(memory.name()), RetentionRepository.MOST);
    }

    int remove(List<RetiredRow> rows) {
        return rows.isEmpty()
                ? 0
                : removeNamed(
                        rows.getFirst().kind(),
                        rows.stream().map(RetiredRow::name).toArray(Name[]::new));
    }

    int removePast(List<RetiredRow> memories, List<RetiredRow> versions) {
        return repository.removePast(
                tenant.scope(),
                memories.stream().map(RetiredRow::name).toList(),
                versions.stream().map(RetiredRow::name).toList(),
                tenant.auditId(),
                change());
    }

    int removeNamed(RetentionKind kind, Name... names) {
        return repository.remove(tenant.scope(), kind, List.of(names), tenant.auditId(), change());
    }

    /** Memories after what they were before. */
    int removeWholly(List<RetiredRow> memories) {
        for (RetiredRow memory : memories) {
            removePast(List.of(memory), versionsOf(memory));
        }
        return remove(memories);
    }

    Change change() {
        return new Change(tenant.tick(), "retention.remove", Optional.empty());
    }

    static Name another(Name name) {
        return new Name(Fresh.uuid(), name.version());
    }
}
