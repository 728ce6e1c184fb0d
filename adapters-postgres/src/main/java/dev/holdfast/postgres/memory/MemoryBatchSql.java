package dev.holdfast.postgres.memory;

import dev.holdfast.postgres.support.Claims;
import dev.holdfast.postgres.support.Entry;

/** Statements about many memories at once, column by column. */
final class MemoryBatchSql {
    /** Tags travel as JSON because an array of arrays has one shape for all rows. */
    private static final String VALUES = """
            #{rows.ids, typeHandler=uuids}, #{rows.auditIds, typeHandler=uuids},
            #{rows.namespaces, typeHandler=texts}, #{rows.keys, typeHandler=texts},
            #{rows.contents, typeHandler=texts}, #{rows.categories, typeHandler=texts},
            #{rows.importances, typeHandler=longs}, #{rows.tags, typeHandler=texts},
            #{rows.metadata, typeHandler=texts}, #{rows.sources, typeHandler=texts},
            #{rows.validFrom, typeHandler=texts}::timestamptz[], #{rows.validTo, typeHandler=texts}::timestamptz[],
            #{rows.expiresAt, typeHandler=texts}::timestamptz[]
            """;

    private static final String NAMES = """
            new_id, audit_id, namespace, key, content, category, importance, tags, metadata, source, valid_from, valid_to, expires_at
            """;

    private static final String GIVEN = Entry.SQL_BY_INDEX + "WITH given AS (SELECT * FROM unnest(" + VALUES
            + ") WITH ORDINALITY AS item (" + NAMES + ", place))";

    /** {@link #GIVEN}, where each brings along by whom and when it is changed, and perhaps a claim. */
    private static final String GIVEN_EACH =
            Entry.SQL_BY_INDEX + "WITH given AS (SELECT * FROM unnest(" + VALUES + """
            , #{changes.times, typeHandler=texts}::timestamptz[], #{changes.principals, typeHandler=texts},
            #{changes.requestIds, typeHandler=texts}, #{changes.actions, typeHandler=texts},
            #{changes.claimKeys, typeHandler=texts}, #{changes.claimOperations, typeHandler=texts},
            #{changes.claimFingerprints, typeHandler=texts}, #{changes.claimExpiries, typeHandler=texts}::timestamptz[])
            WITH ORDINALITY AS item (""" + NAMES
                    + ", at, principal, request_id, action, " + Claims.EACH + ", place))";

    /** Those whose claim is not known yet; the others have happened. */
    private static final String FRESH = ", fresh AS (SELECT * FROM given WHERE " + Claims.IS_NEW + ")";

    /** {@code STORE by whom and when, FROM rows STORED}. */
    private static final String STORE = ", stored AS (" + MemorySql.INSERT + """
                SELECT #{entry.tenant}, new_id, namespace, key, content, category, importance,
                       ARRAY(SELECT jsonb_array_elements_text(tags::jsonb)), metadata::jsonb, source,
                       valid_from, valid_to, expires_at, 1,\s""";

    /** Sorted by address, so that two batches never wait for one another in a circle. */
    private static final String STORED = " ORDER BY namespace COLLATE \"C\", key COLLATE \"C\" "
            + MemorySql.REPLACE
            + " RETURNING m.tenant_id, "
            + MemorySql.COLUMNS
            + ")";

    private static final String AT = "#{change.at}::timestamptz, ";

    private static final String UPSERT_ALL_HEAD = GIVEN
            + STORE
            + AT
            + AT
            + AT
            + "#{scope.principal} FROM given"
            + STORED
            + """
            , written AS (
                SELECT stored.*, given.audit_id, given.place
                FROM stored JOIN given ON given.namespace = stored.namespace AND given.key = stored.key)
            """
            + MemorySql.NOTE
            + "audit_id"
            + MemorySql.BY
            + MemorySql.NOTED;

    private static final String ANSWER_ALL = MemorySql.ANSWER + " ORDER BY place";

    /** One change of all. */
    static final String UPSERT_ALL = UPSERT_ALL_HEAD + ANSWER_ALL;

    static final String UPSERT_ALL_ONCE = UPSERT_ALL_HEAD + Claims.INSERT + ANSWER_ALL;

    /** A change of each. Leaves out those whose claim is known. */
    static final String UPSERT_EACH = GIVEN_EACH
            + FRESH
            + STORE
            + "at, at, at, principal FROM fresh"
            + STORED
            + """
            , written AS (
                SELECT stored.*, audit_id, place, at, principal, request_id, action,\s""" + Claims.EACH + """

                FROM stored JOIN fresh ON fresh.namespace = stored.namespace AND fresh.key = stored.key)
            """
            + MemorySql.NOTE
            + "audit_id, at, principal, request_id, action"
            + MemorySql.NOTED
            + Claims.INSERT_EACH
            + "SELECT place, " + MemorySql.COLUMNS + " FROM written";

    private static final int LARGE_BYTES = 16_384;

    /**
     * {@link MemorySql#FIND} for each of many, by the index of addresses each: LIMIT keeps the planner from joining them in any other way.
     * A large one comes without its content, for who wants it shall read it alone. How long a text is, is known without reading it.
     */
    static final String FIND_EACH = Entry.SQL_BY_INDEX + "SELECT wanted.place, octet_length(content) > " + LARGE_BYTES
            + ", id, namespace, key, CASE WHEN octet_length(content) > " + LARGE_BYTES + " THEN '' ELSE content END"
            + """
            , category, importance, tags, metadata, source, valid_from, valid_to, expires_at,
            version, created_at, updated_at, recorded_at, created_by
            FROM unnest(
                #{namespaces, typeHandler=texts}, #{keys, typeHandler=texts}, #{moments, typeHandler=texts}::timestamptz[])
                WITH ORDINALITY AS wanted (in_namespace, by_key, at, place)
            CROSS JOIN LATERAL (
                SELECT *
                FROM holdfast.memory AS m
                WHERE tenant_id = #{entry.tenant} AND namespace = wanted.in_namespace AND key = wanted.by_key
                  AND (expires_at IS NULL OR expires_at > wanted.at) AND\s"""
            + MemorySql.STANDS
            + " LIMIT 1) AS found";

    private MemoryBatchSql() {}
}
