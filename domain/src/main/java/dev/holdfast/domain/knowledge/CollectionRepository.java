package dev.holdfast.domain.knowledge;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.IdempotencyMismatch;
import dev.holdfast.domain.shared.InvalidInput;
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
 * Stores collections.
 *
 * <p><b>Isolation.</b> Nothing of another tenant than {@code scope.tenant()} is ever read, changed, counted or revealed by an error.
 *
 * <p><b>Atomicity.</b> Every call is one transaction of its own, or part of the caller's when there is one ({@code Transactions}). A
 * write stores, all or nothing: the collection, one audit entry (its subject has type {@code collection}, the name, id and version),
 * and the claim. A write that returns is durable and visible to every later read.
 *
 * <p><b>Time.</b> A version's {@code updatedAt} is {@code change.at()}, or just after that of the version it replaces if that is not
 * earlier.
 *
 * <p><b>Chosen once.</b> {@link CollectionDraft#language()} and {@link CollectionDraft#profile()} never change: a write of others over a
 * collection is an {@link InvalidInput}.
 *
 * <p><b>Once.</b> When {@code change.claim()} is present and the same principal's claim of that key is stored and not expired,
 * nothing is changed: the collection is answered as it is now, with {@code created} as it was then and {@code replayed} set;
 * {@link NotFound} is thrown if it is gone since, {@link IdempotencyMismatch} if operation or fingerprint differ. A claim is looked at
 * before any precondition is judged. Only changes that happened leave a claim.
 *
 * <p>Every method throws a {@link dev.holdfast.domain.shared.StoreException} when the store fails.
 */
public interface CollectionRepository {
    /** Writes the collection of that name, whether or not there is one; the last write wins. */
    Written<Collection> upsert(Scope scope, CollectionWrite write, Change change);

    /**
     * Creates the collection.
     *
     * @throws AlreadyExists when there is one of that name
     */
    Written<Collection> insert(Scope scope, CollectionWrite write, Change change);

    /**
     * Replaces what is said of a collection; its documents stay.
     *
     * @param expected the version the caller read
     * @throws NotFound when there is none of that name
     * @throws StaleVersion when it has another version; of several concurrent updates of one version exactly one succeeds
     */
    Written<Collection> update(Scope scope, CollectionWrite write, Revision expected, Change change);

    /**
     * Deletes a collection for good, with all its documents and their chunks. One of that name that is made later begins anew.
     *
     * @param expected when present, the version it must have
     * @return whether there was one to delete; {@code false} changes nothing and writes no audit entry
     * @throws StaleVersion when it has another version than {@code expected}
     */
    boolean delete(Scope scope, CollectionName name, Optional<Revision> expected, AuditEntryId auditId, Change change);

    /** The collection of that name. */
    Optional<Collection> find(Scope scope, CollectionName name);

    /**
     * Collections in the order of names. A page of heavy ones is shorter ({@link Page#MAX_BYTES}).
     *
     * @param among only these; empty for all
     */
    Page<Collection> list(Scope scope, Optional<List<CollectionName>> among, PageRequest page);
}
