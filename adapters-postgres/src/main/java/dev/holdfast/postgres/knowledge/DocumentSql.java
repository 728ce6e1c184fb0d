package dev.holdfast.postgres.knowledge;

import dev.holdfast.domain.knowledge.DocumentDraft;
import dev.holdfast.postgres.support.Claims;
import dev.holdfast.postgres.support.Entry;

/** The parts that statements about documents and chunks are made of. */
final class DocumentSql {
    /** Of the table, under the name {@code d}. */
    private static final String STORED = """
        d.external_id, d.title, d.source, d.content_hash, d.chunks, d.metadata, d.valid_from, d.valid_to, d.version,
        d.created_at, d.updated_at, d.created_by
        """;

    /** Of rows that know the name of their collection. */
    static final String COLUMNS = """
        id, collection, external_id, title, source, encode(content_hash, 'hex'), chunks, metadata, valid_from, valid_to,
        version, created_at, updated_at, created_by
        """;

    static final String CHUNK_COLUMNS = "id, document_id, ordinal, headings, text, token_count, metadata, created_at";

    /** The collection, which does not go away before the statement ends. */
    private static final String HOME = Entry.SQL_BY_INDEX + """
        WITH home AS (
            SELECT id, language FROM holdfast.collection
            WHERE tenant_id = #{entry.tenant} AND name = #{collection}
            FOR KEY SHARE),
        """;

    private static final String GIVEN = HOME + """
        given AS (
            SELECT *
            FROM unnest(
                #{rows.ids, typeHandler=uuids}, #{rows.auditIds, typeHandler=uuids},
                #{rows.externalIds, typeHandler=texts}, #{rows.titles, typeHandler=texts},
                #{rows.sources, typeHandler=texts}, #{rows.hashes, typeHandler=texts},
                #{rows.sizes, typeHandler=longs}, #{rows.metadata, typeHandler=texts},
                #{rows.validFrom, typeHandler=texts}::timestamptz[],
                #{rows.validTo, typeHandler=texts}::timestamptz[]) WITH ORDINALITY
                AS item (new_id, audit_id, external_id, title, source, hash, size, metadata, valid_from, valid_to, place)),
        """;

    private static final String LATER = "greatest(#{change.at}, d.updated_at + interval '1 microsecond')";

    /** Sorted by address, so that two batches never wait for one another in a circle. */
    private static final String INSERT = GIVEN + """
        stored AS (
            INSERT INTO holdfast.document AS d (
                tenant_id, id, collection_id, external_id, title, source, content_hash, chunk_version, chunks, metadata,
                valid_from, valid_to, version, created_at, updated_at, created_by)
            SELECT #{entry.tenant}, given.new_id, home.id, given.external_id, given.title, given.source,
                   decode(given.hash, 'hex'), 1, given.size, given.metadata::jsonb, given.valid_from, given.valid_to, 1,
                   #{change.at}::timestamptz, #{change.at}::timestamptz, #{scope.principal}
            FROM given CROSS JOIN home
            ORDER BY given.external_id COLLATE "C"
            ON CONFLICT ON CONSTRAINT document_address DO
        """;

    private static final String REPLACE = """
                UPDATE SET
                    title = excluded.title, source = excluded.source, content_hash = excluded.content_hash,
                    chunk_version = CASE WHEN d.content_hash = excluded.content_hash THEN d.chunk_version ELSE d.version + 1 END,
                    chunks = excluded.chunks, metadata = excluded.metadata, valid_from = excluded.valid_from,
                    valid_to = excluded.valid_to, version = d.version + 1, created_by = excluded.created_by,
                    updated_at = \
                """ + LATER;

    /** A trigger has removed the chunks of a document whose content changed. */
    private static final String CUT = " RETURNING d.tenant_id, d.id, d.collection_id, d.chunk_version, " + STORED + """
        ),
        written AS (
            SELECT stored.*, #{collection}::text AS collection, given.audit_id, given.place
            FROM stored JOIN given ON given.external_id = stored.external_id),
        cut AS (
            INSERT INTO holdfast.chunk (
                tenant_id, id, collection_id, document_id, ordinal, language, title, headings, text, token_count,
                metadata, valid_from, valid_to, created_at, updated_at)
            SELECT #{entry.tenant}, part.id, written.collection_id, written.id, part.ordinal, home.language, part.title,
                   ARRAY(SELECT jsonb_array_elements_text(part.headings::jsonb)), part.text, part.tokens,
                   part.metadata::jsonb, written.valid_from, written.valid_to, written.updated_at, written.updated_at
            FROM unnest(
                #{parts.owners, typeHandler=longs}, #{parts.ids, typeHandler=uuids},
                #{parts.ordinals, typeHandler=longs}, #{parts.titles, typeHandler=texts},
                #{parts.headings, typeHandler=texts}, #{parts.texts, typeHandler=texts},
                #{parts.tokens, typeHandler=longs}, #{parts.metadata, typeHandler=texts})
                AS part (owner, id, ordinal, title, headings, text, tokens, metadata)
                JOIN written ON written.place = part.owner
                CROSS JOIN home
            WHERE written.chunk_version = written.version)
        """;

    private static final String NOTED = """
        , noted AS (
            INSERT INTO holdfast.audit_entry (
                tenant_id, id, at, principal_id, request_id, action,
                subject_type, subject_name, subject_id, subject_version, outcome)
            SELECT tenant_id, audit_id, #{change.at}, #{scope.principal}, #{scope.requestId}, #{change.action},
                   'document', collection || '/' || external_id, id, version, 'done'
            FROM written)
        """;

    private static final String ANSWER = "SELECT " + COLUMNS + " FROM written ORDER BY place";

    private static final String PLAIN = CUT + NOTED + ANSWER;
    private static final String CLAIMED = CUT + NOTED + Claims.INSERT + ANSWER;

    static final String UPSERT = INSERT + REPLACE + PLAIN;
    static final String UPSERT_ONCE = INSERT + REPLACE + CLAIMED;
    static final String INSERT_NEW = INSERT + "NOTHING" + PLAIN;
    static final String INSERT_NEW_ONCE = INSERT + "NOTHING" + CLAIMED;

    private static final String UPDATE_HEAD = GIVEN + """
                    stored AS (
                        UPDATE holdfast.document AS d SET
                            title = given.title, source = given.source, content_hash = decode(given.hash, 'hex'),
                            chunk_version = CASE WHEN d.content_hash = decode(given.hash, 'hex') THEN d.chunk_version
                                                 ELSE d.version + 1 END,
                            chunks = given.size, metadata = given.metadata::jsonb, valid_from = given.valid_from,
                            valid_to = given.valid_to, version = d.version + 1, created_by = #{scope.principal}, updated_at = \
                    """ + LATER + """
                     FROM given CROSS JOIN home
                        WHERE d.tenant_id = #{entry.tenant} AND d.collection_id = home.id AND d.external_id = given.external_id
                          AND d.version = #{expected}
                    """;
    static final String UPDATE = UPDATE_HEAD + PLAIN;
    static final String UPDATE_ONCE = UPDATE_HEAD + CLAIMED;

    /** Chunks go with it by their foreign key, which sees what others stored a moment ago. */
    private static final String DELETE_HEAD = HOME + """
        written AS (
            DELETE FROM holdfast.document AS d
            USING home
            WHERE d.tenant_id = #{entry.tenant} AND d.collection_id = home.id AND d.external_id = #{externalId}
              AND (#{expected, jdbcType=BIGINT}::bigint IS NULL OR d.version = #{expected, jdbcType=BIGINT})
            RETURNING d.tenant_id, d.id, #{collection}::text AS collection, #{auditId}::uuid AS audit_id, 1 AS place,
        """ + STORED + ")" + NOTED;

    static final String DELETE = DELETE_HEAD + ANSWER;
    static final String DELETE_ONCE = DELETE_HEAD + Claims.INSERT + ANSWER;

    private static final String FROM_COLLECTION = """
         FROM holdfast.collection AS c
            JOIN holdfast.document AS d ON d.tenant_id = #{entry.tenant} AND d.collection_id = c.id
        """;

    private static final String IN_COLLECTION =
            FROM_COLLECTION + " WHERE c.tenant_id = #{entry.tenant} AND c.name = #{collection} ";

    private static final String KNOWN = "SELECT d.id, c.name AS collection, " + STORED;

    static final String FIND = Entry.SQL_BY_INDEX + "SELECT " + COLUMNS + " FROM (" + KNOWN + IN_COLLECTION
            + " AND d.external_id = #{externalId}) AS found";

    static final String FIND_ALL = Entry.SQL_BY_INDEX + "SELECT " + COLUMNS + " FROM (" + KNOWN + IN_COLLECTION
            + " AND d.external_id = ANY (#{externalIds, typeHandler=texts})) AS found ORDER BY external_id";

    /** As {@code Document.weight} counts it. */
    private static final String WEIGHT = DocumentDraft.METADATA_WEIGHT
            + " * octet_length(metadata::text) + coalesce(octet_length(title), 0) + coalesce(octet_length(source), 0)";

    static final String LIST = Entry.SQL + "SELECT " + COLUMNS + ", followed" + PageSql.WEIGHED + WEIGHT
            + PageSql.BEFORE + KNOWN + IN_COLLECTION
            + " AND d.external_id > #{after} ORDER BY d.external_id LIMIT #{most} + 1" + PageSql.ORDERED + "external_id"
            + PageSql.IN_PAGE + "external_id";

    /** Documents by id, as they are now, in the order they are asked for. */
    static final String REMEMBERED =
            Entry.SQL + "SELECT " + COLUMNS + " FROM (" + KNOWN + ", wanted.place" + FROM_COLLECTION + """
                    JOIN unnest(#{ids, typeHandler=uuids}) WITH ORDINALITY AS wanted (id, place) ON wanted.id = d.id
                WHERE c.tenant_id = #{entry.tenant}) AS found ORDER BY place
                """;

    /** As {@code Chunk.weight} counts it. */
    private static final String CHUNK_WEIGHT = "octet_length(text) + octet_length(headings::text) + "
            + DocumentDraft.METADATA_WEIGHT + " * octet_length(metadata::text)";

    static final String CHUNKS =
            Entry.SQL_BY_INDEX + "SELECT " + CHUNK_COLUMNS + ", followed" + PageSql.WEIGHED + CHUNK_WEIGHT
                    + PageSql.BEFORE
                    + "SELECT k.id, k.document_id, k.ordinal, k.headings, k.text, k.token_count, k.metadata, k.created_at"
                    + FROM_COLLECTION + """
                JOIN holdfast.chunk AS k ON k.tenant_id = #{entry.tenant} AND k.document_id = d.id
            WHERE c.tenant_id = #{entry.tenant} AND c.name = #{collection} AND d.external_id = #{externalId}
              AND k.ordinal > #{after}
            ORDER BY k.ordinal LIMIT #{most} + 1
            """ + PageSql.ORDERED + "ordinal" + PageSql.IN_PAGE + "ordinal";

    private DocumentSql() {}
}
