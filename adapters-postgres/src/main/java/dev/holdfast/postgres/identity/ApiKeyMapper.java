package dev.holdfast.postgres.identity;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.identity.ApiKey;
import dev.holdfast.domain.identity.ApiKeyId;
import dev.holdfast.domain.identity.StoredApiKey;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.IdempotencyClaim;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.postgres.support.Claims;
import dev.holdfast.postgres.support.Entry;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

interface ApiKeyMapper {
    String COLUMNS = "id, tenant_id, name, role, namespaces, created_at, created_by, expires_at, revoked_at";

    String NOTED = """
            , noted AS (
                INSERT INTO holdfast.audit_entry (
                    tenant_id, id, at, principal_id, request_id, action, subject_type, subject_name, subject_id, outcome)
                SELECT tenant_id, #{auditId}, #{change.at}, #{scope.principal}, #{scope.requestId}, #{change.action},
                       'api_key', id::text, id, 'done'
                FROM written)
            """;

    String INSERT = Entry.SQL + """
            WITH written AS (
                INSERT INTO holdfast.api_key (
                    tenant_id, id, name, role, namespaces, secret_hash, created_at, created_by, expires_at)
                VALUES (
                    #{entry.tenant}, #{stored.key.id}, #{stored.key.name},
                    #{stored.key.role, typeHandler=enum},
                    #{namespaces, typeHandler=texts}, #{stored.secretHash},
                    #{stored.key.createdAt}, #{stored.key.createdBy}, #{stored.key.expiresAt, jdbcType=TIMESTAMP_WITH_TIMEZONE})
                RETURNING *, 1 AS place, 1::bigint AS version)
            """ + NOTED;

    String ANSWER = "SELECT " + COLUMNS + " FROM written";

    @Select(Entry.SQL + "SELECT " + COLUMNS + " FROM holdfast.api_key WHERE tenant_id = #{entry.tenant} AND id = #{id}")
    Optional<ApiKey> find(@Param("entry") Entry entry, @Param("id") ApiKeyId id);

    @Select(value = INSERT + ANSWER, affectData = true)
    ApiKey insert(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("stored") StoredApiKey stored,
            @Param("namespaces") List<String> namespaces,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change);

    @Select(value = INSERT + Claims.INSERT + ANSWER, affectData = true)
    ApiKey insertOnce(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("stored") StoredApiKey stored,
            @Param("namespaces") List<String> namespaces,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change,
            @Param("claim") IdempotencyClaim claim);

    /** Before the tenant is known: the policy lets the presented id see its own row and nothing else. */
    @Select("""
            SELECT set_config('holdfast.presented_key', #{text}, true),
                   set_config('statement_timeout', #{entry.statementTimeout}, true);
            SELECT id, tenant_id, name, role, namespaces, created_at, created_by, expires_at, revoked_at, secret_hash
            FROM holdfast.api_key WHERE id = #{id}
            """)
    Optional<StoredApiKey> findPresented(
            @Param("entry") Entry entry, @Param("id") ApiKeyId id, @Param("text") String text);

    @Select(Entry.SQL + "SELECT " + COLUMNS + """
             FROM holdfast.api_key
            WHERE tenant_id = #{entry.tenant} AND (#{after, jdbcType=OTHER}::uuid IS NULL OR id > #{after, jdbcType=OTHER})
            ORDER BY id
            LIMIT #{most}
            """)
    List<ApiKey> list(@Param("entry") Entry entry, @Param("after") Optional<UUID> after, @Param("most") int most);

    String REVOKE = Entry.SQL + """
            WITH written AS (
                UPDATE holdfast.api_key SET revoked_at = #{change.at}
                WHERE tenant_id = #{entry.tenant} AND id = #{id} AND revoked_at IS NULL
                RETURNING *, 1 AS place, 1::bigint AS version)
            """ + NOTED;

    @Select(value = REVOKE + ANSWER, affectData = true)
    Optional<ApiKey> revoke(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("id") ApiKeyId id,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change);

    @Select(value = REVOKE + Claims.INSERT + ANSWER, affectData = true)
    Optional<ApiKey> revokeOnce(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("id") ApiKeyId id,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change,
            @Param("claim") IdempotencyClaim claim);
}
