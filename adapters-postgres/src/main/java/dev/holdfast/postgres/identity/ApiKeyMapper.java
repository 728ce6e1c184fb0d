package dev.holdfast.postgres.identity;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.identity.ApiKey;
import dev.holdfast.domain.identity.ApiKeyId;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.identity.StoredApiKey;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.IdempotencyClaim;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.postgres.support.Claims;
import dev.holdfast.postgres.support.Entry;
import dev.holdfast.postgres.support.LowerCaseEnum;
import dev.holdfast.postgres.support.NamespaceArray;
import dev.holdfast.postgres.support.OptionalColumn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Arg;
import org.apache.ibatis.annotations.ConstructorArgs;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.ResultMap;
import org.apache.ibatis.annotations.Results;
import org.apache.ibatis.annotations.Select;

interface ApiKeyMapper {
    String COLUMNS = "id, tenant_id, name, role, namespaces, created_at, created_by, expires_at, revoked_at";

    String NOTED =
            """
            , noted AS (
                INSERT INTO holdfast.audit_entry (
                    tenant_id, id, at, principal_id, request_id, action, subject_type, subject_name, subject_id, outcome)
                SELECT tenant_id, #{auditId}, #{change.at}, #{scope.principal}, #{scope.requestId}, #{change.action},
                       'api_key', id::text, id, 'done'
                FROM written)
            """;

    String INSERT = Entry.SQL
            + """
            WITH written AS (
                INSERT INTO holdfast.api_key (
                    tenant_id, id, name, role, namespaces, secret_hash, created_at, created_by, expires_at)
                VALUES (
                    #{entry.tenant}, #{stored.key.id}, #{stored.key.name},
                    #{stored.key.role, typeHandler=dev.holdfast.postgres.support.LowerCaseEnum},
                    #{stored.key.namespaces, typeHandler=dev.holdfast.postgres.support.NamespaceArray}, #{stored.secretHash},
                    #{stored.key.createdAt}, #{stored.key.createdBy}, #{stored.key.expiresAt, jdbcType=TIMESTAMP_WITH_TIMEZONE})
                RETURNING *, 1 AS place, 1::bigint AS version)
            """
            + NOTED;

    String ANSWER = "SELECT " + COLUMNS + " FROM written";

    @Select(Entry.SQL + "SELECT " + COLUMNS + " FROM holdfast.api_key WHERE tenant_id = #{entry.tenant} AND id = #{id}")
    @Results(id = "key")
    @ConstructorArgs({
        @Arg(column = "id", javaType = ApiKeyId.class),
        @Arg(column = "tenant_id", javaType = TenantId.class),
        @Arg(column = "name", javaType = String.class),
        @Arg(column = "role", javaType = Role.class, typeHandler = LowerCaseEnum.class),
        @Arg(column = "namespaces", javaType = List.class, typeHandler = NamespaceArray.class),
        @Arg(column = "created_at", javaType = Instant.class),
        @Arg(column = "created_by", javaType = PrincipalId.class),
        @Arg(column = "expires_at", javaType = Optional.class, typeHandler = OptionalColumn.OfInstant.class),
        @Arg(column = "revoked_at", javaType = Optional.class, typeHandler = OptionalColumn.OfInstant.class)
    })
    Optional<ApiKey> find(@Param("entry") Entry entry, @Param("id") ApiKeyId id);

    @Select(value = INSERT + ANSWER, affectData = true)
    @ResultMap("key")
    ApiKey insert(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("stored") StoredApiKey stored,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change);

    @Select(value = INSERT + Claims.INSERT + ANSWER, affectData = true)
    @ResultMap("key")
    ApiKey insertOnce(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("stored") StoredApiKey stored,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change,
            @Param("claim") IdempotencyClaim claim);

    /** Before the tenant is known: the policy lets the presented id see its own row and nothing else. */
    @Select(
            """
            SELECT set_config('holdfast.presented_key', #{text}, true),
                   set_config('statement_timeout', #{entry.statementTimeout}, true);
            SELECT id, tenant_id, name, role, namespaces, created_at, created_by, expires_at, revoked_at, secret_hash
            FROM holdfast.api_key WHERE id = #{id}
            """)
    @ConstructorArgs({
        @Arg(resultMap = "key", javaType = ApiKey.class),
        @Arg(column = "secret_hash", javaType = String.class)
    })
    Optional<StoredApiKey> findPresented(
            @Param("entry") Entry entry, @Param("id") ApiKeyId id, @Param("text") String text);

    @Select(
            Entry.SQL
                    + "SELECT "
                    + COLUMNS
                    + """
             FROM holdfast.api_key
            WHERE tenant_id = #{entry.tenant} AND (#{after, jdbcType=OTHER}::uuid IS NULL OR id > #{after, jdbcType=OTHER})
            ORDER BY id
            LIMIT #{most}
            """)
    @ResultMap("key")
    List<ApiKey> list(@Param("entry") Entry entry, @Param("after") Optional<UUID> after, @Param("most") int most);

    String REVOKE = Entry.SQL
            + """
            WITH written AS (
                UPDATE holdfast.api_key SET revoked_at = #{change.at}
                WHERE tenant_id = #{entry.tenant} AND id = #{id} AND revoked_at IS NULL
                RETURNING *, 1 AS place, 1::bigint AS version)
            """
            + NOTED;

    @Select(value = REVOKE + ANSWER, affectData = true)
    @ResultMap("key")
    Optional<ApiKey> revoke(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("id") ApiKeyId id,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change);

    @Select(value = REVOKE + Claims.INSERT + ANSWER, affectData = true)
    @ResultMap("key")
    Optional<ApiKey> revokeOnce(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("id") ApiKeyId id,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change,
            @Param("claim") IdempotencyClaim claim);
}
