package dev.holdfast.postgres.operations;

import dev.holdfast.domain.shared.Page;
import dev.holdfast.postgres.support.Entry;

/**
 * The parts that statements about retention are made of. Of each kind there are candidates {@code (id, version, at, later)}; which of
 * them are due, is the same for all. Parameter {@code cut} is a {@link CutRow}.
 */
final class RetentionSql {
    private static final String MEMORIES = """
            (SELECT m.id, m.version, CASE #{cut.kind}::text WHEN 'expired_memories' THEN m.expires_at ELSE m.recorded_at END AS at,
                    0::bigint AS later
             FROM holdfast.memory AS m
             WHERE m.tenant_id = #{entry.tenant}
               AND CASE #{cut.kind}::text
                   WHEN 'deleted_memories' THEN m.deleted_at IS NOT NULL
                   WHEN 'expired_memories' THEN m.deleted_at IS NULL AND m.expires_at <= #{cut.now}
                   ELSE m.deleted_at IS NULL AND (m.expires_at IS NULL OR m.expires_at > #{cut.now}) END
               AND (#{cut.keepImportance, jdbcType=INTEGER}::integer IS NULL
                    OR m.importance < #{cut.keepImportance, jdbcType=INTEGER})) AS c
            """;

    /** How many versions came after each. */
    private static final String VERSIONS = """
            (SELECT h.id, h.version, h.superseded_at AS at,
                    coalesce((SELECT m.version - h.version FROM holdfast.memory AS m
                              WHERE m.tenant_id = #{entry.tenant} AND m.id = h.id), 9223372036854775807) AS later
             FROM holdfast.memory_history AS h
             WHERE h.tenant_id = #{entry.tenant}) AS c
            """;

    private static final String DOCUMENTS = """
            (SELECT d.id, d.version, d.updated_at AS at, 0::bigint AS later
             FROM holdfast.document AS d
             WHERE d.tenant_id = #{entry.tenant}) AS c
            """;

    private static final String RECALLS = """
            (SELECT r.id, 1::bigint AS version, r.at, 0::bigint AS later
             FROM holdfast.recall AS r
             WHERE r.tenant_id = #{entry.tenant}) AS c
            """;

    private static final String OLD = "c.at < #{cut.oldBefore, jdbcType=TIMESTAMP_WITH_TIMEZONE}::timestamptz";

    private static final String DUE = " WHERE (" + OLD + """
             OR (c.at < #{cut.untouchedSince}
                 AND (c.at, c.id) <= (#{cut.surplusAt, jdbcType=TIMESTAMP_WITH_TIMEZONE}::timestamptz, #{cut.surplusId, jdbcType=OTHER}::uuid)))
            """;

    private static final String VERSIONS_DUE =
            " WHERE (" + OLD + " OR (c.at < #{cut.untouchedSince} AND c.later > #{cut.most}))";

    /** The newest row that is too much. */
    private static final String SURPLUS_OF = Entry.SQL + "SELECT at, id FROM (SELECT c.at, c.id FROM ";

    private static final String IS_SURPLUS = """
             ORDER BY c.at DESC, c.id DESC OFFSET #{cut.most}) AS surplus
            WHERE at < #{cut.untouchedSince} ORDER BY at DESC, id DESC LIMIT 1
            """;

    static final String SURPLUS_MEMORIES = SURPLUS_OF + MEMORIES + IS_SURPLUS;
    static final String SURPLUS_DOCUMENTS = SURPLUS_OF + DOCUMENTS + IS_SURPLUS;
    static final String SURPLUS_RECALLS = SURPLUS_OF + RECALLS + IS_SURPLUS;

    private static final String SIZE_OF_MEMORY =
            "pg_column_size(x.content) + pg_column_size(x.metadata) + pg_column_size(x.tags) + 200";

    private static final String FIGURES = Entry.SQL + """
            SELECT count(*), coalesce(sum(s.versions), 0)::bigint, coalesce(sum(s.bytes), 0)::bigint, min(c.at), max(c.at)
            FROM\s""";

    static final String FIGURES_OF_MEMORIES =
            FIGURES + MEMORIES + " CROSS JOIN LATERAL (SELECT count(*) - 1 AS versions, sum("
                    + SIZE_OF_MEMORY + """
            ) AS bytes FROM (
                SELECT h.content, h.metadata, h.tags FROM holdfast.memory_history AS h WHERE h.tenant_id = #{entry.tenant} AND h.id = c.id
                UNION ALL
                SELECT m.content, m.metadata, m.tags FROM holdfast.memory AS m WHERE m.tenant_id = #{entry.tenant} AND m.id = c.id
            ) AS x) AS s
            """ + DUE;

    static final String FIGURES_OF_VERSIONS =
            FIGURES + VERSIONS + " CROSS JOIN LATERAL (SELECT 0 AS versions, " + SIZE_OF_MEMORY + """
             AS bytes FROM holdfast.memory_history AS x
            WHERE x.tenant_id = #{entry.tenant} AND x.id = c.id AND x.version = c.version) AS s
            """ + VERSIONS_DUE;

    static final String FIGURES_OF_DOCUMENTS = FIGURES + DOCUMENTS + """
            CROSS JOIN LATERAL (
                SELECT 0 AS versions, 200 + coalesce(sum(
                    pg_column_size(k.text) + pg_column_size(k.words) + pg_column_size(k.metadata) + 200), 0) AS bytes
                FROM holdfast.chunk AS k WHERE k.tenant_id = #{entry.tenant} AND k.document_id = c.id) AS s
            """ + DUE;

    static final String FIGURES_OF_RECALLS = FIGURES + RECALLS + """
            CROSS JOIN LATERAL (
                SELECT 0 AS versions, pg_column_size(x.query) + pg_column_size(x.item_ids) * 3 + 200 AS bytes
                FROM holdfast.recall AS x WHERE x.tenant_id = #{entry.tenant} AND x.id = c.id) AS s
            """ + DUE;

    /** Weighed before anything large is read. */
    private static final String PICKED = Entry.SQL + """
            WITH picked AS MATERIALIZED (
                SELECT id, version FROM (
                    SELECT w.id, w.version, coalesce(sum(w.weight) OVER (
                        ORDER BY w.id, w.version ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
                    FROM (SELECT c.id, c.version,\s""";

    private static final String FROM = " AS weight FROM ";

    private static final String AFTER = """
             AND (c.id, c.version) > (#{after.id}::uuid, #{after.version})
            """;

    private static final String FIRST =
            " ORDER BY c.id, c.version LIMIT #{most}) AS w) AS weighed WHERE before < " + Page.MAX_BYTES + ") ";

    private static final String MEMORY_JSON = """
            jsonb_build_object(
                'namespace', x.namespace, 'key', x.key, 'content', x.content, 'category', x.category, 'importance', x.importance,
                'tags', to_jsonb(x.tags), 'metadata', x.metadata, 'source', x.source, 'valid_from', x.valid_from,
                'valid_to', x.valid_to, 'expires_at', x.expires_at, 'created_at', x.created_at, 'updated_at', x.updated_at,
                'recorded_at', x.recorded_at, 'created_by', x.created_by, 'deleted', x.deleted_at IS NOT NULL,
                'superseded_at',\s""";

    private static final String WEIGHT_OF_MEMORY =
            "(SELECT octet_length(x.content) + octet_length(x.metadata::text) FROM holdfast.";

    private static final String THAT_ROW = " AS x WHERE x.tenant_id = #{entry.tenant} AND x.id = c.id)";

    static final String DUE_MEMORIES =
            PICKED + WEIGHT_OF_MEMORY + "memory" + THAT_ROW + FROM + MEMORIES + DUE + AFTER + FIRST
                    + "SELECT x.id, x.version, (" + MEMORY_JSON + """
            NULL::timestamptz))::text
            FROM picked AS p JOIN holdfast.memory AS x ON x.tenant_id = #{entry.tenant} AND x.id = p.id AND x.version = p.version
            ORDER BY x.id, x.version
            """;

    private static final String THAT_VERSION =
            " AS x WHERE x.tenant_id = #{entry.tenant} AND x.id = c.id AND x.version = c.version)";

    private static final String VERSIONS_AS_JSON = "SELECT x.id, x.version, (" + MEMORY_JSON + """
            x.superseded_at))::text
            FROM picked AS p JOIN holdfast.memory_history AS x ON x.tenant_id = #{entry.tenant} AND x.id = p.id AND x.version = p.version
            ORDER BY x.id, x.version
            """;

    static final String DUE_VERSIONS = PICKED + WEIGHT_OF_MEMORY + "memory_history" + THAT_VERSION + FROM + VERSIONS
            + VERSIONS_DUE + AFTER + FIRST + VERSIONS_AS_JSON;

    static final String VERSIONS_OF =
            PICKED + WEIGHT_OF_MEMORY + "memory_history" + THAT_VERSION + FROM + """
            (SELECT h.id, h.version
             FROM unnest(#{memories, typeHandler=uuids}, #{seen, typeHandler=longs}) AS r (id, version)
                 JOIN holdfast.memory AS m ON m.tenant_id = #{entry.tenant} AND m.id = r.id AND m.version = r.version
                 JOIN holdfast.memory_history AS h ON h.tenant_id = #{entry.tenant} AND h.id = m.id AND h.version < m.version) AS c
            """ + FIRST + VERSIONS_AS_JSON;

    static final String DUE_DOCUMENTS = PICKED + """
            (SELECT coalesce(sum(octet_length(k.text) + octet_length(k.metadata::text)), 0) FROM holdfast.chunk AS k
             WHERE k.tenant_id = #{entry.tenant} AND k.document_id = c.id)
            """ + FROM + DOCUMENTS + DUE + AFTER + FIRST + """
            SELECT x.id, x.version, jsonb_build_object(
                'collection', o.name, 'external_id', x.external_id, 'title', x.title, 'source', x.source, 'metadata', x.metadata,
                'valid_from', x.valid_from, 'valid_to', x.valid_to, 'created_at', x.created_at, 'updated_at', x.updated_at,
                'created_by', x.created_by, 'chunks', (
                    SELECT coalesce(jsonb_agg(jsonb_build_object(
                        'ordinal', k.ordinal, 'headings', to_jsonb(k.headings), 'text', k.text, 'metadata', k.metadata)
                        ORDER BY k.ordinal), '[]')
                    FROM holdfast.chunk AS k WHERE k.tenant_id = #{entry.tenant} AND k.document_id = x.id))::text
            FROM picked AS p
                JOIN holdfast.document AS x ON x.tenant_id = #{entry.tenant} AND x.id = p.id AND x.version = p.version
                JOIN holdfast.collection AS o ON o.tenant_id = #{entry.tenant} AND o.id = x.collection_id
            ORDER BY x.id, x.version
            """;

    static final String DUE_RECALLS = PICKED + "200" + FROM + RECALLS + DUE + AFTER + FIRST + """
            SELECT x.id, 1::bigint, jsonb_build_object(
                'at', x.at, 'principal', x.principal_id, 'request_id', x.request_id, 'query', x.query, 'namespace', x.namespace,
                'collections', to_jsonb(x.collections), 'as_of', x.as_of, 'embedding', x.embedding, 'tuning', x.tuning,
                'tokens', x.tokens, 'items', (
                    SELECT coalesce(jsonb_agg(jsonb_build_object('kind', i.kind, 'id', i.id, 'version', i.version, 'score', i.score)
                        ORDER BY i.place), '[]')
                    FROM unnest(x.item_kinds, x.item_ids, x.item_versions, x.item_scores)
                        WITH ORDINALITY AS i (kind, id, version, score, place)),
                'feedback', (
                    SELECT coalesce(jsonb_agg(jsonb_build_object(
                        'item', f.item_id, 'verdict', f.verdict, 'note', f.note, 'by', f.principal_id, 'at', f.at)
                        ORDER BY array_position(x.item_ids, f.item_id), f.principal_id), '[]')
                    FROM holdfast.recall_feedback AS f WHERE f.tenant_id = #{entry.tenant} AND f.recall_id = x.id))::text
            FROM picked AS p JOIN holdfast.recall AS x ON x.tenant_id = #{entry.tenant} AND x.id = p.id
            ORDER BY x.id
            """;

    private static final String NAMES =
            "unnest(#{removal.ids, typeHandler=uuids}, #{removal.versions, typeHandler=longs}) AS r (id, version)";

    private static final String NOTED = """
            , noted AS (
                INSERT INTO holdfast.audit_entry (
                    tenant_id, id, at, principal_id, request_id, action, subject_type, subject_name, outcome)
                SELECT #{entry.tenant}, #{removal.auditId}, #{removal.change.at}, #{removal.scope.principal}, #{removal.scope.requestId}, #{removal.change.action},
                       'retention', #{removal.kind}::text || ': ' || removed, 'done'
                FROM gone WHERE removed > 0)
            SELECT removed FROM gone
            """;

    static final String REMOVE_MEMORIES = Entry.SQL + """
            WITH gone AS MATERIALIZED (
                SELECT holdfast.remove_memories(
                    #{removal.ids, typeHandler=uuids}, #{removal.versions, typeHandler=longs}, #{removal.change.at}) AS removed)
            """ + NOTED;

    static final String REMOVE_VERSIONS = Entry.SQL + """
            WITH gone AS MATERIALIZED (
                SELECT holdfast.remove_memory_versions(
                    #{removal.ids, typeHandler=uuids}, #{removal.versions, typeHandler=longs}) AS removed)
            """ + NOTED;

    static final String REMOVE_PAST = Entry.SQL + """
            WITH gone AS MATERIALIZED (
                SELECT holdfast.remove_past_of_memories(
                    #{memories, typeHandler=uuids}, #{seen, typeHandler=longs},
                    #{removal.ids, typeHandler=uuids}, #{removal.versions, typeHandler=longs}) AS removed)
            """ + NOTED;

    private static final String COUNTED = " RETURNING 1), gone AS (SELECT count(*) AS removed FROM deleted)";

    static final String REMOVE_DOCUMENTS = Entry.SQL + "WITH deleted AS (DELETE FROM holdfast.document AS d USING "
            + NAMES + " WHERE d.tenant_id = #{entry.tenant} AND d.id = r.id AND d.version = r.version" + COUNTED
            + NOTED;

    static final String REMOVE_RECALLS = Entry.SQL + "WITH deleted AS (DELETE FROM holdfast.recall AS d USING " + NAMES
            + " WHERE d.tenant_id = #{entry.tenant} AND d.id = r.id" + COUNTED + NOTED;

    static final String NOTE = Entry.SQL + """
            INSERT INTO holdfast.audit_entry (
                tenant_id, id, at, principal_id, request_id, action, subject_type, subject_name, outcome)
            VALUES (#{entry.tenant}, #{auditId}, #{change.at}, #{scope.principal}, #{scope.requestId}, #{change.action},
                    'retention', #{summary}, 'done')
            RETURNING true
            """;

    private RetentionSql() {}
}
