package dev.holdfast.memory.audit;

import dev.holdfast.domain.audit.AuditChain;
import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.audit.AuditFilter;
import dev.holdfast.domain.audit.AuditOutcome;
import dev.holdfast.domain.audit.AuditRepository;
import dev.holdfast.domain.audit.AuditSeal;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.Cursor;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.memory.support.IdOrder;
import dev.holdfast.memory.support.InMemoryStore;
import dev.holdfast.memory.support.InMemoryTable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.UUID;

/** Entries by time and by id, and where each stands in the chain of its tenant. */
public final class InMemoryAuditRepository implements AuditRepository {
    private final InMemoryStore store;
    private final InMemoryTable<AuditEntryId, AuditEntry> entries;
    private final InMemoryTable<Place, AuditEntryId> byTime;
    private final InMemoryTable<AuditEntryId, AuditEntryId> unsealed;
    private final InMemoryTable<Long, AuditEntryId> chain;

    public InMemoryAuditRepository(InMemoryStore store) {
        this.store = store;
        this.entries = store.table(IdOrder.OF_IDS);
        this.byTime = store.table(Place.ORDER);
        this.unsealed = store.table(IdOrder.OF_IDS);
        this.chain = store.table(Comparator.<Long>naturalOrder());
    }

    @Override
    public void insert(Scope scope, AuditEntry entry) {
        store.inTransaction(scope, () -> {
            TenantId tenant = scope.tenant();
            if (entries.find(tenant, entry.id()).isPresent()) {
                throw new AlreadyExists("audit entry " + entry.id().value());
            }
            entries.put(tenant, entry.id(), entry.unsealed());
            byTime.put(tenant, new Place(entry.at(), entry.id()), entry.id());
            unsealed.put(tenant, entry.id(), entry.id());
            return entry;
        });
    }

    /** Adds the entry of a change that another repository makes, in the transaction it makes it in. */
    public void record(Scope scope, AuditEntryId id, Change change, AuditSubject subject) {
        insert(
                scope,
                new AuditEntry(
                        id,
                        change.at(),
                        scope.principal(),
                        scope.requestId(),
                        change.action(),
                        subject,
                        AuditOutcome.DONE,
                        Optional.empty()));
    }

    @Override
    public Page<AuditEntry> list(Scope scope, AuditFilter filter, PageRequest page) {
        return store.read(scope.deadline(), () -> {
            NavigableMap<Place, AuditEntryId> newestFirst =
                    byTime.rows(scope.tenant()).descendingMap();
            NavigableMap<Place, AuditEntryId> rest = page.after()
                    .map(cursor -> newestFirst.tailMap(Place.of(cursor), false))
                    .orElse(newestFirst);
            List<AuditEntry> found = rest.values().stream()
                    .flatMap(id -> entries.find(scope.tenant(), id).stream())
                    .filter(entry -> matches(filter, entry))
                    .limit(page.limit() + 1L)
                    .toList();
            return Page.cut(found, page, entry -> new Place(entry.at(), entry.id()).cursor());
        });
    }

    @Override
    public int seal(Scope scope, AuditChain rule, int limit) {
        return store.inTransaction(scope, () -> {
            TenantId tenant = scope.tenant();
            List<AuditEntryId> next =
                    unsealed.rows(tenant).keySet().stream().limit(limit).toList();
            AuditSeal head = head(tenant);
            for (AuditEntryId id : next) {
                AuditEntry entry = entries.find(tenant, id).orElseThrow();
                head = rule.next(tenant, head, entry);
                entries.put(tenant, id, entry.sealedWith(head));
                chain.put(tenant, head.sequence(), id);
                unsealed.remove(tenant, id);
            }
            return next.size();
        });
    }

    @Override
    public List<AuditEntry> chain(Scope scope, long afterSequence, int limit) {
        return store.read(
                scope.deadline(),
                () -> chain.rows(scope.tenant()).tailMap(afterSequence, false).values().stream()
                        .limit(limit)
                        .flatMap(id -> entries.find(scope.tenant(), id).stream())
                        .toList());
    }

    private AuditSeal head(TenantId tenant) {
        return Optional.ofNullable(chain.rows(tenant).lastEntry())
                .map(Map.Entry::getValue)
                .flatMap(id -> entries.find(tenant, id))
                .flatMap(AuditEntry::seal)
                .orElse(AuditSeal.ORIGIN);
    }

    private static boolean matches(AuditFilter filter, AuditEntry entry) {
        return filter.action().map(entry.action()::equals).orElse(true)
                && filter.principal().map(entry.principal()::equals).orElse(true)
                && filter.subject().map(entry.subject().name()::equals).orElse(true)
                && filter.outcome().map(entry.outcome()::equals).orElse(true)
                && filter.from().map(from -> !entry.at().isBefore(from)).orElse(true)
                && filter.to().map(to -> entry.at().isBefore(to)).orElse(true);
    }

    private record Place(Instant at, AuditEntryId id) {
        static final Comparator<Place> ORDER = Comparator.comparing(Place::at).thenComparing(Place::id, IdOrder.OF_IDS);

        static Place of(Cursor cursor) {
            return new Place(Instant.parse(cursor.at(0)), new AuditEntryId(UUID.fromString(cursor.at(1))));
        }

        Cursor cursor() {
            return Cursor.after(at.toString(), id.value().toString());
        }
    }
}
