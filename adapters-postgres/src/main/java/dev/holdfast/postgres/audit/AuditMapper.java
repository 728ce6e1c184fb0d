package dev.holdfast.postgres.audit;

import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditFilter;
import dev.holdfast.domain.audit.AuditSeal;
import dev.holdfast.postgres.support.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

interface AuditMapper {
    String COLUMNS = """
            id, at, principal_id, request_id, action, subject_type, subject_name, subject_id, subject_version, outcome,
            sequence, hash
            """;

    @Select(value = Entry.SQL + """
            INSERT INTO holdfast.audit_entry (
                tenant_id, id, at, principal_id, request_id, action,
                subject_type, subject_name, subject_id, subject_version, outcome)
            VALUES (
                #{entry.tenant}, #{audit.id}, #{audit.at}, #{audit.principal}, #{audit.requestId}, #{audit.action},
                #{audit.subject.type}, #{audit.subject.name}, #{audit.subject.id, jdbcType=OTHER}, #{audit.subject.version, jdbcType=BIGINT},
                #{audit.outcome, typeHandler=enum})
            RETURNING true
            """, affectData = true)
    boolean insert(@Param("entry") Entry entry, @Param("audit") AuditEntry audit);

    @Select(Entry.SQL + "SELECT " + COLUMNS + """
            FROM holdfast.audit_entry
            WHERE tenant_id = #{entry.tenant}
              AND (#{beforeAt, jdbcType=TIMESTAMP_WITH_TIMEZONE}::timestamptz IS NULL OR (at, id) < (#{beforeAt, jdbcType=TIMESTAMP_WITH_TIMEZONE}::timestamptz, #{beforeId, jdbcType=OTHER}::uuid))
              AND (#{filter.from, jdbcType=TIMESTAMP_WITH_TIMEZONE}::timestamptz IS NULL OR at >= #{filter.from, jdbcType=TIMESTAMP_WITH_TIMEZONE})
              AND (#{filter.to, jdbcType=TIMESTAMP_WITH_TIMEZONE}::timestamptz IS NULL OR at < #{filter.to, jdbcType=TIMESTAMP_WITH_TIMEZONE})
              AND (#{filter.action, jdbcType=VARCHAR}::text IS NULL OR action = #{filter.action, jdbcType=VARCHAR})
              AND (#{principal, jdbcType=VARCHAR}::text IS NULL OR principal_id = #{principal, jdbcType=VARCHAR})
              AND (#{filter.subject, jdbcType=VARCHAR}::text IS NULL OR subject_name = #{filter.subject, jdbcType=VARCHAR})
              AND (#{outcome, jdbcType=VARCHAR}::text IS NULL OR outcome = #{outcome, jdbcType=VARCHAR})
            ORDER BY at DESC, id DESC
            LIMIT #{most}
            """)
    List<AuditEntry> list(
            @Param("entry") Entry entry,
            @Param("filter") AuditFilter filter,
            @Param("principal") Optional<String> principal,
            @Param("outcome") Optional<String> outcome,
            @Param("beforeAt") Optional<Instant> beforeAt,
            @Param("beforeId") Optional<UUID> beforeId,
            @Param("most") int most);

    /**
     * Serialises the sealers of one tenant until the transaction ends. A statement of its own, because the next one must begin,
     * and take its snapshot, when the sealer before has committed.
     */
    @Select(Entry.SQL + """
            SELECT true FROM pg_advisory_xact_lock(hashtextextended('holdfast.audit/' || #{entry.tenant}, 0))
            """)
    boolean lock(@Param("entry") Entry entry);

    /** The end of the tenant's chain. */
    @Select(Entry.SQL + """
            SELECT sequence, hash FROM holdfast.audit_entry
            WHERE tenant_id = #{entry.tenant} AND sequence IS NOT NULL
            ORDER BY sequence DESC LIMIT 1
            """)
    Optional<AuditSeal> head(@Param("entry") Entry entry);

    @Select(Entry.SQL + "SELECT " + COLUMNS + """
            FROM holdfast.audit_entry
            WHERE tenant_id = #{entry.tenant} AND sequence IS NULL
            ORDER BY id
            LIMIT #{most}
            """)
    List<AuditEntry> unsealed(@Param("entry") Entry entry, @Param("most") int most);

    @Select(value = Entry.SQL + """
            WITH sealed AS (
                UPDATE holdfast.audit_entry AS e SET sequence = s.sequence, hash = s.hash
                FROM unnest(#{ids, typeHandler=uuids}, #{sequences, typeHandler=longs}, #{hashes, typeHandler=texts})
                    AS s (id, sequence, hash)
                WHERE e.tenant_id = #{entry.tenant} AND e.id = s.id
                RETURNING 1)
            SELECT count(*) FROM sealed
            """, affectData = true)
    int seal(
            @Param("entry") Entry entry,
            @Param("ids") List<UUID> ids,
            @Param("sequences") List<Long> sequences,
            @Param("hashes") List<String> hashes);

    @Select(Entry.SQL + "SELECT " + COLUMNS + """
            FROM holdfast.audit_entry
            WHERE tenant_id = #{entry.tenant} AND sequence > #{after}
            ORDER BY sequence
            LIMIT #{most}
            """)
    List<AuditEntry> chain(@Param("entry") Entry entry, @Param("after") long after, @Param("most") int most);
}
