package dev.holdfast.memory.recall;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.recall.PassageId;
import dev.holdfast.domain.recall.RecallEntry;
import dev.holdfast.domain.recall.RecallFeedback;
import dev.holdfast.domain.recall.RecallId;
import dev.holdfast.domain.recall.RecallLedger;
import dev.holdfast.domain.recall.RecallRecord;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.CodePointOrder;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.memory.audit.InMemoryAuditRepository;
import dev.holdfast.memory.support.IdOrder;
import dev.holdfast.memory.support.InMemoryClaims;
import dev.holdfast.memory.support.InMemoryStore;
import dev.holdfast.memory.support.InMemoryTable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Lines by id, and what was said of their items. */
public final class InMemoryRecallLedger implements RecallLedger {
    private final InMemoryStore store;
    private final InMemoryClaims claims;
    private final InMemoryAuditRepository audit;
    private final InMemoryTable<RecallId, RecallRecord> lines;
    private final InMemoryTable<Said, RecallFeedback> feedback;

    public InMemoryRecallLedger(InMemoryStore store, InMemoryClaims claims, InMemoryAuditRepository audit) {
        this.store = store;
        this.claims = claims;
        this.audit = audit;
        this.lines = store.table(IdOrder.OF_IDS);
        this.feedback = store.table(Said.ORDER);
    }

    @Override
    public void record(Scope scope, RecallRecord record) {
        store.inTransaction(scope, () -> {
            if (lines.find(scope.tenant(), record.id()).isEmpty()) {
                lines.put(scope.tenant(), record.id(), record);
            }
            return record;
        });
    }

    @Override
    public Optional<RecallEntry> find(Scope scope, RecallId id) {
        return store.read(
                scope.deadline(),
                () -> lines.find(scope.tenant(), id)
                        .map(record -> new RecallEntry(record, saidOf(scope.tenant(), record))));
    }

    @Override
    public Written<RecallFeedback> judge(Scope scope, RecallFeedback said, AuditEntryId auditId, Change change) {
        return claims.once(scope, change, RecallFeedback.class, () -> List.of(write(scope, said, auditId, change)))
                .getFirst();
    }

    private Written<RecallFeedback> write(Scope scope, RecallFeedback said, AuditEntryId auditId, Change change) {
        String subject = said.subject();
        if (lines.find(scope.tenant(), said.recall())
                .filter(record -> itemsOf(record).contains(said.item()))
                .isEmpty()) {
            throw new NotFound("recall " + subject);
        }
        Said name = new Said(said.recall(), said.item(), said.by());
        boolean created = feedback.find(scope.tenant(), name).isEmpty();
        feedback.put(scope.tenant(), name, said);
        audit.record(
                scope,
                auditId,
                change,
                new AuditSubject("recall", subject, Optional.of(said.recall().value()), Optional.empty()));
        return new Written<>(said, created, false);
    }

    @Override
    public int sweep(Scope scope, Instant before, int most) {
        return store.inTransaction(scope, () -> {
            TenantId tenant = scope.tenant();
            List<RecallRecord> old = lines.rows(tenant).values().stream()
                    .filter(record -> record.at().isBefore(before))
                    .sorted(Comparator.comparing(RecallRecord::at).thenComparing(RecallRecord::id, IdOrder.OF_IDS))
                    .limit(most)
                    .toList();
            old.forEach(record -> forget(tenant, record));
            return old.size();
        });
    }

    private void forget(TenantId tenant, RecallRecord record) {
        saidOf(tenant, record)
                .forEach(said -> feedback.remove(tenant, new Said(said.recall(), said.item(), said.by())));
        lines.remove(tenant, record.id());
    }

    /** Every line with what was said of it. To be used inside a transaction or a read of the store. */
    public Stream<RecallEntry> entries(TenantId tenant) {
        return lines.rows(tenant).values().stream().map(record -> new RecallEntry(record, saidOf(tenant, record)));
    }

    /** Forgets a line; to be used inside a transaction. @return whether there was one */
    public boolean remove(TenantId tenant, RecallId id) {
        Optional<RecallRecord> found = lines.find(tenant, id);
        found.ifPresent(record -> forget(tenant, record));
        return found.isPresent();
    }

    private List<RecallFeedback> saidOf(TenantId tenant, RecallRecord record) {
        List<UUID> items = itemsOf(record);
        return feedback.rows(tenant).values().stream()
                .filter(said -> said.recall().equals(record.id()))
                .sorted(Comparator.comparingInt((RecallFeedback said) -> items.indexOf(said.item()))
                        .thenComparing(said -> said.by().value(), CodePointOrder.COMPARATOR))
                .toList();
    }

    private static List<UUID> itemsOf(RecallRecord record) {
        return record.items().stream()
                .map(RecallRecord.Item::passage)
                .map(PassageId::value)
                .toList();
    }

    private record Said(RecallId recall, UUID item, PrincipalId by) {
        static final Comparator<Said> ORDER = Comparator.comparing(Said::recall, IdOrder.OF_IDS)
                .thenComparing(Said::item, IdOrder.OF_UUIDS)
                .thenComparing(said -> said.by.value());
    }
}
