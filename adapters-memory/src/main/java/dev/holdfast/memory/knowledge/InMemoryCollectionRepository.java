package dev.holdfast.memory.knowledge;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.knowledge.Collection;
import dev.holdfast.domain.knowledge.CollectionDraft;
import dev.holdfast.domain.knowledge.CollectionName;
import dev.holdfast.domain.knowledge.CollectionRepository;
import dev.holdfast.domain.knowledge.CollectionWrite;
import dev.holdfast.domain.knowledge.Document;
import dev.holdfast.domain.knowledge.DocumentAddress;
import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.Cursor;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.StaleVersion;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.memory.audit.InMemoryAuditRepository;
import dev.holdfast.memory.support.InMemoryClaims;
import dev.holdfast.memory.support.InMemoryStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Supplier;

/** Collections by name. */
public final class InMemoryCollectionRepository implements CollectionRepository {
    private final InMemoryStore store;
    private final InMemoryClaims claims;
    private final InMemoryAuditRepository audit;
    private final KnowledgeTables tables;

    public InMemoryCollectionRepository(
            InMemoryStore store, InMemoryClaims claims, InMemoryAuditRepository audit, KnowledgeTables tables) {
        this.store = store;
        this.claims = claims;
        this.audit = audit;
        this.tables = tables;
    }

    @Override
    public Written<Collection> upsert(Scope scope, CollectionWrite write, Change change) {
        return once(scope, change, () -> write(scope, write, change));
    }

    @Override
    public Written<Collection> insert(Scope scope, CollectionWrite write, Change change) {
        return once(scope, change, () -> {
            if (current(scope, write.draft().name()).isPresent()) {
                throw new AlreadyExists(name(write.draft().name()));
            }
            return write(scope, write, change);
        });
    }

    @Override
    public Written<Collection> update(Scope scope, CollectionWrite write, Revision expected, Change change) {
        return once(scope, change, () -> {
            CollectionName name = write.draft().name();
            requireVersion(current(scope, name).orElseThrow(() -> new NotFound(name(name))), expected);
            return write(scope, write, change);
        });
    }

    @Override
    public boolean delete(
            Scope scope, CollectionName name, Optional<Revision> expected, AuditEntryId auditId, Change change) {
        List<Written<Collection>> deleted = claims.once(scope, change, Collection.class, () -> {
            Optional<Collection> current = current(scope, name);
            current.ifPresent(collection -> expected.ifPresent(wanted -> requireVersion(collection, wanted)));
            current.ifPresent(collection -> remove(scope, collection, auditId, change));
            return current.stream()
                    .map(collection -> new Written<>(collection, false, false))
                    .toList();
        });
        return !deleted.isEmpty();
    }

    @Override
    public Optional<Collection> find(Scope scope, CollectionName name) {
        return store.read(scope.deadline(), () -> current(scope, name));
    }

    @Override
    public Page<Collection> list(Scope scope, Optional<List<CollectionName>> among, PageRequest page) {
        return store.read(scope.deadline(), () -> {
            NavigableMap<CollectionName, Collection> all = tables.collections().rows(scope.tenant());
            NavigableMap<CollectionName, Collection> rest = page.after()
                    .map(cursor -> all.tailMap(new CollectionName(cursor.at(0)), false))
                    .orElse(all);
            List<Collection> found = rest.values().stream()
                    .filter(collection -> among.map(names -> names.contains(collection.name()))
                            .orElse(true))
                    .limit(page.limit() + 1L)
                    .toList();
            return Page.cut(
                    found, page, collection -> Cursor.after(collection.name().value()), Collection::weight);
        });
    }

    private Written<Collection> once(Scope scope, Change change, Supplier<Written<Collection>> work) {
        Written<Collection> outcome = claims.once(scope, change, Collection.class, () -> List.of(work.get()))
                .getFirst();
        return outcome.replayed()
                ? new Written<>(
                        store.read(
                                        scope.deadline(),
                                        () -> current(scope, outcome.value().name()))
                                .filter(now -> now.id().equals(outcome.value().id()))
                                .orElseThrow(() -> new NotFound("what this idempotency key changed")),
                        outcome.created(),
                        true)
                : outcome;
    }

    private Optional<Collection> current(Scope scope, CollectionName name) {
        return tables.collections().find(scope.tenant(), name);
    }

    private Written<Collection> write(Scope scope, CollectionWrite write, Change change) {
        CollectionDraft draft = write.draft();
        Optional<Collection> before = current(scope, draft.name());
        before.ifPresent(old -> old.requireSameKind(draft));
        Instant at = before.map(old -> old.updatedAt().plus(1, ChronoUnit.MICROS))
                .filter(change.at()::isBefore)
                .orElse(change.at());
        Collection collection = new Collection(
                before.map(Collection::id).orElse(write.newId()),
                draft.name(),
                draft.description(),
                draft.language(),
                draft.profile(),
                draft.embeddingModel(),
                draft.metadata(),
                before.map(old -> old.version().next()).orElse(Revision.FIRST),
                before.map(Collection::createdAt).orElse(at),
                at,
                scope.principal());
        tables.collections().put(scope.tenant(), collection.name(), collection);
        record(scope, collection, write.auditId(), change);
        return new Written<>(collection, before.isEmpty(), false);
    }

    private void remove(Scope scope, Collection collection, AuditEntryId auditId, Change change) {
        List<DocumentAddress> documents = tables.of(scope.tenant(), collection.name())
                .map(FiledDocument::document)
                .map(Document::address)
                .toList();
        documents.forEach(address -> tables.documents().remove(scope.tenant(), address));
        tables.collections().remove(scope.tenant(), collection.name());
        record(scope, collection, auditId, change);
    }

    private void record(Scope scope, Collection collection, AuditEntryId auditId, Change change) {
        audit.record(
                scope,
                auditId,
                change,
                new AuditSubject(
                        "collection",
                        collection.name().value(),
                        Optional.of(collection.id().value()),
                        Optional.of(collection.version())));
    }

    private static void requireVersion(Collection collection, Revision expected) {
        if (!collection.version().equals(expected)) {
            throw new StaleVersion(name(collection.name()), expected, Optional.of(collection.version()));
        }
    }

    private static String name(CollectionName name) {
        return "collection " + name;
    }
}
