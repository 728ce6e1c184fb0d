package dev.holdfast.memory.operations;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.operations.RetentionCut;
import dev.holdfast.domain.operations.RetentionFigures;
import dev.holdfast.domain.operations.RetentionKind;
import dev.holdfast.domain.operations.RetentionOutcome;
import dev.holdfast.domain.operations.RetentionRepository;
import dev.holdfast.domain.operations.RetentionRule;
import dev.holdfast.domain.operations.RetiredRow;
import dev.holdfast.domain.recall.RecallId;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.memory.audit.InMemoryAuditRepository;
import dev.holdfast.memory.knowledge.FiledDocument;
import dev.holdfast.memory.knowledge.KnowledgeTables;
import dev.holdfast.memory.memory.MemoryRetention;
import dev.holdfast.memory.recall.InMemoryRecallLedger;
import dev.holdfast.memory.support.IdOrder;
import dev.holdfast.memory.support.InMemoryClaims;
import dev.holdfast.memory.support.InMemoryStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks through everything, each time. */
public final class InMemoryRetentionRepository implements RetentionRepository {
    private static final Comparator<RetiredRow.Name> BY_NAME =
            Comparator.comparing(RetiredRow.Name::id, IdOrder.OF_UUIDS).thenComparingLong(RetiredRow.Name::version);

    /** Newest last, as {@link RetentionCut.Surplus} counts. */
    private static final Comparator<Candidate> BY_TIME =
            Comparator.comparing(Candidate::at).thenComparing(each -> each.name.id(), IdOrder.OF_UUIDS);

    private final InMemoryStore store;
    private final InMemoryClaims claims;
    private final InMemoryAuditRepository audit;
    private final MemoryRetention memories;
    private final KnowledgeTables knowledge;
    private final InMemoryRecallLedger ledger;

    public InMemoryRetentionRepository(
            InMemoryStore store,
            InMemoryClaims claims,
            InMemoryAuditRepository audit,
            MemoryRetention memories,
            KnowledgeTables knowledge,
            InMemoryRecallLedger ledger) {
        this.store = store;
        this.claims = claims;
        this.audit = audit;
        this.memories = memories;
        this.knowledge = knowledge;
        this.ledger = ledger;
    }

    /**
     * A row that may go.
     *
     * @param superseded as {@link MemoryRetention.Candidate} has it
     */
    private record Candidate(
            RetentionKind kind,
            RetiredRow.Name name,
            Instant at,
            long superseded,
            long weight,
            Supplier<Map<String, @Nullable Object>> content) {
        RetiredRow row() {
            return new RetiredRow(kind, name, content.get());
        }
    }

    @Override
    public RetentionCut cut(Scope scope, RetentionRule rule, Instant now) {
        RetentionCut everything = new RetentionCut(rule, now, Optional.empty());
        if (rule.maxCount().isEmpty() || rule.kind() == RetentionKind.MEMORY_VERSIONS) {
            return everything;
        }
        return store.read(
                scope.deadline(),
                () -> new RetentionCut(
                        rule,
                        now,
                        candidates(scope.tenant(), everything)
                                .sorted(BY_TIME.reversed())
                                .skip(rule.maxCount().get())
                                .filter(each -> each.at.isBefore(everything.untouchedSince()))
                                .findFirst()
                                .map(each -> new RetentionCut.Surplus(each.at, each.name.id()))));
    }

    @Override
    public RetentionFigures figures(Scope scope, RetentionCut cut) {
        return store.read(scope.deadline(), () -> {
            List<Candidate> due = due(scope.tenant(), cut).toList();
            boolean ofMemories = cut.kind().isOfMemories();
            return new RetentionFigures(
                    due.size(),
                    ofMemories ? due.stream().mapToLong(Candidate::superseded).sum() : 0,
                    due.stream().mapToLong(Candidate::weight).sum(),
                    due.stream().map(Candidate::at).min(Comparator.naturalOrder()),
                    due.stream().map(Candidate::at).max(Comparator.naturalOrder()));
        });
    }

    @Override
    public List<RetiredRow> due(Scope scope, RetentionCut cut, RetiredRow.Name after, int most) {
        return store.read(
                scope.deadline(),
                () -> rows(due(scope.tenant(), cut).filter(each -> BY_NAME.compare(each.name, after) > 0), most));
    }

    @Override
    public List<RetiredRow> versionsOf(Scope scope, List<RetiredRow.Name> names, int most) {
        Set<RetiredRow.Name> seen = new HashSet<>(names);
        return store.read(
                scope.deadline(),
                () -> rows(memories.versionsOf(scope.tenant(), seen).map(InMemoryRetentionRepository::version), most));
    }

    private static List<RetiredRow> rows(Stream<Candidate> due, int most) {
        List<Candidate> first = due.sorted(Comparator.comparing(Candidate::name, BY_NAME))
                .limit(most)
                .toList();
        return Page.bounded(first, Candidate::weight).stream()
                .map(Candidate::row)
                .toList();
    }

    private Stream<Candidate> due(TenantId tenant, RetentionCut cut) {
        return candidates(tenant, cut).filter(each -> isDue(each, cut));
    }

    private static boolean isDue(Candidate each, RetentionCut cut) {
        boolean old = cut.oldBefore().filter(each.at::isBefore).isPresent();
        boolean surplus = cut.kind() == RetentionKind.MEMORY_VERSIONS
                ? cut.rule().maxCount().filter(most -> each.superseded > most).isPresent()
                : cut.surplus()
                        .filter(last -> each.at.isBefore(last.at())
                                || (each.at.equals(last.at())
                                        && IdOrder.OF_UUIDS.compare(each.name.id(), last.id()) <= 0))
                        .isPresent();
        return old || (surplus && each.at.isBefore(cut.untouchedSince()));
    }

    private Stream<Candidate> candidates(TenantId tenant, RetentionCut cut) {
        return switch (cut.kind()) {
            case MEMORIES, EXPIRED_MEMORIES, DELETED_MEMORIES ->
                memories.memories(tenant, cut).map(each -> candidate(cut.kind(), each));
            case MEMORY_VERSIONS -> memories.versions(tenant).map(InMemoryRetentionRepository::version);
            case DOCUMENTS ->
                knowledge.documents().rows(tenant).values().stream().map(this::document);
            case RECALLS ->
                ledger.entries(tenant)
                        .map(entry -> new Candidate(
                                RetentionKind.RECALLS,
                                new RetiredRow.Name(entry.record().id().value(), 1),
                                entry.record().at(),
                                0,
                                entry.record().query().length(),
                                () -> RetiredContent.of(entry)));
        };
    }

    private static Candidate version(MemoryRetention.Candidate each) {
        return candidate(RetentionKind.MEMORY_VERSIONS, each);
    }

    private static Candidate candidate(RetentionKind kind, MemoryRetention.Candidate each) {
        return new Candidate(
                kind,
                new RetiredRow.Name(
                        each.memory().id().value(), each.memory().version().value()),
                each.at(),
                each.superseded(),
                each.memory().weight(),
                () -> RetiredContent.of(each.revision()));
    }

    private Candidate document(FiledDocument filed) {
        return new Candidate(
                RetentionKind.DOCUMENTS,
                new RetiredRow.Name(
                        filed.document().id().value(),
                        filed.document().version().value()),
                filed.document().updatedAt(),
                0,
                filed.chunks().stream().mapToLong(chunk -> chunk.weight()).sum(),
                () -> RetiredContent.of(filed));
    }

    @Override
    public int remove(
            Scope scope, RetentionKind kind, List<RetiredRow.Name> names, AuditEntryId auditId, Change change) {
        return store.inTransaction(scope, () -> {
            int removed = Math.toIntExact(names.stream()
                    .filter(name -> remove(scope.tenant(), kind, name))
                    .count());
            if (removed > 0) {
                audit.record(scope, auditId, change, AuditSubject.named("retention", kind.wireName() + ": " + removed));
            }
            return removed;
        });
    }

    @Override
    public int removePast(
            Scope scope,
            List<RetiredRow.Name> seen,
            List<RetiredRow.Name> versions,
            AuditEntryId auditId,
            Change change) {
        Set<RetiredRow.Name> wanted = new HashSet<>(versions);
        return store.inTransaction(
                scope,
                () -> remove(
                        scope,
                        RetentionKind.MEMORY_VERSIONS,
                        memories.versionsOf(scope.tenant(), seen)
                                .map(each -> version(each).name())
                                .filter(wanted::contains)
                                .toList(),
                        auditId,
                        change));
    }

    private boolean remove(TenantId tenant, RetentionKind kind, RetiredRow.Name name) {
        return switch (kind) {
            case MEMORIES, EXPIRED_MEMORIES, DELETED_MEMORIES ->
                memories.removeMemory(tenant, name.id(), name.version());
            case MEMORY_VERSIONS -> memories.removeVersion(tenant, name.id(), name.version());
            case DOCUMENTS -> removeDocument(tenant, name);
            case RECALLS -> ledger.remove(tenant, new RecallId(name.id()));
        };
    }

    private boolean removeDocument(TenantId tenant, RetiredRow.Name name) {
        return knowledge.documents().rows(tenant).values().stream()
                .map(FiledDocument::document)
                .filter(document -> document.id().value().equals(name.id())
                        && document.version().value() == name.version())
                .findFirst()
                .map(document -> {
                    knowledge.documents().remove(tenant, document.address());
                    return true;
                })
                .orElse(false);
    }

    @Override
    public RetentionOutcome note(Scope scope, RetentionOutcome outcome, AuditEntryId auditId, Change change) {
        return claims.once(scope, change, RetentionOutcome.class, () -> {
                    audit.record(scope, auditId, change, AuditSubject.named("retention", outcome.summary()));
                    return List.of(new Written<>(outcome, false, false));
                })
                .getFirst()
                .value();
    }

    @Override
    public Optional<RetentionOutcome> noted(Scope scope, Change change) {
        return claims.once(scope, change, RetentionOutcome.class, List::<Written<RetentionOutcome>>of).stream()
                .map(Written::value)
                .findFirst();
    }
}
