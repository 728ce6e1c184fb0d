package dev.holdfast.postgres.knowledge;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.knowledge.Chunk;
import dev.holdfast.domain.knowledge.CollectionName;
import dev.holdfast.domain.knowledge.Document;
import dev.holdfast.domain.knowledge.DocumentAddress;
import dev.holdfast.domain.knowledge.DocumentRepository;
import dev.holdfast.domain.knowledge.DocumentWrite;
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
import dev.holdfast.postgres.knowledge.DocumentColumns.ChunkColumns;
import dev.holdfast.postgres.knowledge.KnowledgeRows.ListedChunk;
import dev.holdfast.postgres.knowledge.KnowledgeRows.ListedDocument;
import dev.holdfast.postgres.support.Claims;
import dev.holdfast.postgres.support.SqlRunner;
import dev.holdfast.postgres.support.StoredClaim;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Documents in PostgreSQL: every call one round trip, unless a change is refused or repeated. */
public final class PostgresDocumentRepository implements DocumentRepository {
    private final SqlRunner runner;
    private final Claims claims;

    public PostgresDocumentRepository(SqlRunner runner, Claims claims) {
        this.runner = runner.reading(Document.class, KnowledgeRows::document)
                .reading(ListedDocument.class, KnowledgeRows::listedDocument)
                .reading(ListedChunk.class, KnowledgeRows::listedChunk)
                .with(DocumentMapper.class);
        this.claims = claims;
    }

    @Override
    public Written<Document> upsert(Scope scope, DocumentWrite write, Change change) {
        return upsertAll(scope, write.draft().address().collection(), List.of(write), change)
                .getFirst();
    }

    @Override
    public List<Written<Document>> upsertAll(
            Scope scope, CollectionName collection, List<DocumentWrite> writes, Change change) {
        DocumentColumns rows = new DocumentColumns(writes);
        ChunkColumns parts = rows.parts();
        return once(scope, change, () -> {
            List<Document> written = runner.write(scope, "document.upsert", (session, entry) -> {
                DocumentMapper mapper = session.getMapper(DocumentMapper.class);
                return change.claim()
                        .map(claim -> mapper.upsertOnce(entry, scope, collection, rows, parts, change, claim))
                        .orElseGet(() -> mapper.upsert(entry, scope, collection, rows, parts, change));
            });
            if (written.isEmpty()) {
                throw new NotFound("collection " + collection);
            }
            return written;
        });
    }

    @Override
    public Written<Document> insert(Scope scope, DocumentWrite write, Change change) {
        DocumentAddress address = write.draft().address();
        DocumentColumns rows = new DocumentColumns(List.of(write));
        ChunkColumns parts = rows.parts();
        return once(scope, change, () -> {
                    List<Document> written = runner.write(scope, "document.insert", (session, entry) -> {
                        DocumentMapper mapper = session.getMapper(DocumentMapper.class);
                        return change.claim()
                                .map(claim -> mapper.insertOnce(
                                        entry, scope, address.collection(), rows, parts, change, claim))
                                .orElseGet(
                                        () -> mapper.insert(entry, scope, address.collection(), rows, parts, change));
                    });
                    if (written.isEmpty()) {
                        throw find(scope, address).isPresent()
                                ? new AlreadyExists(name(address))
                                : new NotFound("collection " + address.collection());
                    }
                    return written;
                })
                .getFirst();
    }

    @Override
    public Written<Document> update(Scope scope, DocumentWrite write, Revision expected, Change change) {
        DocumentAddress address = write.draft().address();
        DocumentColumns rows = new DocumentColumns(List.of(write));
        ChunkColumns parts = rows.parts();
        return once(scope, change, () -> {
                    List<Document> written = runner.write(scope, "document.update", (session, entry) -> {
                        DocumentMapper mapper = session.getMapper(DocumentMapper.class);
                        return change.claim()
                                .map(claim -> mapper.updateOnce(
                                        entry, scope, address.collection(), rows, parts, change, expected, claim))
                                .orElseGet(() -> mapper.update(
                                        entry, scope, address.collection(), rows, parts, change, expected));
                    });
                    if (written.isEmpty()) {
                        Document current = find(scope, address).orElseThrow(() -> new NotFound(name(address)));
                        throw stale(current, expected);
                    }
                    return written;
                })
                .getFirst();
    }

    @Override
    public boolean delete(
            Scope scope, DocumentAddress address, Optional<Revision> expected, AuditEntryId auditId, Change change) {
        try {
            return claims.once(
                    scope,
                    change,
                    () -> runner.write(scope, "document.delete", (session, entry) -> {
                                DocumentMapper mapper = session.getMapper(DocumentMapper.class);
                                CollectionName collection = address.collection();
                                String id = address.externalId();
                                return change.claim()
                                        .map(claim -> mapper.deleteOnce(
                                                entry, scope, collection, id, auditId, change, expected, claim))
                                        .orElseGet(() ->
                                                mapper.delete(entry, scope, collection, id, auditId, change, expected));
                            })
                            .map(deleted -> true)
                            .orElseThrow(() -> notDeleted(scope, address, expected)),
                    claim -> true);
        } catch (NotFound absent) {
            return false;
        }
    }

    @Override
    public Optional<Document> find(Scope scope, DocumentAddress address) {
        return runner.read(
                scope,
                "document.find",
                (session, entry) -> session.getMapper(DocumentMapper.class)
                        .find(entry, address.collection(), address.externalId()));
    }

    @Override
    public List<Document> findAll(Scope scope, CollectionName collection, List<String> externalIds) {
        return runner.read(
                scope,
                "document.find_all",
                (session, entry) -> session.getMapper(DocumentMapper.class).findAll(entry, collection, externalIds));
    }

    @Override
    public Page<Document> list(Scope scope, CollectionName collection, PageRequest page) {
        String after = page.after().map(cursor -> cursor.at(0)).orElse("");
        List<ListedDocument> found = runner.read(
                scope,
                "document.list",
                (session, entry) ->
                        session.getMapper(DocumentMapper.class).list(entry, collection, after, page.limit()));
        return KnowledgeRows.page(
                found, document -> Cursor.after(document.address().externalId()));
    }

    @Override
    public Page<Chunk> chunks(Scope scope, DocumentAddress address, PageRequest page) {
        int after = page.after().map(PostgresDocumentRepository::ordinalOf).orElse(-1);
        List<ListedChunk> found = runner.read(
                scope,
                "document.chunks",
                (session, entry) -> session.getMapper(DocumentMapper.class)
                        .chunks(entry, address.collection(), address.externalId(), after, page.limit()));
        return KnowledgeRows.page(found, chunk -> Cursor.after(Integer.toString(chunk.ordinal())));
    }

    private List<Written<Document>> once(Scope scope, Change change, Supplier<List<Document>> write) {
        return claims.once(
                scope,
                change,
                () -> write.get().stream()
                        .map(document ->
                                new Written<>(document, document.version().equals(Revision.FIRST), false))
                        .toList(),
                claim -> remembered(scope, claim));
    }

    private List<Written<Document>> remembered(Scope scope, StoredClaim claim) {
        List<Document> now = runner.read(
                scope,
                "document.remembered",
                (session, entry) -> session.getMapper(DocumentMapper.class).remembered(entry, claim.subjectIds()));
        if (now.size() < claim.subjectIds().size()) {
            throw new NotFound("what this idempotency key changed");
        }
        return IntStream.range(0, now.size())
                .mapToObj(i -> new Written<>(now.get(i), claim.versions().get(i) == Revision.FIRST.value(), true))
                .toList();
    }

    private DomainException notDeleted(Scope scope, DocumentAddress address, Optional<Revision> expected) {
        return expected.flatMap(
                        version -> find(scope, address).<DomainException>map(current -> stale(current, version)))
                .orElseGet(() -> new NotFound(name(address)));
    }

    private static int ordinalOf(Cursor cursor) {
        try {
            return Integer.parseInt(cursor.at(0));
        } catch (NumberFormatException malformed) {
            throw InvalidInput.of("/cursor", "malformed", "the cursor does not belong to this list");
        }
    }

    private static StaleVersion stale(Document current, Revision expected) {
        return new StaleVersion(name(current.address()), expected, Optional.of(current.version()));
    }

    private static String name(DocumentAddress address) {
        return "document " + address;
    }
}
