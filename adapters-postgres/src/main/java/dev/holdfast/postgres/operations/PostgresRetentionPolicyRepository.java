package dev.holdfast.postgres.operations;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.operations.RetentionKind;
import dev.holdfast.domain.operations.RetentionPolicy;
import dev.holdfast.domain.operations.RetentionPolicyRepository;
import dev.holdfast.domain.operations.RetentionRule;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.postgres.support.Claims;
import dev.holdfast.postgres.support.SqlRunner;
import java.util.Comparator;
import java.util.List;

/** Retention policies in PostgreSQL: every call one round trip, unless a change is repeated. */
public final class PostgresRetentionPolicyRepository implements RetentionPolicyRepository {
    private final SqlRunner runner;
    private final Claims claims;

    public PostgresRetentionPolicyRepository(SqlRunner runner, Claims claims) {
        this.runner =
                runner.reading(RetentionPolicy.class, RetentionRows::policy).with(RetentionPolicyMapper.class);
        this.claims = claims;
    }

    @Override
    public Written<RetentionPolicy> put(Scope scope, RetentionRule rule, AuditEntryId auditId, Change change) {
        return claims.once(
                scope,
                change,
                () -> written(
                        runner.write(scope, "retention_policy.put", (session, entry) -> {
                            RetentionPolicyMapper mapper = session.getMapper(RetentionPolicyMapper.class);
                            return change.claim()
                                    .map(claim -> mapper.putOnce(entry, scope, rule, auditId, change, claim))
                                    .orElseGet(() -> mapper.put(entry, scope, rule, auditId, change));
                        }),
                        false),
                claim -> replayed(scope, rule, new Revision(claim.versions().getFirst()), change));
    }

    /** The same request asked for the same rule; what came after it is not its outcome. */
    private Written<RetentionPolicy> replayed(Scope scope, RetentionRule rule, Revision version, Change change) {
        return written(
                list(scope).stream()
                        .filter(policy -> policy.rule().kind() == rule.kind()
                                && policy.version().equals(version))
                        .findFirst()
                        .orElseGet(() -> new RetentionPolicy(rule, version, change.at(), scope.principal())),
                true);
    }

    private static Written<RetentionPolicy> written(RetentionPolicy policy, boolean replayed) {
        return new Written<>(policy, policy.version().equals(Revision.FIRST), replayed);
    }

    @Override
    public List<RetentionPolicy> list(Scope scope) {
        return runner
                .read(
                        scope,
                        "retention_policy.list",
                        (session, entry) ->
                                session.getMapper(RetentionPolicyMapper.class).list(entry))
                .stream()
                .sorted(Comparator.comparing(policy -> policy.rule().kind()))
                .toList();
    }

    @Override
    public boolean remove(Scope scope, RetentionKind kind, AuditEntryId auditId, Change change) {
        try {
            return claims.once(
                    scope,
                    change,
                    () -> runner.write(scope, "retention_policy.remove", (session, entry) -> {
                                RetentionPolicyMapper mapper = session.getMapper(RetentionPolicyMapper.class);
                                String name = kind.wireName();
                                return change.claim()
                                        .map(claim -> mapper.removeOnce(entry, scope, name, auditId, change, claim))
                                        .orElseGet(() -> mapper.remove(entry, scope, name, auditId, change));
                            })
                            .map(removed -> true)
                            .orElseThrow(() -> new NotFound("retention policy " + kind.wireName())),
                    claim -> true);
        } catch (NotFound absent) {
            return false;
        }
    }
}
