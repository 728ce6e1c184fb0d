package dev.holdfast.postgres.recall;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.recall.RecallEntry;
import dev.holdfast.domain.recall.RecallFeedback;
import dev.holdfast.domain.recall.RecallId;
import dev.holdfast.domain.recall.RecallRecord;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.IdempotencyClaim;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.postgres.support.Claims;
import dev.holdfast.postgres.support.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

interface RecallMapper {
    /** The commit of this statement alone does not wait for the disk; see {@code RecallLedger}. */
    @Select(value = Entry.SQL + """
            INSERT INTO holdfast.recall (
                tenant_id, id, at, principal_id, request_id, query, namespace, collections, as_of, embedding, tuning,
                tokens, item_kinds, item_ids, item_versions, item_scores)
            VALUES (
                #{entry.tenant}, #{record.id}, #{record.at}, #{record.principal}, #{record.requestId}, #{record.query},
                #{namespace, jdbcType=VARCHAR}, #{record.collections, typeHandler=texts},
                #{record.asOf, jdbcType=TIMESTAMP_WITH_TIMEZONE}, #{record.embedding, typeHandler=enum},
                #{record.tuning}::jsonb, #{record.tokens}, #{kinds, typeHandler=texts}, #{ids, typeHandler=uuids},
                #{versions, typeHandler=longs}, #{scores, typeHandler=doubles})
            ON CONFLICT (tenant_id, id) DO NOTHING
            RETURNING set_config('synchronous_commit', 'off', true) = 'off'
            """, affectData = true)
    Optional<Boolean> record(
            @Param("entry") Entry entry,
            @Param("record") RecallRecord record,
            @Param("namespace") Optional<String> namespace,
            @Param("kinds") List<String> kinds,
            @Param("ids") List<UUID> ids,
            @Param("versions") List<Long> versions,
            @Param("scores") List<Double> scores);

    @Select(Entry.SQL + """
            SELECT id, at, principal_id, request_id, query, namespace, collections, as_of, embedding, tuning, tokens,
                   item_kinds, item_ids, item_versions, item_scores,
                   coalesce(judged, '{}'), coalesce(verdicts, '{}'), coalesce(notes, '{}'), coalesce(judges, '{}'),
                   coalesce(moments, '{}')
            FROM holdfast.recall AS r CROSS JOIN LATERAL (
                SELECT array_agg(item_id ORDER BY place, f.principal_id) AS judged,
                       array_agg(verdict ORDER BY place, f.principal_id) AS verdicts,
                       array_agg(coalesce(note, '') ORDER BY place, f.principal_id) AS notes,
                       array_agg(f.principal_id ORDER BY place, f.principal_id) AS judges,
                       array_agg((extract(epoch FROM f.at) * 1000000)::bigint ORDER BY place, f.principal_id) AS moments
                FROM (SELECT *, array_position(r.item_ids, item_id) AS place
                      FROM holdfast.recall_feedback
                      WHERE tenant_id = #{entry.tenant} AND recall_id = r.id) AS f) AS said
            WHERE r.tenant_id = #{entry.tenant} AND id = #{id}
            """)
    Optional<RecallEntry> find(@Param("entry") Entry entry, @Param("id") RecallId id);

    @Select(Entry.SQL + """
            SELECT recall_id, item_id, verdict, note, principal_id, at FROM holdfast.recall_feedback
            WHERE tenant_id = #{entry.tenant} AND recall_id = #{said.recall} AND item_id = #{said.item}
              AND principal_id = #{said.by}
            """)
    Optional<RecallFeedback> findFeedback(@Param("entry") Entry entry, @Param("said") RecallFeedback said);

    String JUDGE = Entry.SQL + """
            WITH answered AS (
                SELECT id FROM holdfast.recall
                WHERE tenant_id = #{entry.tenant} AND id = #{said.recall} AND #{said.item} = ANY (item_ids)),
            written AS (
                INSERT INTO holdfast.recall_feedback (tenant_id, recall_id, item_id, principal_id, verdict, note, at)
                SELECT #{entry.tenant}, id, #{said.item}, #{said.by}, #{said.verdict, typeHandler=enum},
                       #{said.note, jdbcType=VARCHAR}, #{said.at}
                FROM answered
                ON CONFLICT (tenant_id, recall_id, item_id, principal_id) DO UPDATE
                SET verdict = excluded.verdict, note = excluded.note, at = excluded.at
                RETURNING recall_id AS id, 1 AS place, CASE WHEN xmax = 0 THEN 1::bigint ELSE 2 END AS version),
            noted AS (
                INSERT INTO holdfast.audit_entry (
                    tenant_id, id, at, principal_id, request_id, action, subject_type, subject_name, subject_id, outcome)
                SELECT #{entry.tenant}, #{auditId}, #{change.at}, #{scope.principal}, #{scope.requestId}, #{change.action},
                       'recall', #{subject}, id, 'done'
                FROM written)
            """;

    /** 1 when it is the principal's first word on the item, 2 when it replaces one. */
    String ANSWER = "SELECT version FROM written";

    @Select(value = JUDGE + ANSWER, affectData = true)
    Optional<Long> judge(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("said") RecallFeedback said,
            @Param("subject") String subject,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change);

    @Select(value = JUDGE + Claims.INSERT + ANSWER, affectData = true)
    Optional<Long> judgeOnce(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("said") RecallFeedback said,
            @Param("subject") String subject,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change,
            @Param("claim") IdempotencyClaim claim);

    @Select(value = Entry.SQL + """
            WITH old AS (
                SELECT id FROM holdfast.recall
                WHERE tenant_id = #{entry.tenant} AND at < #{before}
                ORDER BY at, id
                LIMIT #{most}),
            swept AS (
                DELETE FROM holdfast.recall AS r USING old
                WHERE r.tenant_id = #{entry.tenant} AND r.id = old.id
                RETURNING 1)
            SELECT count(*) FROM swept
            """, affectData = true)
    int sweep(@Param("entry") Entry entry, @Param("before") Instant before, @Param("most") int most);
}
