package dev.holdfast.postgres.operations;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.operations.RetentionPolicy;
import dev.holdfast.domain.operations.RetentionRule;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.IdempotencyClaim;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.postgres.support.Claims;
import dev.holdfast.postgres.support.Entry;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

interface RetentionPolicyMapper {
    String COLUMNS = "kind, max_age_days, max_count, keep_importance, version, updated_at, updated_by";

    /** A policy has no id; a claim remembers one of each change. */
    String WRITTEN = " RETURNING '00000000-0000-0000-0000-000000000000'::uuid AS id, 1 AS place, " + COLUMNS + ")";

    String NOTED = """
            , noted AS (
                INSERT INTO holdfast.audit_entry (
                    tenant_id, id, at, principal_id, request_id, action, subject_type, subject_name, subject_version, outcome)
                SELECT #{entry.tenant}, #{auditId}, #{change.at}, #{scope.principal}, #{scope.requestId}, #{change.action},
                       'retention', kind, version, 'done'
                FROM written)
            """;

    String PUT = Entry.SQL + """
            WITH written AS (
                INSERT INTO holdfast.retention_policy AS p (
                    tenant_id, kind, max_age_days, max_count, keep_importance, version, updated_at, updated_by)
                VALUES (#{entry.tenant}, #{rule.kind, typeHandler=enum}, #{rule.maxAgeDays, jdbcType=INTEGER},
                        #{rule.maxCount, jdbcType=BIGINT}, #{rule.keepImportance, jdbcType=INTEGER}, 1, #{change.at},
                        #{scope.principal})
                ON CONFLICT (tenant_id, kind) DO UPDATE
                SET max_age_days = excluded.max_age_days, max_count = excluded.max_count,
                    keep_importance = excluded.keep_importance, version = p.version + 1, updated_at = excluded.updated_at,
                    updated_by = excluded.updated_by
            """ + WRITTEN + NOTED;

    String REMOVE = Entry.SQL + """
            WITH written AS (
                DELETE FROM holdfast.retention_policy AS p
                WHERE p.tenant_id = #{entry.tenant} AND p.kind = #{kind}
            """ + WRITTEN + NOTED;

    String ANSWER = "SELECT " + COLUMNS + " FROM written";

    @Select(value = PUT + ANSWER, affectData = true)
    RetentionPolicy put(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("rule") RetentionRule rule,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change);

    @Select(value = PUT + Claims.INSERT + ANSWER, affectData = true)
    RetentionPolicy putOnce(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("rule") RetentionRule rule,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change,
            @Param("claim") IdempotencyClaim claim);

    @Select(value = REMOVE + ANSWER, affectData = true)
    Optional<RetentionPolicy> remove(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("kind") String kind,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change);

    @Select(value = REMOVE + Claims.INSERT + ANSWER, affectData = true)
    Optional<RetentionPolicy> removeOnce(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("kind") String kind,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change,
            @Param("claim") IdempotencyClaim claim);

    @Select(Entry.SQL + "SELECT " + COLUMNS + """
             FROM holdfast.retention_policy WHERE tenant_id = #{entry.tenant}
            """)
    List<RetentionPolicy> list(@Param("entry") Entry entry);
}
