package dev.holdfast.postgres.support;

import dev.holdfast.domain.shared.IdempotencyClaim;
import dev.holdfast.domain.shared.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** Idempotency claims. They are inserted by the statements that make the changes, see {@link Claims#INSERT}. */
interface ClaimMapper {
    @Select(Entry.SQL_BY_INDEX + """
            SELECT operation, fingerprint, subject_ids, versions, expires_at
            FROM holdfast.idempotency_claim
            WHERE tenant_id = #{entry.tenant} AND principal_id = #{scope.principal} AND key = #{key}
            """)
    Optional<StoredClaim> find(@Param("entry") Entry entry, @Param("scope") Scope scope, @Param("key") String key);

    @Insert(Entry.SQL + """
            INSERT INTO holdfast.idempotency_claim
                (tenant_id, principal_id, key, operation, fingerprint, subject_ids, versions, expires_at)
            VALUES (#{entry.tenant}, #{scope.principal}, #{claim.key}, #{claim.operation}, #{claim.fingerprint},
                    array_fill('00000000-0000-0000-0000-000000000000'::uuid, ARRAY[cardinality(#{outcomes, typeHandler=longs}::bigint[])]),
                    #{outcomes, typeHandler=longs}, #{claim.expiresAt})
            """)
    void insert(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("claim") IdempotencyClaim claim,
            @Param("outcomes") List<Long> outcomes);

    @Select(value = Entry.SQL_BY_INDEX + """
            DELETE FROM holdfast.idempotency_claim
            WHERE tenant_id = #{entry.tenant} AND principal_id = #{scope.principal} AND key = #{claim.key}
              AND expires_at <= #{now}
            RETURNING 1
            """, affectData = true)
    Optional<Integer> deleteExpired(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("claim") IdempotencyClaim claim,
            @Param("now") Instant now);

    @Select(value = Entry.SQL + """
            WITH gone AS (
                DELETE FROM holdfast.idempotency_claim
                WHERE tenant_id = #{entry.tenant} AND (principal_id, key) IN (
                    SELECT principal_id, key FROM holdfast.idempotency_claim
                    WHERE tenant_id = #{entry.tenant} AND expires_at <= #{now}
                    LIMIT #{most})
                RETURNING 1)
            SELECT count(*) FROM gone
            """, affectData = true)
    int purge(@Param("entry") Entry entry, @Param("now") Instant now, @Param("most") int most);
}
