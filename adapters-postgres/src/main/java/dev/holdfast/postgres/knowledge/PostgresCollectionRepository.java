package dev.holdfast.postgres.knowledge;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.knowledge.Collection;
import dev.holdfast.domain.knowledge.CollectionId;
import dev.holdfast.domain.knowledge.CollectionName;
import dev.holdfast.domain.knowledge.CollectionRepository;
import dev.holdfast.domain.knowledge.CollectionWrite;
import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.Cursor;
import dev.holdfast.domain.shared.DomainException;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.StaleVersion;
import dev.holdfast.domain.shared.StoreBusy;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.postgres.knowledge.KnowledgeRows.ListedCollection;
import dev.holdfast.postgres.support.Claims;
import dev.holdfast.postgres.support.SqlRunner;
import dev.holdfast.postgres.support.StoredClaim;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collections in PostgreSQL: every call one round trip, unless a change is refused or repeated. */
public final class PostgresCollectionRepository implements CollectionRepository {
    private final SqlRunner runner;
    private final Claims claims;

    public PostgresCollectionRepository(SqlRunner runner, Claims claims) {
        this.runner = runner.reading(Collection.class, KnowledgeRows::collection)
                .reading(ListedCollection.class, KnowledgeRows::listedCollection)
                .with(CollectionMapper.class);
        this.claims = claims;
    }

    @Override
    public Written<Collection> upsert(Scope scope, CollectionWrite write, Change change) {
        return once(
                scope,
                change,
                () -> runner.write(scope, "collection.upsert", (session, entry) -> {
                            CollectionMapper mapper = session.getMapper(CollectionMapper.class);
                            return change.claim()
                                    .map(claim ->
                                            mapper.upsertOnce(entry, scope, write, write.auditId(), change, claim))
                                    .orElseGet(() -> mapper.upsert(entry, scope, write, write.auditId(), change));
                        })
                        .orElseThrow(() -> notUpserted(scope, write)));
    }

    @Override
    public Written<Collection> insert(Scope scope, CollectionWrite write, Change change) {
        return once(
                scope,
                change,
                () -> runner.write(scope, "collection.insert", (session, entry) -> {
                            CollectionMapper mapper = session.getMapper(CollectionMapper.class);
                            return change.claim()
                                    .map(claim ->
                                            mapper.insertOnce(entry, scope, write, write.auditId(), change, claim))
                                    .orElseGet(() -> mapper.insert(entry, scope, write, write.auditId(), change));
                        })
                        .orElseThrow(() -> new AlreadyExists(name(write.draft().name()))));
    }

    @Override
    public Written<Collection> update(Scope scope, CollectionWrite write, Revision expected, Change change) {
        return once(
                scope,
                change,
                () -> runner.write(scope, "collection.update", (session, entry) -> {
                            CollectionMapper mapper = session.getMapper(CollectionMapper.class);
                            return change.claim()
                                    .map(claim -> mapper.updateOnce(
                                            entry, scope, write, write.auditId(), change, expected, claim))
                                    .orElseGet(() ->
                                            mapper.update(entry, scope, write, write.auditId(), change, expected));
                        })
                        .orElseThrow(() -> notUpdated(scope, write, expected)));
    }

    @Override
    public boolean delete(
            Scope scope, CollectionName name, Optional<Revision> expected, AuditEntryId auditId, Change change) {
        try {
            return claims.once(
                    scope,
                    change,
                    () -> runner.write(scope, "collection.delete", (session, entry) -> {
                                CollectionMapper mapper = session.getMapper(CollectionMapper.class);
                                return change.claim()
                                        .map(claim ->
                                                mapper.deleteOnce(entry, scope, name, auditId, change, expected, claim))
                                        .orElseGet(() -> mapper.delete(entry, scope, name, auditId, change, expected));
                            })
                            .map(deleted -> true)
                            .orElseThrow(() -> notDeleted(scope, name, expected)),
                    claim -> true);
        } catch (NotFound absent) {
            return false;
        }
    }

    @Override
    public Optional<Collection> find(Scope scope, CollectionName name) {
        return runner.read(
                scope,
                "collection.find",
                (session, entry) -> session.getMapper(CollectionMapper.class).find(entry, name));
    }

    @Override
    public Page<Collection> list(Scope scope, Optional<List<CollectionName>> among, PageRequest page) {
        List<String> names = among.map(
                        wanted -> wanted.stream().map(CollectionName::value).toList())
                .orElse(null);
        String after = page.after().map(cursor -> cursor.at(0)).orElse("");
        List<ListedCollection> found = runner.read(
                scope,
                "collection.list",
                (session, entry) -> session.getMapper(CollectionMapper.class).list(entry, names, after, page.limit()));
        return KnowledgeRows.page(
                found, collection -> Cursor.after(collection.name().value()));
    }

    private Written<Collection> once(Scope scope, Change change, Supplier<Collection> write) {
        return claims.once(
                scope,
                change,
                () -> {
                    Collection collection = write.get();
                    return new Written<>(collection, collection.version().equals(Revision.FIRST), false);
                },
                claim -> remembered(scope, claim));
    }

    private Written<Collection> remembered(Scope scope, StoredClaim claim) {
        CollectionId id = new CollectionId(claim.subjectIds().getFirst());
        Collection now = runner.read(
                        scope,
                        "collection.remembered",
                        (session, entry) ->
                                session.getMapper(CollectionMapper.class).findById(entry, id))
                .orElseThrow(() -> new NotFound("what this idempotency key changed"));
        return new Written<>(now, claim.versions().getFirst() == Revision.FIRST.value(), true);
    }

    /** There is one, and it is of another kind; unless it is gone by now. */
    private RuntimeException notUpserted(Scope scope, CollectionWrite write) {
        find(scope, write.draft().name()).ifPresent(current -> current.requireSameKind(write.draft()));
        return new StoreBusy(new IllegalStateException("the collection kept changing"));
    }

    private DomainException notUpdated(Scope scope, CollectionWrite write, Revision expected) {
        CollectionName name = write.draft().name();
        Collection current = find(scope, name).orElseThrow(() -> new NotFound(name(name)));
        if (current.version().equals(expected)) {
            current.requireSameKind(write.draft());
        }
        return stale(current, expected);
    }

    private DomainException notDeleted(Scope scope, CollectionName name, Optional<Revision> expected) {
        return expected.flatMap(version -> find(scope, name).<DomainException>map(current -> stale(current, version)))
                .orElseGet(() -> new NotFound(name(name)));
    }

    private static StaleVersion stale(Collection current, Revision expected) {
        return new StaleVersion(name(current.name()), expected, Optional.of(current.version()));
    }

    private static String name(CollectionName name) {
        return "collection " + name;
    }
}
