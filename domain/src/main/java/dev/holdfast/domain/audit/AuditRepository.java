package dev.holdfast.domain.audit;

import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Scope;
import java.util.List;

/**
 * The audit of each tenant. Entries of changes are written by the repositories that make the changes, in the same transaction;
 * {@link #insert} is for what changes nothing, such as a refusal. There is no way to alter or remove an entry.
 *
 * <p>Nothing of another tenant than {@code scope.tenant()} is ever read or written. Every method throws a
 * {@link dev.holdfast.domain.shared.StoreException} when the store fails.
 */
public interface AuditRepository {
    /**
     * Adds an entry, not sealed yet, whatever seal it carries.
     *
     * @throws AlreadyExists when the id is taken
     */
    void insert(Scope scope, AuditEntry entry);

    /** Entries, sealed or not, the newest first (by time, then id). */
    Page<AuditEntry> list(Scope scope, AuditFilter filter, PageRequest page);

    /**
     * Appends up to {@code limit} committed entries that are not sealed yet to the tenant's chain, the oldest id first. Concurrent
     * calls of any number of servers make one chain without gaps or forks.
     *
     * @return how many were sealed; less than {@code limit} means that none is left
     */
    int seal(Scope scope, AuditChain chain, int limit);

    /** Up to {@code limit} (1 to 10,000) sealed entries that follow {@code afterSequence}, in the order of the chain. */
    List<AuditEntry> chain(Scope scope, long afterSequence, int limit);
}
