package dev.holdfast.postgres.memory;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryAddress;
import dev.holdfast.domain.memory.MemoryFilter;
import dev.holdfast.domain.memory.MemoryPart;
import dev.holdfast.domain.memory.MemoryRepository;
import dev.holdfast.domain.memory.MemoryRevision;
import dev.holdfast.domain.memory.MemoryVersion;
import dev.holdfast.domain.memory.MemoryWrite;
import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.Cursor;
import dev.holdfast.domain.shared.DomainException;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.StaleVersion;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.postgres.memory.MemoryMapper.Position;
import dev.holdfast.postgres.memory.MemoryRows.FoundMemory;
import dev.holdfast.postgres.memory.MemoryRows.Listed;
import dev.holdfast.postgres.memory.MemoryRows.ListedMemory;
import dev.holdfast.postgres.memory.MemoryRows.ListedRevision;
import dev.holdfast.postgres.memory.MemoryRows.PlacedMemory;
import dev.holdfast.postgres.support.Claims;
import dev.holdfast.postgres.support.SqlRunner;
import dev.holdfast.postgres.support.StoredClaim;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Memories in PostgreSQL: every call one round trip at most, unless a change is refused or repeated. */
public final class PostgresMemoryRepository implements MemoryRepository {
    private static final Position BEGINNING = new Position("", "");

    private final SqlRunner runner;
    private final Claims claims;
    private final Finds finds;
    private final Upserts upserts;

    public PostgresMemoryRepository(SqlRunner runner, Claims claims) {
        this.runner = runner.reading(Memory.class, MemoryRows::memory)
                .reading(ListedMemory.class, MemoryRows::listed)
                .reading(PlacedMemory.class, MemoryRows::placed)
                .reading(FoundMemory.class, MemoryRows::found)
                .reading(ListedRevision.class, MemoryRows::revision)
                .with(MemoryMapper.class);
        this.claims = claims;
        this.finds = new Finds(runner);
        this.upserts = new Upserts(runner);
    }

    @Override
    public Written<Memory> upsert(Scope scope, MemoryWrite write, Change change) {
        return once(scope, change, () -> upserts.set(scope, write, change));
    }

    @Override
    public Written<Memory> insert(Scope scope, MemoryWrite write, Change change) {
        return once(
                scope,
                change,
                () -> runner.write(scope, "memory.insert", (session, entry) -> {
                            MemoryMapper mapper = session.getMapper(MemoryMapper.class);
                            return change.claim()
                                    .map(claim ->
                                            mapper.insertOnce(entry, scope, write, write.auditId(), change, claim))
                                    .orElseGet(() -> mapper.insert(entry, scope, write, write.auditId(), change));
                        })
                        .orElseThrow(() -> new AlreadyExists(name(write.draft().address()))));
    }

    @Override
    public Written<Memory> update(Scope scope, MemoryWrite write, Revision expected, Change change) {
        return once(
                scope,
                change,
                () -> runner.write(scope, "memory.update", (session, entry) -> {
                            MemoryMapper mapper = session.getMapper(MemoryMapper.class);
                            return change.claim()
                                    .map(claim -> mapper.updateOnce(
                                            entry, scope, write, write.auditId(), change, expected, claim))
                                    .orElseGet(() ->
                                            mapper.update(entry, scope, write, write.auditId(), change, expected));
                        })
                        .orElseThrow(() -> {
                            MemoryAddress address = write.draft().address();
                            Memory current =
                                    find(scope, address, change.at()).orElseThrow(() -> new NotFound(name(address)));
                            return stale(current, expected);
                        }));
    }

    @Override
    public List<Written<Memory>> upsertAll(Scope scope, List<MemoryWrite> writes, Change change) {
        BatchRows rows = new BatchRows(writes);
        return claims.once(
                scope,
                change,
                () -> runner
                        .write(scope, "memory.upsert_all", (session, entry) -> {
                            MemoryMapper mapper = session.getMapper(MemoryMapper.class);
                            return change.claim()
                                    .map(claim -> mapper.upsertAllOnce(entry, scope, rows, change, claim))
                                    .orElseGet(() -> mapper.upsertAll(entry, scope, rows, change));
                        })
                        .stream()
                        .map(memory -> written(memory, false))
                        .toList(),
                claim -> remembered(scope, claim).stream()
                        .map(memory -> written(memory, true))
                        .toList());
    }

    @Override
    public boolean delete(
            Scope scope, MemoryAddress address, Optional<Revision> expected, AuditEntryId auditId, Change change) {
        try {
            return claims.once(
                    scope,
                    change,
                    () -> runner.write(scope, "memory.delete", (session, entry) -> {
                                MemoryMapper mapper = session.getMapper(MemoryMapper.class);
                                return change.claim()
                                        .map(claim -> mapper.deleteOnce(
                                                entry, scope, address, auditId, change, expected, claim))
                                        .orElseGet(
                                                () -> mapper.delete(entry, scope, address, auditId, change, expected));
                            })
                            .map(deleted -> true)
                            .orElseThrow(() -> notDeleted(scope, address, expected, change)),
                    claim -> true);
        } catch (NotFound absent) {
            return false;
        }
    }

    private DomainException notDeleted(Scope scope, MemoryAddress address, Optional<Revision> expected, Change change) {
        NotFound absent = new NotFound(name(address));
        return expected.flatMap(version ->
                        find(scope, address, change.at()).<DomainException>map(current -> stale(current, version)))
                .orElse(absent);
    }

    @Override
    public Written<Memory> restore(Scope scope, MemoryAddress address, AuditEntryId auditId, Change change) {
        return once(
                scope,
                change,
                () -> runner.write(scope, "memory.restore", (session, entry) -> {
                            MemoryMapper mapper = session.getMapper(MemoryMapper.class);
                            return change.claim()
                                    .map(claim -> mapper.restoreOnce(entry, scope, address, auditId, change, claim))
                                    .orElseGet(() -> mapper.restore(entry, scope, address, auditId, change));
                        })
                        .orElseThrow(() -> find(scope, address, change.at()).isPresent()
                                ? new AlreadyExists(name(address))
                                : new NotFound(name(address))));
    }

    @Override
    public Optional<Memory> find(Scope scope, MemoryAddress address, Instant now) {
        return finds.find(scope, address, now);
    }

    @Override
    public Optional<Memory> findAsOf(Scope scope, MemoryAddress address, Instant asOf, Instant now) {
        return runner.read(
                scope,
                "memory.find_as_of",
                (session, entry) -> session.getMapper(MemoryMapper.class).findAsOf(entry, scope, address, asOf, now));
    }

    @Override
    public List<Memory> findVersions(Scope scope, List<MemoryVersion> wanted, Instant now) {
        return runner.read(
                scope,
                "memory.versions",
                (session, entry) -> session.getMapper(MemoryMapper.class)
                        .findVersions(
                                entry,
                                wanted.stream().map(each -> each.id().value()).toList(),
                                wanted.stream()
                                        .map(each -> each.version().value())
                                        .toList(),
                                now,
                                wanted.size()));
    }

    @Override
    public Page<Memory> list(Scope scope, MemoryFilter filter, PageRequest page) {
        FilterRow row = FilterRow.of(filter);
        Position after = page.after()
                .map(cursor -> new Position(cursor.at(0), cursor.at(1)))
                .orElse(BEGINNING);
        List<ListedMemory> found = runner.read(scope, "memory.list", (session, entry) -> {
            MemoryMapper mapper = session.getMapper(MemoryMapper.class);
            return filter.asOf().isPresent()
                    ? mapper.listAsOf(entry, row, after, page.limit())
                    : mapper.list(entry, row, after, page.limit());
        });
        return page(found, memory -> Cursor.after(memory.namespace().value(), memory.key()));
    }

    @Override
    public List<Memory> foremost(Scope scope, MemoryFilter filter, int limit) {
        return runner.read(
                scope,
                "memory.foremost",
                (session, entry) -> session.getMapper(MemoryMapper.class).foremost(entry, FilterRow.of(filter), limit));
    }

    @Override
    public List<String> values(Scope scope, MemoryFilter filter, MemoryPart part, String prefix, int limit) {
        FilterRow row = FilterRow.of(filter);
        return runner.read(scope, "memory.values", (session, entry) -> {
            MemoryMapper mapper = session.getMapper(MemoryMapper.class);
            return switch (part) {
                case NAMESPACE -> mapper.namespaces(entry, row, prefix, limit);
                case KEY -> mapper.keys(entry, row, prefix, limit);
                case CATEGORY -> mapper.categories(entry, row, prefix, limit);
            };
        });
    }

    @Override
    public Page<MemoryRevision> revisions(Scope scope, MemoryAddress address, Instant now, PageRequest page) {
        Optional<Revision> before = page.after().map(PostgresMemoryRepository::revisionOf);
        List<ListedRevision> found = runner.read(
                scope,
                "memory.revisions",
                (session, entry) -> session.getMapper(MemoryMapper.class)
                        .versions(entry, scope, address, now, before, page.limit()));
        return page(found, revision -> Cursor.after(revision.memory().version().toString()));
    }

    /** The rows are those of the page; the database cut it. */
    private static <T> Page<T> page(List<? extends Listed<T>> rows, Function<T, Cursor> cursorOf) {
        Optional<Cursor> next = rows.isEmpty() || !rows.getLast().followed()
                ? Optional.empty()
                : Optional.of(cursorOf.apply(rows.getLast().item()));
        return new Page<>(rows.stream().<T>map(Listed::item).toList(), next);
    }

    private Written<Memory> once(Scope scope, Change change, Supplier<Memory> write) {
        return claims.once(
                scope,
                change,
                () -> written(write.get(), false),
                claim -> remembered(scope, claim).stream()
                        .findFirst()
                        .map(memory -> written(memory, true))
                        .orElseThrow(() -> new NotFound("what this idempotency key changed")));
    }

    private List<Memory> remembered(Scope scope, StoredClaim claim) {
        return runner.read(
                scope,
                "memory.remembered",
                (session, entry) ->
                        session.getMapper(MemoryMapper.class).remembered(entry, claim.subjectIds(), claim.versions()));
    }

    private static Written<Memory> written(Memory memory, boolean replayed) {
        // A memory that came to be with this version was created by it.
        return new Written<>(memory, memory.createdAt().equals(memory.recordedAt()), replayed);
    }

    private static Revision revisionOf(Cursor cursor) {
        try {
            return new Revision(Long.parseLong(cursor.at(0)));
        } catch (NumberFormatException malformed) {
            throw InvalidInput.of("/cursor", "malformed", "the cursor does not belong to this list");
        }
    }

    private static StaleVersion stale(Memory current, Revision expected) {
        return new StaleVersion(name(current.address()), expected, Optional.of(current.version()));
    }

    private static String name(MemoryAddress address) {
        return "memory " + address;
    }
}
