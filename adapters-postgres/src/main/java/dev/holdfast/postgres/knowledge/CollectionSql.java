package dev.holdfast.postgres.knowledge;

import dev.holdfast.domain.knowledge.DocumentDraft;
import dev.holdfast.postgres.support.Claims;
import dev.holdfast.postgres.support.Entry;

/** The parts that statements about collections are made of. */
final class CollectionSql {
    static final String COLUMNS = """
            id, name, description, language, profile, embedding_model, metadata, version, created_at, updated_at, created_by
            """;

    /** As {@code Collection.weight} counts it. */
    private static final String WEIGHT =
            DocumentDraft.METADATA_WEIGHT + " * octet_length(metadata::text) + coalesce(octet_length(description), 0)";

    private static final String RETURNING = " RETURNING c.tenant_id, 1 AS place, " + COLUMNS + ")";

    private static final String NOTED = RETURNING + """
            , noted AS (
                INSERT INTO holdfast.audit_entry (
                    tenant_id, id, at, principal_id, request_id, action,
                    subject_type, subject_name, subject_id, subject_version, outcome)
                SELECT tenant_id, #{auditId}, #{change.at}, #{scope.principal}, #{scope.requestId}, #{change.action},
                       'collection', name, id, version, 'done'
                FROM written)
            """;

    private static final String CLAIMED = NOTED + Claims.INSERT;
    private static final String ANSWER = "SELECT " + COLUMNS + " FROM written";

    private static final String INSERT = Entry.SQL_BY_INDEX + """
            WITH written AS (
                INSERT INTO holdfast.collection AS c (
                    tenant_id, id, name, description, language, profile, embedding_model, metadata, version,
                    created_at, updated_at, created_by)
                VALUES (
                    #{entry.tenant}, #{write.newId}, #{write.draft.name}, #{write.draft.description, jdbcType=VARCHAR},
                    #{write.draft.language}, #{write.draft.profile, typeHandler=enum},
                    #{write.draft.embeddingModel, jdbcType=VARCHAR}, #{write.draft.metadata}::jsonb, 1,
                    #{change.at}, #{change.at}, #{scope.principal})
                ON CONFLICT ON CONSTRAINT collection_name DO
            """;

    private static final String LATER = "greatest(#{change.at}, c.updated_at + interval '1 microsecond')";

    private static final String UPSERT_HEAD =
            INSERT + """
            UPDATE SET
                description = excluded.description, embedding_model = excluded.embedding_model, metadata = excluded.metadata,
                version = c.version + 1, created_by = excluded.created_by, updated_at =\s""" + LATER + " WHERE c.language = excluded.language AND c.profile = excluded.profile";
    static final String UPSERT = UPSERT_HEAD + NOTED + ANSWER;
    static final String UPSERT_ONCE = UPSERT_HEAD + CLAIMED + ANSWER;

    private static final String INSERT_HEAD = INSERT + " NOTHING";
    static final String INSERT_NEW = INSERT_HEAD + NOTED + ANSWER;
    static final String INSERT_NEW_ONCE = INSERT_HEAD + CLAIMED + ANSWER;

    private static final String UPDATE_HEAD = Entry.SQL_BY_INDEX + """
            WITH written AS (
                UPDATE holdfast.collection AS c SET
                    description = #{write.draft.description, jdbcType=VARCHAR},
                    embedding_model = #{write.draft.embeddingModel, jdbcType=VARCHAR},
                    metadata = #{write.draft.metadata}::jsonb, version = c.version + 1, created_by = #{scope.principal},
                    updated_at =\s""" + LATER + """
             WHERE c.tenant_id = #{entry.tenant} AND c.name = #{write.draft.name} AND c.version = #{expected}
               AND c.language = #{write.draft.language} AND c.profile = #{write.draft.profile, typeHandler=enum}
            """;
    static final String UPDATE = UPDATE_HEAD + NOTED + ANSWER;
    static final String UPDATE_ONCE = UPDATE_HEAD + CLAIMED + ANSWER;

    /** Documents and chunks go with it by their foreign keys, which see what others stored a moment ago. */
    private static final String DELETE_HEAD = Entry.SQL_BY_INDEX + """
            WITH written AS (
                DELETE FROM holdfast.collection AS c
                WHERE c.tenant_id = #{entry.tenant} AND c.name = #{name}
                  AND (#{expected, jdbcType=BIGINT}::bigint IS NULL OR c.version = #{expected, jdbcType=BIGINT})
            """;

    static final String DELETE = DELETE_HEAD + NOTED + ANSWER;
    static final String DELETE_ONCE = DELETE_HEAD + CLAIMED + ANSWER;

    static final String FIND = Entry.SQL_BY_INDEX + "SELECT " + COLUMNS
            + " FROM holdfast.collection WHERE tenant_id = #{entry.tenant} AND name = #{name}";

    static final String FIND_BY_ID = Entry.SQL + "SELECT " + COLUMNS
            + " FROM holdfast.collection WHERE tenant_id = #{entry.tenant} AND id = #{id}";

    static final String LIST = Entry.SQL + "SELECT " + COLUMNS + ", followed" + PageSql.WEIGHED + WEIGHT
            + PageSql.BEFORE + "SELECT " + COLUMNS + """
             FROM holdfast.collection
            WHERE tenant_id = #{entry.tenant} AND name > #{after}
              AND (#{among, typeHandler=texts}::text[] IS NULL OR name = ANY (#{among, typeHandler=texts}::text[]))
            ORDER BY name LIMIT #{most} + 1
            """ + PageSql.ORDERED + "name" + PageSql.IN_PAGE + "name";

    private CollectionSql() {}
}
