package dev.holdfast.domain.knowledge;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.IdempotencyMismatch;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.StaleVersion;
import dev.holdfast.domain.shared.Written;
import java.util.List;
import java.util.Optional;

/**
 * Stores documents and the chunks they consist of.
 *
 * <p><b>Isolation.</b> Nothing of another tenant than {@code scope.tenant()} is ever read, changed, counted or revealed by an error.
 *
 * <p><b>Atomicity.</b> Every call is one transaction of its own, or part of the caller's when there is one ({@code Transactions}). A
 * write stores, all or nothing: the document, its chunks, one audit entry per document (its subject has type {@code document}, the
 * address as name, id and version), and the claim. No reader sees a document with the chunks of another version. A write that returns
 * is durable and visible to every later read and search.
 *
 * <p><b>Chunks.</b> A write whose {@link DocumentHash} is that of the stored document keeps its chunks, with their ids; any other
 * replaces all of them. So chunks are only ever created and removed, and the valid time of a document is that of its chunks.
 *
 * <p><b>Time.</b> A version's {@code updatedAt} is {@code change.at()}, or just after that of the version it replaces if that is not
 * earlier.
 *
 * <p><b>Once.</b> When {@code change.claim()} is present and the same principal's claim of that key is stored and not expired,
 * nothing is changed: the documents are answered as they are now, with {@code created} as it was then and {@code replayed} set;
 * {@link NotFound} is thrown if one is gone since, {@link IdempotencyMismatch} if operation or fingerprint differ. A claim is looked
 * at before any precondition is judged. Only changes that happened leave a claim.
 *
 * <p>Every method throws a {@link dev.holdfast.domain.shared.StoreException} when the store fails.
 */
public interface DocumentRepository {
    int MAX_BATCH = 1_000;

    /**
     * Writes the document at the draft's address, whether or not there is one; the last write wins.
     *
     * @throws NotFound when there is no such collection
     */
    Written<Document> upsert(Scope scope, DocumentWrite write, Change change);

    /**
     * Creates the document.
     *
     * @throws AlreadyExists when there is one at that address
     * @throws NotFound when there is no such collection
     */
    Written<Document> insert(Scope scope, DocumentWrite write, Change change);

    /**
     * Replaces a document.
     *
     * @param expected the version the caller read
     * @throws NotFound when there is none at that address
     * @throws StaleVersion when it has another version; of several concurrent updates of one version exactly one succeeds
     */
    Written<Document> update(Scope scope, DocumentWrite write, Revision expected, Change change);

    /**
     * Upserts 1 to {@value #MAX_BATCH} documents of one collection with different addresses, all or none; together they keep the bounds
     * of one document ({@link DocumentDraft#MAX_CHUNKS}, {@link DocumentDraft#MAX_BYTES}).
     *
     * @return the outcomes in the order of {@code writes}
     * @throws NotFound when there is no such collection
     */
    List<Written<Document>> upsertAll(
            Scope scope, CollectionName collection, List<DocumentWrite> writes, Change change);

    /**
     * Deletes a document for good, with its chunks. One at that address that is made later begins anew.
     *
     * @param expected when present, the version it must have
     * @return whether there was one to delete; {@code false} changes nothing and writes no audit entry
     * @throws StaleVersion when it has another version than {@code expected}
     */
    boolean delete(
            Scope scope, DocumentAddress address, Optional<Revision> expected, AuditEntryId auditId, Change change);

    /** The document at that address. */
    Optional<Document> find(Scope scope, DocumentAddress address);

    /**
     * Those of the documents with these external ids that there are, in the order of ids, by code point; none when there is no such
     * collection. However heavy they are: ask for few at once.
     *
     * @param externalIds different ones, 1 to {@value #MAX_BATCH}
     */
    List<Document> findAll(Scope scope, CollectionName collection, List<String> externalIds);

    /**
     * Documents of a collection in the order of external ids, by code point; none when there is no such collection. A page of heavy
     * ones is shorter ({@link Page#MAX_BYTES}).
     */
    Page<Document> list(Scope scope, CollectionName collection, PageRequest page);

    /**
     * Chunks of a document in their order; none when there is no such document. A page of heavy ones is shorter
     * ({@link Page#MAX_BYTES}).
     */
    Page<Chunk> chunks(Scope scope, DocumentAddress address, PageRequest page);
}
