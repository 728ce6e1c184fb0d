package dev.holdfast.domain.memory;

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
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stores memories and every version they had.
 *
 * <p><b>Isolation.</b> Nothing of another tenant than {@code scope.tenant()} is ever read, changed, counted or revealed by
 * an error.
 *
 * <p><b>Atomicity.</b> Every call is one transaction of its own, or part of the caller's when there is one
 * ({@code Transactions}). A write stores, all or nothing: the memory, the version it replaces, one audit entry per changed
 * memory, and the claim. A write that returns is durable and visible to every later read and search.
 *
 * <p><b>Visibility.</b> A memory is <i>live</i> unless it is deleted or its {@code expiresAt} is not after the present. Only
 * live memories are found, listed, searched, updated or deleted. Writing to the address of one that is not live creates it
 * anew: the id and the sequence of versions go on, {@code createdAt} begins again.
 *
 * <p><b>Time.</b> {@code recordedAt} is {@code change.at()}, or just after the recorded time of the version it replaces if
 * that is not earlier, so the versions of a memory never overlap.
 *
 * <p><b>Once.</b> When {@code change.claim()} is present and the same principal's claim of that key is stored and not expired,
 * nothing is changed: the first outcome is returned with {@code replayed} set, or {@link IdempotencyMismatch} is thrown if
 * operation or fingerprint differ. A claim is looked at before any precondition is judged. Only changes that happened leave a
 * claim.
 *
 * <p>Every method throws a {@link dev.holdfast.domain.shared.StoreException} when the store fails.
 */
public interface MemoryRepository {
    /** Writes the memory at the draft's address, whether or not there is one; the last write wins. */
    Written<Memory> upsert(Scope scope, MemoryWrite write, Change change);

    /**
     * Creates the memory.
     *
     * @throws AlreadyExists when a live memory has that address
     */
    Written<Memory> insert(Scope scope, MemoryWrite write, Change change);

    /**
     * Replaces a live memory.
     *
     * @param expected the version the caller read
     * @throws NotFound when no live memory has that address
     * @throws StaleVersion when it has another version; of several concurrent updates of one version exactly one succeeds
     */
    Written<Memory> update(Scope scope, MemoryWrite write, Revision expected, Change change);

    /**
     * Upserts 1 to 1,000 memories with different addresses, all or none.
     *
     * @return the outcomes in the order of {@code writes}
     */
    List<Written<Memory>> upsertAll(Scope scope, List<MemoryWrite> writes, Change change);

    /**
     * Deletes a live memory so that it can be restored.
     *
     * @param expected when present, the version it must have
     * @return whether there was one to delete; {@code false} changes nothing and writes no audit entry
     * @throws StaleVersion when it has another version than {@code expected}
     */
    boolean delete(
            Scope scope, MemoryAddress address, Optional<Revision> expected, AuditEntryId auditId, Change change);

    /**
     * Brings a deleted memory back as it was before it was deleted, as a new version.
     *
     * @throws AlreadyExists when it is not deleted
     * @throws NotFound when there is none, or it has expired
     */
    Written<Memory> restore(Scope scope, MemoryAddress address, AuditEntryId auditId, Change change);

    /** The live memory at that address. */
    Optional<Memory> find(Scope scope, MemoryAddress address, Instant now);

    /** The memory as it was recorded at {@code asOf}; empty if it was absent or deleted then, or that version has expired by now. */
    Optional<Memory> findAsOf(Scope scope, MemoryAddress address, Instant asOf, Instant now);

    /**
     * Those versions, superseded and deleted ones too, in the order asked for; those that do not exist, or have expired, are left out.
     * Of large memories fewer are answered ({@link Page#MAX_BYTES}), the last left off.
     *
     * @param wanted at most {@value PageRequest#MAX_LIMIT}, each memory once
     */
    List<Memory> findVersions(Scope scope, List<MemoryVersion> wanted, Instant now);

    /** Memories in the order of namespace and key, by code point. A page of large memories is shorter ({@link Page#MAX_BYTES}). */
    Page<Memory> list(Scope scope, MemoryFilter filter, PageRequest page);

    /**
     * Those of the filter's memories that stand out most ({@link Prominence}), the first first. Of large memories fewer are answered
     * ({@link Page#MAX_BYTES}). Looks at all of them, in time that grows with their number.
     *
     * @param filter without {@code asOf}, which has no meaning here
     * @param limit 1 to {@value PageRequest#MAX_LIMIT}
     */
    List<Memory> foremost(Scope scope, MemoryFilter filter, int limit);

    /**
     * The different values that a part of the filter's memories has, in the order of code points.
     *
     * @param prefix what they begin with; may be empty
     * @param limit 1 to {@value PageRequest#MAX_LIMIT}
     */
    List<String> values(Scope scope, MemoryFilter filter, MemoryPart part, String prefix, int limit);

    /**
     * Every version of the memory at that address, deletions included, the newest first; nothing of a version that has expired. A page
     * of large versions is shorter ({@link Page#MAX_BYTES}).
     */
    Page<MemoryRevision> revisions(Scope scope, MemoryAddress address, Instant now, PageRequest page);
}
