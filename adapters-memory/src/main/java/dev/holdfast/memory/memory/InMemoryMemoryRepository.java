package dev.holdfast.memory.memory;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.embedding.TextOwner;
import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryAddress;
import dev.holdfast.domain.memory.MemoryDraft;
import dev.holdfast.domain.memory.MemoryFilter;
import dev.holdfast.domain.memory.MemoryPart;
import dev.holdfast.domain.memory.MemoryRepository;
import dev.holdfast.domain.memory.MemoryRevision;
import dev.holdfast.domain.memory.MemoryVersion;
import dev.holdfast.domain.memory.MemoryWrite;
import dev.holdfast.domain.memory.Prominence;
import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.CodePointOrder;
import dev.holdfast.domain.shared.Cursor;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.StaleVersion;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.memory.audit.InMemoryAuditRepository;
import dev.holdfast.memory.embedding.Texts;
import dev.holdfast.memory.support.InMemoryClaims;
import dev.holdfast.memory.support.InMemoryStore;
import dev.holdfast.memory.support.InMemoryTable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Memories by address: the newest version of each in one table, the versions before it in another. */
public final class InMemoryMemoryRepository implements MemoryRepository {
    private final InMemoryStore store;
    private final InMemoryClaims claims;
    private final InMemoryAuditRepository audit;
    private final InMemoryTable<MemoryAddress, Version> newest;
    private final InMemoryTable<VersionName, MemoryRevision> history;
    private final InMemoryTable<MemoryAddress, Tombstone> tombstones;

    public InMemoryMemoryRepository(
            InMemoryStore store, InMemoryClaims claims, InMemoryAuditRepository audit, MemoryTables tables) {
        this.store = store;
        this.claims = claims;
        this.audit = audit;
        this.newest = tables.newest();
        this.history = tables.history();
        this.tombstones = tables.tombstones();
    }

    @Override
    public Written<Memory> upsert(Scope scope, MemoryWrite write, Change change) {
        return once(scope, change, () -> write(scope, write, change));
    }

    @Override
    public Written<Memory> insert(Scope scope, MemoryWrite write, Change change) {
        return once(scope, change, () -> {
            MemoryAddress address = write.draft().address();
            if (live(scope, address, change.at()).isPresent()) {
                throw new AlreadyExists("memory " + address);
            }
            return write(scope, write, change);
        });
    }

    @Override
    public Written<Memory> update(Scope scope, MemoryWrite write, Revision expected, Change change) {
        return once(scope, change, () -> {
            MemoryAddress address = write.draft().address();
            Version current = live(scope, address, change.at()).orElseThrow(() -> notFound(address));
            requireVersion(current, expected);
            return write(scope, write, change);
        });
    }

    @Override
    public List<Written<Memory>> upsertAll(Scope scope, List<MemoryWrite> writes, Change change) {
        return claims.once(
                scope,
                change,
                Memory.class,
                () -> writes.stream().map(write -> write(scope, write, change)).toList());
    }

    @Override
    public boolean delete(
            Scope scope, MemoryAddress address, Optional<Revision> expected, AuditEntryId auditId, Change change) {
        List<Written<Memory>> deleted = claims.once(scope, change, Memory.class, () -> {
            Optional<Version> current = live(scope, address, change.at());
            current.ifPresent(version -> expected.ifPresent(wanted -> requireVersion(version, wanted)));
            return current.map(version -> supersede(scope, version, true, auditId, change)).stream()
                    .map(tombstone -> new Written<>(tombstone, false, false))
                    .toList();
        });
        return !deleted.isEmpty();
    }

    @Override
    public Written<Memory> restore(Scope scope, MemoryAddress address, AuditEntryId auditId, Change change) {
        return once(scope, change, () -> {
            Version current = newest.find(scope.tenant(), address)
                    .filter(version -> !version.memory().expiredAt(change.at()))
                    .orElseThrow(() -> notFound(address));
            if (!current.deleted()) {
                throw new AlreadyExists("memory " + address);
            }
            return new Written<>(supersede(scope, current, false, auditId, change), false, false);
        });
    }

    @Override
    public Optional<Memory> find(Scope scope, MemoryAddress address, Instant now) {
        return store.read(scope.deadline(), () -> live(scope, address, now).map(Version::memory));
    }

    @Override
    public Optional<Memory> findAsOf(Scope scope, MemoryAddress address, Instant asOf, Instant now) {
        return store.read(
                scope.deadline(),
                () -> newest.find(scope.tenant(), address)
                        .flatMap(version -> recordedAt(asOf, version, history.rows(scope.tenant())))
                        .filter(version -> version.liveAt(now))
                        .map(Version::memory));
    }

    @Override
    public List<Memory> findVersions(Scope scope, List<MemoryVersion> wanted, Instant now) {
        return store.read(scope.deadline(), () -> {
            Set<MemoryVersion> names = Set.copyOf(wanted);
            Map<MemoryVersion, Memory> found = Stream.concat(
                            newest.rows(scope.tenant()).values().stream().map(Version::memory),
                            history.rows(scope.tenant()).values().stream().map(MemoryRevision::memory))
                    .filter(memory -> names.contains(nameOf(memory)) && !memory.expiredAt(now))
                    .collect(Collectors.toMap(InMemoryMemoryRepository::nameOf, Function.identity()));
            return Page.bounded(
                    wanted.stream().filter(found::containsKey).map(found::get).toList(), Memory::weight);
        });
    }

    private static MemoryVersion nameOf(Memory memory) {
        return new MemoryVersion(memory.id(), memory.version());
    }

    @Override
    public Page<Memory> list(Scope scope, MemoryFilter filter, PageRequest page) {
        return store.read(scope.deadline(), () -> {
            NavigableMap<MemoryAddress, Version> all = newest.rows(scope.tenant());
            NavigableMap<MemoryAddress, Version> rest = page.after()
                    .map(cursor -> all.tailMap(MemoryAddress.of(cursor.at(0), cursor.at(1)), false))
                    .orElse(all);
            List<Memory> found = matching(scope.tenant(), rest, filter)
                    .limit(page.limit() + 1L)
                    .toList();
            return Page.cut(
                    found, page, memory -> Cursor.after(memory.namespace().value(), memory.key()), Memory::weight);
        });
    }

    @Override
    public List<Memory> foremost(Scope scope, MemoryFilter filter, int limit) {
        return store.read(scope.deadline(), () -> {
            List<Memory> all = Prominence.order(matching(scope.tenant(), newest.rows(scope.tenant()), filter)
                    .toList());
            PageRequest page = PageRequest.first(limit);
            return Page.cut(
                            all.stream().limit(limit + 1L).toList(),
                            page,
                            memory -> Cursor.after(memory.key()),
                            Memory::weight)
                    .items();
        });
    }

    @Override
    public List<String> values(Scope scope, MemoryFilter filter, MemoryPart part, String prefix, int limit) {
        return store.read(
                scope.deadline(),
                () -> matching(scope.tenant(), newest.rows(scope.tenant()), filter)
                        .map(part::of)
                        .filter(value -> value.startsWith(prefix))
                        .distinct()
                        .sorted(CodePointOrder.COMPARATOR)
                        .limit(limit)
                        .toList());
    }

    @Override
    public Page<MemoryRevision> revisions(Scope scope, MemoryAddress address, Instant now, PageRequest page) {
        return store.read(scope.deadline(), () -> {
            long below =
                    page.after().map(cursor -> Long.parseLong(cursor.at(0))).orElse(Long.MAX_VALUE);
            Stream<MemoryRevision> current = newest.find(scope.tenant(), address).map(Version::current).stream();
            Stream<MemoryRevision> superseded =
                    MemoryTables.versionsOf(address, history.rows(scope.tenant())).descendingMap().values().stream();
            List<MemoryRevision> found = Stream.concat(current, superseded)
                    .filter(revision -> revision.memory().version().value() < below)
                    .filter(revision -> !revision.memory().expiredAt(now))
                    .limit(page.limit() + 1L)
                    .toList();
            return Page.cut(
                    found,
                    page,
                    revision -> Cursor.after(revision.memory().version().toString()),
                    revision -> revision.memory().weight());
        });
    }

    private Written<Memory> once(Scope scope, Change change, Supplier<Written<Memory>> work) {
        return claims.once(scope, change, Memory.class, () -> List.of(work.get()))
                .getFirst();
    }

    private Optional<Version> live(Scope scope, MemoryAddress address, Instant now) {
        return newest.find(scope.tenant(), address).filter(version -> version.liveAt(now));
    }

    private Written<Memory> write(Scope scope, MemoryWrite write, Change change) {
        MemoryDraft draft = write.draft();
        MemoryAddress address = draft.address();
        Optional<Tombstone> before = newest.find(scope.tenant(), address)
                .map(Version::memory)
                .map(Tombstone::of)
                .or(() -> tombstones.find(scope.tenant(), address));
        Optional<Memory> live = live(scope, address, change.at()).map(Version::memory);
        Instant at = recordedAfter(before, change);
        Memory memory = new Memory(
                before.map(Tombstone::id).orElse(write.newId()),
                address.namespace(),
                address.key(),
                draft.content(),
                draft.category(),
                draft.importance(),
                draft.tags(),
                draft.metadata(),
                draft.source(),
                draft.validFrom(),
                draft.validTo(),
                draft.expiresAt(),
                before.map(old -> old.version().next()).orElse(Revision.FIRST),
                live.map(Memory::createdAt).orElse(at),
                at,
                at,
                scope.principal());
        store(scope, new Version(memory, false), write.auditId(), change);
        return new Written<>(memory, live.isEmpty(), false);
    }

    /** Adds a version that differs from {@code current} only in being deleted or not. */
    private Memory supersede(Scope scope, Version current, boolean deleted, AuditEntryId auditId, Change change) {
        Memory old = current.memory();
        Memory memory = new Memory(
                old.id(),
                old.namespace(),
                old.key(),
                old.content(),
                old.category(),
                old.importance(),
                old.tags(),
                old.metadata(),
                old.source(),
                old.validFrom(),
                old.validTo(),
                old.expiresAt(),
                old.version().next(),
                old.createdAt(),
                old.updatedAt(),
                recordedAfter(Optional.of(Tombstone.of(old)), change),
                old.createdBy());
        store(scope, new Version(memory, deleted), auditId, change);
        return memory;
    }

    private void store(Scope scope, Version version, AuditEntryId auditId, Change change) {
        Memory memory = version.memory();
        MemoryAddress address = memory.address();
        newest.find(scope.tenant(), address)
                .ifPresent(old -> history.put(
                        scope.tenant(),
                        new VersionName(address, old.memory().version()),
                        old.supersededAt(memory.recordedAt())));
        newest.put(scope.tenant(), address, version);
        audit.record(
                scope,
                auditId,
                change,
                new AuditSubject(
                        "memory", address.toString(), Optional.of(memory.id().value()), Optional.of(memory.version())));
    }

    /** Every live memory of the tenant. To be used inside {@link InMemoryStore#read}. */
    public Stream<Memory> live(TenantId tenant, Optional<Instant> asOf, Instant now) {
        MemoryFilter everything =
                new MemoryFilter(List.of(), Optional.empty(), Optional.empty(), List.of(), Optional.empty(), asOf, now);
        return matching(tenant, newest.rows(tenant), everything);
    }

    /** Every text of the tenant that has not been deleted for good. To be used inside {@link InMemoryStore#read}. */
    public Stream<Texts.Owned> texts(TenantId tenant) {
        return newest.rows(tenant).values().stream()
                .map(version -> new Texts.Owned(
                        new TextOwner(
                                TextOwner.Kind.MEMORY, version.memory().id().value()),
                        version.memory().content(),
                        Optional.empty(),
                        version.deleted()));
    }

    private Stream<Memory> matching(
            TenantId tenant, NavigableMap<MemoryAddress, Version> versions, MemoryFilter filter) {
        Stream<Version> candidates = versions.values().stream();
        if (filter.asOf().isPresent()) {
            Instant asOf = filter.asOf().get();
            NavigableMap<VersionName, MemoryRevision> past = history.rows(tenant);
            candidates = candidates.flatMap(version -> recordedAt(asOf, version, past).stream());
        }
        return candidates
                .filter(version -> version.liveAt(filter.now()))
                .map(Version::memory)
                .filter(memory -> matches(filter, memory));
    }

    private static boolean matches(MemoryFilter filter, Memory memory) {
        return (filter.within().isEmpty()
                        || filter.within().stream().anyMatch(subtree -> subtree.contains(memory.namespace())))
                && filter.category().map(memory.category()::equals).orElse(true)
                && filter.minImportance()
                        .map(least -> memory.importance() >= least)
                        .orElse(true)
                && memory.tags().containsAll(filter.tags())
                && filter.expiresBefore()
                        .map(end -> memory.expiresAt().filter(end::isAfter).isPresent())
                        .orElse(true);
    }

    /** The version that was the newest at {@code asOf}: this one, or one of those before it. */
    private static Optional<Version> recordedAt(
            Instant asOf, Version version, NavigableMap<VersionName, MemoryRevision> past) {
        if (!version.memory().recordedAt().isAfter(asOf)) {
            return Optional.of(version);
        }
        return MemoryTables.versionsOf(version.memory().address(), past).descendingMap().values().stream()
                .filter(revision -> !revision.memory().recordedAt().isAfter(asOf))
                .findFirst()
                .map(revision -> new Version(revision.memory(), revision.deleted()));
    }

    private static Instant recordedAfter(Optional<Tombstone> before, Change change) {
        return before.map(old -> old.recordedAt().plus(1, ChronoUnit.MICROS))
                .filter(change.at()::isBefore)
                .orElse(change.at());
    }

    private static void requireVersion(Version current, Revision expected) {
        Memory memory = current.memory();
        if (!memory.version().equals(expected)) {
            throw new StaleVersion("memory " + memory.address(), expected, Optional.of(memory.version()));
        }
    }

    private static NotFound notFound(MemoryAddress address) {
        return new NotFound("memory " + address);
    }
}
