package dev.holdfast.postgres.memory;

import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.Prominence;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.postgres.support.Claims;
import dev.holdfast.postgres.support.Entry;

/** The parts that statements about memories are made of. */
final class MemorySql {
    static final String COLUMNS = """
            id, namespace, key, content, category, importance, tags, metadata, source, valid_from, valid_to, expires_at,
            version, created_at, updated_at, recorded_at, created_by
            """;

    /**
     * What the row counts for in a page, as {@link Memory#weight} counts it. How long a text is, is known without reading it; metadata
     * has to be read.
     */
    private static final String WEIGHT = "octet_length(content) + " + Memory.METADATA_WEIGHT
            + " * octet_length(metadata::text) + octet_length(tags::text) + coalesce(octet_length(source), 0)";

    /**
     * {@code SELECT columns BOUNDED select ORDERED order IN_PAGE order}: of the rows that the inner {@code select} answers, those that
     * {@link Page#MAX_BYTES} leaves in a page. {@code followed} says that another came after the row, in the page or not. The database
     * alone weighs and cuts: two scales would lose what lies between them.
     */
    private static final String BOUNDED = " FROM (SELECT *, row_number() OVER ordered AS place,"
            + " lead(true, 1, false) OVER ordered AS followed, coalesce(sum(" + WEIGHT
            + ") OVER (ordered ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS weight_before FROM (";

    private static final String ORDERED = ") AS found WINDOW ordered AS (ORDER BY ";

    private static final String IN_PAGE =
            ")) AS page WHERE weight_before < " + Page.MAX_BYTES + " AND place <= #{most} ORDER BY ";

    /**
     * That the row {@code m}, found by its address, is not deleted. In words that the planner does not look into: of what it knows to be
     * not deleted it may ask {@code memory_neighbours} as well, which answers with the whole namespace. See ADR 22.
     */
    static final String STANDS = "num_nulls(m.deleted_at) = 1";

    /** The stored row {@code m} is live at the moment of the change. */
    private static final String LIVE_AT_CHANGE =
            "(" + STANDS + " AND (m.expires_at IS NULL OR m.expires_at > #{change.at}))";

    /** The moment of the change, or just after the version it replaces. */
    private static final String RECORDED = "greatest(#{change.at}, m.recorded_at + interval '1 microsecond')";

    static final String INSERT = """
            INSERT INTO holdfast.memory AS m (
                tenant_id, id, namespace, key, content, category, importance, tags, metadata, source,
                valid_from, valid_to, expires_at, version, created_at, updated_at, recorded_at, created_by)
            """;

    private static final String VALUES = """
            VALUES (
                #{entry.tenant}, #{write.newId}, #{write.draft.address.namespace}, #{write.draft.address.key},
                #{write.draft.content}, #{write.draft.category}, #{write.draft.importance},
                #{write.draft.tags, typeHandler=texts}, #{write.draft.metadata}::jsonb, #{write.draft.source, jdbcType=VARCHAR},
                #{write.draft.validFrom, jdbcType=TIMESTAMP_WITH_TIMEZONE}, #{write.draft.validTo, jdbcType=TIMESTAMP_WITH_TIMEZONE}, #{write.draft.expiresAt, jdbcType=TIMESTAMP_WITH_TIMEZONE},
                1, #{change.at}, #{change.at}, #{change.at}, #{scope.principal})
            """;

    /** What LIVE_AT_CHANGE and RECORDED say, of a row that brings the moment of its change along. */
    private static final String REPLACES_LIVE =
            "(m.deleted_at IS NULL AND (m.expires_at IS NULL OR m.expires_at > excluded.recorded_at))";

    private static final String REPLACED = "greatest(excluded.recorded_at, m.recorded_at + interval '1 microsecond')";

    static final String REPLACE = """
            ON CONFLICT ON CONSTRAINT memory_address DO UPDATE SET
                content = excluded.content, category = excluded.category, importance = excluded.importance,
                tags = excluded.tags, metadata = excluded.metadata, source = excluded.source,
                valid_from = excluded.valid_from, valid_to = excluded.valid_to, expires_at = excluded.expires_at,
                words = excluded.words, length = excluded.length, version = m.version + 1,
                created_at = CASE WHEN\s"""
            + REPLACES_LIVE
            + " THEN m.created_at ELSE "
            + REPLACED
            + " END,"
            + " updated_at = "
            + REPLACED
            + ", recorded_at = "
            + REPLACED
            + ", created_by = excluded.created_by, deleted_at = NULL ";

    private static final String RETURNING = " RETURNING m.tenant_id, 1 AS place, " + COLUMNS + ")";

    /** The audit entries of what is in {@code written}: {@code NOTE id, BY NOTED}. */
    static final String NOTE = """
            , noted AS (
                INSERT INTO holdfast.audit_entry (
                    tenant_id, id, at, principal_id, request_id, action,
                    subject_type, subject_name, subject_id, subject_version, outcome)
                SELECT tenant_id,\s""";

    static final String BY = ", #{change.at}, #{scope.principal}, #{scope.requestId}, #{change.action}";

    static final String NOTED = """
            , 'memory', namespace || '/' || key, id, version, 'done'
                FROM written)
            """;

    static final String ANSWER = "SELECT " + COLUMNS + " FROM written";

    private static final String ONE_NOTED = RETURNING + NOTE + "#{auditId}" + BY + NOTED;
    private static final String CLAIMED = ONE_NOTED + Claims.INSERT;

    private static final String WRITTEN = Entry.SQL_BY_INDEX + "WITH written AS (";

    private static final String UPSERT_HEAD = WRITTEN + INSERT + VALUES + REPLACE;
    static final String UPSERT = UPSERT_HEAD + ONE_NOTED + ANSWER;
    static final String UPSERT_ONCE = UPSERT_HEAD + CLAIMED + ANSWER;

    private static final String INSERT_HEAD = UPSERT_HEAD + " WHERE NOT " + LIVE_AT_CHANGE;
    static final String INSERT_NEW = INSERT_HEAD + ONE_NOTED + ANSWER;
    static final String INSERT_NEW_ONCE = INSERT_HEAD + CLAIMED + ANSWER;

    private static final String UPDATE_HEAD =
            WRITTEN + """
            UPDATE holdfast.memory AS m SET
                content = #{write.draft.content}, category = #{write.draft.category},
                importance = #{write.draft.importance}, tags = #{write.draft.tags, typeHandler=texts},
                metadata = #{write.draft.metadata}::jsonb, source = #{write.draft.source, jdbcType=VARCHAR},
                valid_from = #{write.draft.validFrom, jdbcType=TIMESTAMP_WITH_TIMEZONE}, valid_to = #{write.draft.validTo, jdbcType=TIMESTAMP_WITH_TIMEZONE},
                expires_at = #{write.draft.expiresAt, jdbcType=TIMESTAMP_WITH_TIMEZONE}, version = m.version + 1, created_by = #{scope.principal},
                updated_at =\s""" + RECORDED + ", recorded_at = " + RECORDED + """
             WHERE m.tenant_id = #{entry.tenant} AND m.namespace = #{write.draft.address.namespace}
               AND m.key = #{write.draft.address.key} AND m.version = #{expected} AND\s""" + LIVE_AT_CHANGE;
    static final String UPDATE = UPDATE_HEAD + ONE_NOTED + ANSWER;
    static final String UPDATE_ONCE = UPDATE_HEAD + CLAIMED + ANSWER;

    private static final String DELETE_HEAD = WRITTEN
            + "UPDATE holdfast.memory AS m SET version = m.version + 1, deleted_at = #{change.at}, recorded_at = "
            + RECORDED
            + """
             WHERE m.tenant_id = #{entry.tenant} AND m.namespace = #{address.namespace} AND m.key = #{address.key}
               AND (#{expected, jdbcType=BIGINT}::bigint IS NULL OR m.version = #{expected, jdbcType=BIGINT}) AND\s"""
            + LIVE_AT_CHANGE;
    static final String DELETE = DELETE_HEAD + ONE_NOTED + ANSWER;
    static final String DELETE_ONCE = DELETE_HEAD + CLAIMED + ANSWER;

    private static final String RESTORE_HEAD = WRITTEN
            + "UPDATE holdfast.memory AS m SET version = m.version + 1, deleted_at = NULL, recorded_at = "
            + RECORDED
            + """
             WHERE m.tenant_id = #{entry.tenant} AND m.namespace = #{address.namespace} AND m.key = #{address.key}
               AND m.deleted_at IS NOT NULL AND (m.expires_at IS NULL OR m.expires_at > #{change.at})
            """;
    static final String RESTORE = RESTORE_HEAD + ONE_NOTED + ANSWER;
    static final String RESTORE_ONCE = RESTORE_HEAD + CLAIMED + ANSWER;

    private static final String NOT_EXPIRED = "(expires_at IS NULL OR expires_at > #{now})";
    private static final String AT_ADDRESS =
            "tenant_id = #{entry.tenant} AND namespace = #{address.namespace} AND key = #{address.key}";

    static final String FIND = Entry.SQL_BY_INDEX + "SELECT " + COLUMNS + " FROM holdfast.memory AS m WHERE "
            + AT_ADDRESS + " AND " + STANDS + " AND " + NOT_EXPIRED;

    static final String FIND_AS_OF = Entry.SQL + "SELECT " + COLUMNS
            + " FROM (SELECT " + COLUMNS + ", deleted_at FROM holdfast.memory WHERE " + AT_ADDRESS
            + " AND recorded_at <= #{asOf} UNION ALL SELECT " + COLUMNS
            + ", deleted_at FROM holdfast.memory_history WHERE " + AT_ADDRESS
            + " AND recorded_at <= #{asOf} AND superseded_at > #{asOf}) AS then_recorded WHERE deleted_at IS NULL AND "
            + NOT_EXPIRED;

    static final String VERSIONS = Entry.SQL
            + "SELECT " + COLUMNS + ", deleted, superseded_at, followed" + BOUNDED + "SELECT "
            + COLUMNS + ", deleted_at IS NOT NULL AS deleted, superseded_at FROM (SELECT " + COLUMNS
            + ", deleted_at, NULL::timestamptz AS superseded_at FROM holdfast.memory WHERE "
            + AT_ADDRESS + " UNION ALL SELECT " + COLUMNS
            + ", deleted_at, superseded_at FROM holdfast.memory_history WHERE " + AT_ADDRESS
            + ") AS version WHERE " + NOT_EXPIRED
            + " AND (#{before, jdbcType=BIGINT}::bigint IS NULL OR version < #{before, jdbcType=BIGINT}) ORDER BY version DESC LIMIT #{most} + 1"
            + ORDERED + "version DESC" + IN_PAGE + "version DESC";

    private static final String BY_VERSION = """
            FROM unnest(#{ids, typeHandler=uuids}, #{versions, typeHandler=longs}) WITH ORDINALITY AS wanted (id, version, asked)
                CROSS JOIN LATERAL (
            """
            + "SELECT " + COLUMNS + " FROM holdfast.memory AS m WHERE m.tenant_id = #{entry.tenant}"
            + " AND m.id = wanted.id AND m.version = wanted.version UNION ALL SELECT " + COLUMNS
            + " FROM holdfast.memory_history AS m WHERE m.tenant_id = #{entry.tenant}"
            + " AND m.id = wanted.id AND m.version = wanted.version) AS found";

    /** Versions by id, whatever became of them, in the order they are asked for. */
    static final String REMEMBERED = Entry.SQL_BY_INDEX + "SELECT found.* " + BY_VERSION + " ORDER BY wanted.asked";

    static final String FIND_VERSIONS =
            Entry.SQL_BY_INDEX + "SELECT " + COLUMNS + BOUNDED + "SELECT found.*, wanted.asked " + BY_VERSION
                    + " WHERE " + NOT_EXPIRED + ORDERED + "asked" + IN_PAGE + "asked";

    /** The conditions of a {@code MemoryFilter} but for time; parameter {@code filter} is a {@link FilterRow}. */
    private static final String FILTERED = """
            AND (#{filter.subtrees, typeHandler=texts}::text[] IS NULL OR EXISTS (
                SELECT FROM unnest(#{filter.subtrees, typeHandler=texts}::text[], #{filter.lows, typeHandler=texts}::text[],
                                   #{filter.highs, typeHandler=texts}::text[]) AS part (exact, low, high)
                WHERE namespace = part.exact OR (namespace >= part.low AND namespace < part.high)))
            AND (#{filter.category, jdbcType=VARCHAR}::text IS NULL OR category = #{filter.category, jdbcType=VARCHAR})
            AND (#{filter.minImportance, jdbcType=INTEGER}::integer IS NULL OR importance >= #{filter.minImportance, jdbcType=INTEGER})
            AND (#{filter.tags, typeHandler=texts}::text[] IS NULL OR tags @> #{filter.tags, typeHandler=texts}::text[])
            AND (#{filter.expiresBefore, jdbcType=TIMESTAMP_WITH_TIMEZONE}::timestamptz IS NULL OR expires_at < #{filter.expiresBefore, jdbcType=TIMESTAMP_WITH_TIMEZONE})
            AND (expires_at IS NULL OR expires_at > #{filter.now})
            AND deleted_at IS NULL
            """;

    /** From a place on in the order of the index of addresses, and not outside the span of the subtrees. */
    private static final String WALK = """
            tenant_id = #{entry.tenant}
            AND (namespace, key) > (#{after.namespace}, #{after.key})
            AND namespace >= #{filter.lowest} AND (#{filter.highest, typeHandler=text}::text IS NULL OR namespace < #{filter.highest, typeHandler=text})
            """;

    private static final String IN_ORDER = " ORDER BY namespace, key LIMIT #{most} + 1";

    private static final String IN_THAT_PAGE = ORDERED + "namespace, key" + IN_PAGE + "namespace, key";

    static final String LIST = Entry.SQL + "SELECT " + COLUMNS + ", followed" + BOUNDED + "SELECT " + COLUMNS
            + " FROM holdfast.memory WHERE " + WALK + FILTERED + IN_ORDER + IN_THAT_PAGE;

    /** The filter's memories wherever they are in the span of the subtrees. */
    private static final String ANYWHERE = """
             FROM holdfast.memory WHERE tenant_id = #{entry.tenant}
            AND namespace >= #{filter.lowest} AND (#{filter.highest, typeHandler=text}::text IS NULL OR namespace < #{filter.highest, typeHandler=text})
            """;

    /** As {@code Prominence} has it. Rated are ids alone: of most memories nothing else is needed. */
    static final String FOREMOST = Entry.SQL + "SELECT " + COLUMNS + BOUNDED + "SELECT " + COLUMNS + ", standing"
            + " FROM (SELECT id AS rated, row_number() OVER (ORDER BY points DESC, namespace, key) AS standing"
            + " FROM (SELECT id, namespace, key, importance - least(" + Prominence.MAX_POINTS
            + ", extract(epoch FROM max(updated_at) OVER () - updated_at) / (86400 * " + Prominence.DAYS_PER_POINT
            + ")) AS points" + ANYWHERE + FILTERED + ") AS pointed ORDER BY standing LIMIT #{most} + 1) AS best"
            + " JOIN holdfast.memory ON tenant_id = #{entry.tenant} AND id = rated"
            + ORDERED + "standing" + IN_PAGE + "standing";

    private static final String AS_VALUE = " AS value" + ANYWHERE + FILTERED;
    private static final String BY_VALUE = " ORDER BY value LIMIT #{most}";
    static final String NAMESPACES =
            Entry.SQL + "SELECT DISTINCT namespace" + AS_VALUE + " AND starts_with(namespace, #{prefix})" + BY_VALUE;
    static final String KEYS =
            Entry.SQL + "SELECT DISTINCT key" + AS_VALUE + " AND starts_with(key, #{prefix})" + BY_VALUE;
    static final String CATEGORIES =
            Entry.SQL + "SELECT DISTINCT category" + AS_VALUE + " AND starts_with(category, #{prefix})" + BY_VALUE;

    static final String LIST_AS_OF = Entry.SQL
            + "SELECT " + COLUMNS + ", followed" + BOUNDED + "SELECT " + COLUMNS + " FROM ((SELECT "
            + COLUMNS + " FROM holdfast.memory WHERE " + WALK + FILTERED
            + " AND recorded_at <= #{filter.asOf, jdbcType=TIMESTAMP_WITH_TIMEZONE}" + IN_ORDER
            + ") UNION ALL (SELECT " + COLUMNS + " FROM holdfast.memory_history WHERE " + WALK
            + FILTERED
            + " AND recorded_at <= #{filter.asOf, jdbcType=TIMESTAMP_WITH_TIMEZONE} AND superseded_at > #{filter.asOf, jdbcType=TIMESTAMP_WITH_TIMEZONE}"
            + IN_ORDER + ")) AS then_recorded" + IN_ORDER + IN_THAT_PAGE;

    private MemorySql() {}
}
