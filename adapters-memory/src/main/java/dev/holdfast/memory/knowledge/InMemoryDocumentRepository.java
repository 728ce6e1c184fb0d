package dev.holdfast.memory.knowledge;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.knowledge.Chunk;
import dev.holdfast.domain.knowledge.ChunkDraft;
import dev.holdfast.domain.knowledge.CollectionName;
import dev.holdfast.domain.knowledge.Document;
import dev.holdfast.domain.knowledge.DocumentAddress;
import dev.holdfast.domain.knowledge.DocumentDraft;
import dev.holdfast.domain.knowledge.DocumentHash;
import dev.holdfast.domain.knowledge.DocumentId;
import dev.holdfast.domain.knowledge.DocumentRepository;
import dev.holdfast.domain.knowledge.DocumentWrite;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Documents by address, each with its chunks. */
public final class InMemoryDocumentRepository implements DocumentRepository {
    private final InMemoryStore store;
    private final InMemoryClaims claims;
    private final InMemoryAuditRepository audit;
    private final KnowledgeTables tables;

    public InMemoryDocumentRepository(
            InMemoryStore store, InMemoryClaims claims, InMemoryAuditRepository audit, KnowledgeTables tables) {
        this.store = store;
        this.claims = claims;
        this.audit = audit;
        this.tables = tables;
    }

    @Override
    public Written<Document> upsert(Scope scope, DocumentWrite write, Change change) {
        return once(scope, change, () -> write(scope, write, change));
    }

    @Override
    public Written<Document> insert(Scope scope, DocumentWrite write, Change change) {
        return once(scope, change, () -> {
            DocumentAddress address = write.draft().address();
            if (current(scope, address).isPresent()) {
                throw new AlreadyExists(name(address));
            }
            return write(scope, write, change);
        });
    }

    @Override
    public Written<Document> update(Scope scope, DocumentWrite write, Revision expected, Change change) {
        return once(scope, change, () -> {
            DocumentAddress address = write.draft().address();
            FiledDocument current = current(scope, address).orElseThrow(() -> new NotFound(name(address)));
            requireVersion(current.document(), expected);
            return write(scope, write, change);
        });
    }

    @Override
    public List<Written<Document>> upsertAll(
            Scope scope, CollectionName collection, List<DocumentWrite> writes, Change change) {
        return all(
                scope,
                change,
                () -> writes.stream().map(write -> write(scope, write, change)).toList());
    }

    @Override
    public boolean delete(
            Scope scope, DocumentAddress address, Optional<Revision> expected, AuditEntryId auditId, Change change) {
        List<Written<Document>> deleted = claims.once(scope, change, Document.class, () -> {
            Optional<Document> current = current(scope, address).map(FiledDocument::document);
            current.ifPresent(document -> expected.ifPresent(wanted -> requireVersion(document, wanted)));
            current.ifPresent(document -> {
                tables.documents().remove(scope.tenant(), address);
                record(scope, document, auditId, change);
            });
            return current.stream()
                    .map(document -> new Written<>(document, false, false))
                    .toList();
        });
        return !deleted.isEmpty();
    }

    @Override
    public Optional<Document> find(Scope scope, DocumentAddress address) {
        return store.read(scope.deadline(), () -> current(scope, address).map(FiledDocument::document));
    }

    @Override
    public List<Document> findAll(Scope scope, CollectionName collection, List<String> externalIds) {
        return store.read(
                scope.deadline(),
                () -> externalIds.stream()
                        .map(id -> new DocumentAddress(collection, id))
                        .sorted()
                        .flatMap(address -> current(scope, address).stream())
                        .map(FiledDocument::document)
                        .toList());
    }

    @Override
    public Page<Document> list(Scope scope, CollectionName collection, PageRequest page) {
        Optional<DocumentAddress> after = page.after().map(cursor -> new DocumentAddress(collection, cursor.at(0)));
        return store.read(scope.deadline(), () -> {
            List<Document> found = tables.of(scope.tenant(), collection)
                    .map(FiledDocument::document)
                    .dropWhile(
                            document -> after.filter(last -> document.address().compareTo(last) <= 0)
                                    .isPresent())
                    .limit(page.limit() + 1L)
                    .toList();
            return Page.cut(
                    found, page, document -> Cursor.after(document.address().externalId()), Document::weight);
        });
    }

    @Override
    public Page<Chunk> chunks(Scope scope, DocumentAddress address, PageRequest page) {
        int after = page.after().map(cursor -> Integer.parseInt(cursor.at(0))).orElse(-1);
        return store.read(scope.deadline(), () -> {
            List<Chunk> found = current(scope, address).map(FiledDocument::chunks).stream()
                    .flatMap(List::stream)
                    .skip(after + 1L)
                    .limit(page.limit() + 1L)
                    .toList();
            return Page.cut(found, page, chunk -> Cursor.after(Integer.toString(chunk.ordinal())), Chunk::weight);
        });
    }

    private Written<Document> once(Scope scope, Change change, Supplier<Written<Document>> work) {
        return all(scope, change, () -> List.of(work.get())).getFirst();
    }

    private List<Written<Document>> all(Scope scope, Change change, Supplier<List<Written<Document>>> work) {
        return claims.once(scope, change, Document.class, work).stream()
                .map(outcome -> outcome.replayed() ? now(scope, outcome) : outcome)
                .toList();
    }

    private Written<Document> now(Scope scope, Written<Document> then) {
        Document document = find(scope, then.value().address())
                .filter(now -> now.id().equals(then.value().id()))
                .orElseThrow(() -> new NotFound("what this idempotency key changed"));
        return new Written<>(document, then.created(), true);
    }

    private Optional<FiledDocument> current(Scope scope, DocumentAddress address) {
        return tables.documents().find(scope.tenant(), address);
    }

    private Written<Document> write(Scope scope, DocumentWrite write, Change change) {
        DocumentDraft draft = write.draft();
        DocumentAddress address = draft.address();
        if (tables.collections().find(scope.tenant(), address.collection()).isEmpty()) {
            throw new NotFound("collection " + address.collection());
        }
        Optional<FiledDocument> filed = current(scope, address);
        Optional<Document> before = filed.map(FiledDocument::document);
        Instant at = before.map(old -> old.updatedAt().plus(1, ChronoUnit.MICROS))
                .filter(change.at()::isBefore)
                .orElse(change.at());
        Document document = new Document(
                before.map(Document::id).orElse(write.newId()),
                address,
                draft.title(),
                draft.source(),
                DocumentHash.of(draft),
                draft.chunks().size(),
                draft.metadata(),
                draft.validFrom(),
                draft.validTo(),
                before.map(old -> old.version().next()).orElse(Revision.FIRST),
                before.map(Document::createdAt).orElse(at),
                at,
                scope.principal());
        List<Chunk> chunks = filed.filter(old -> old.document().contentHash().equals(document.contentHash()))
                .map(FiledDocument::chunks)
                .orElseGet(() -> cut(write, document.id(), at));
        tables.documents().put(scope.tenant(), address, new FiledDocument(document, chunks));
        record(scope, document, write.auditId(), change);
        return new Written<>(document, before.isEmpty(), false);
    }

    private static List<Chunk> cut(DocumentWrite write, DocumentId document, Instant at) {
        List<ChunkDraft> drafts = write.draft().chunks();
        List<Chunk> chunks = new ArrayList<>(drafts.size());
        for (int i = 0; i < drafts.size(); i++) {
            ChunkDraft draft = drafts.get(i);
            chunks.add(new Chunk(
                    write.chunkIds().get(i),
                    document,
                    i,
                    draft.headings(),
                    draft.text(),
                    draft.tokens(),
                    draft.metadata(),
                    at));
        }
        return chunks;
    }

    private void record(Scope scope, Document document, AuditEntryId auditId, Change change) {
        audit.record(
                scope,
                auditId,
                change,
                new AuditSubject(
                        "document",
                        document.address().toString(),
                        Optional.of(document.id().value()),
                        Optional.of(document.version())));
    }

    private static void requireVersion(Document document, Revision expected) {
        if (!document.version().equals(expected)) {
            throw new StaleVersion(name(document.address()), expected, Optional.of(document.version()));
        }
    }

    private static String name(DocumentAddress address) {
        return "document " + address;
    }
}
