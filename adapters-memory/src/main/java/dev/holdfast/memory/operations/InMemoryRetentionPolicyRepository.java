package dev.holdfast.memory.operations;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.operations.RetentionKind;
import dev.holdfast.domain.operations.RetentionPolicy;
import dev.holdfast.domain.operations.RetentionPolicyRepository;
import dev.holdfast.domain.operations.RetentionRule;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.memory.audit.InMemoryAuditRepository;
import dev.holdfast.memory.support.InMemoryClaims;
import dev.holdfast.memory.support.InMemoryStore;
import dev.holdfast.memory.support.InMemoryTable;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Policies by kind. */
public final class InMemoryRetentionPolicyRepository implements RetentionPolicyRepository {
    private final InMemoryStore store;
    private final InMemoryClaims claims;
    private final InMemoryAuditRepository audit;
    private final InMemoryTable<RetentionKind, RetentionPolicy> policies;

    public InMemoryRetentionPolicyRepository(
            InMemoryStore store, InMemoryClaims claims, InMemoryAuditRepository audit) {
        this.store = store;
        this.claims = claims;
        this.audit = audit;
        this.policies = store.table(Comparator.<RetentionKind>naturalOrder());
    }

    @Override
    public Written<RetentionPolicy> put(Scope scope, RetentionRule rule, AuditEntryId auditId, Change change) {
        return claims.once(scope, change, RetentionPolicy.class, () -> {
                    Optional<RetentionPolicy> before = policies.find(scope.tenant(), rule.kind());
                    RetentionPolicy policy = new RetentionPolicy(
                            rule,
                            before.map(old -> old.version().next()).orElse(Revision.FIRST),
                            change.at(),
                            scope.principal());
                    policies.put(scope.tenant(), rule.kind(), policy);
                    audit.record(scope, auditId, change, subject(policy));
                    return List.of(new Written<>(policy, before.isEmpty(), false));
                })
                .getFirst();
    }

    @Override
    public List<RetentionPolicy> list(Scope scope) {
        return store.read(
                scope.deadline(),
                () -> List.copyOf(policies.rows(scope.tenant()).values()));
    }

    @Override
    public boolean remove(Scope scope, RetentionKind kind, AuditEntryId auditId, Change change) {
        return !claims.once(
                        scope,
                        change,
                        RetentionPolicy.class,
                        () -> policies.find(scope.tenant(), kind).stream()
                                .map(policy -> {
                                    policies.remove(scope.tenant(), kind);
                                    audit.record(scope, auditId, change, subject(policy));
                                    return new Written<>(policy, false, false);
                                })
                                .toList())
                .isEmpty();
    }

    private static AuditSubject subject(RetentionPolicy policy) {
        return new AuditSubject(
                "retention", policy.rule().kind().wireName(), Optional.empty(), Optional.of(policy.version()));
    }
}
