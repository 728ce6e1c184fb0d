package dev.holdfast.domain.operations;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.Written;
import java.util.List;

/**
 * The retention policies of each tenant, at most one of each kind. Nothing of another tenant than {@code scope.tenant()} is ever read
 * or changed. Each change leaves one audit entry (its subject has type {@code retention} and the kind as name) and the claim in the same
 * transaction, with the meaning of {@link Change} that {@code MemoryRepository} documents. Every method throws a
 * {@link dev.holdfast.domain.shared.StoreException} when the store fails.
 */
public interface RetentionPolicyRepository {
    /** Sets the policy of a kind, whether or not there is one; the last one wins. It is {@code scope.principal()}'s, at {@code change.at()}. */
    Written<RetentionPolicy> put(Scope scope, RetentionRule rule, AuditEntryId auditId, Change change);

    /** Every policy, in the order of the kinds. */
    List<RetentionPolicy> list(Scope scope);

    /**
     * Removes the policy of a kind.
     *
     * @return whether there was one; {@code false} changes nothing and writes no audit entry
     */
    boolean remove(Scope scope, RetentionKind kind, AuditEntryId auditId, Change change);
}
