package dev.holdfast.postgres.embedding;

import dev.holdfast.postgres.support.Entry;

/** The statements about vectors, models and the list of work. */
final class EmbeddingSql {
    private EmbeddingSql() {}

    static final String REGISTER = Entry.SQL + """
            WITH changed AS (
                INSERT INTO holdfast.embedding_model (tenant_id, name, dimension, state, created_at)
                VALUES (#{entry.tenant}, #{model.name}, #{model.dimension}, 'stored', #{now})
                ON CONFLICT DO NOTHING RETURNING name)
            SELECT count(*) FROM changed
            """;

    static final String FIND_MODEL = Entry.SQL + """
            SELECT name, dimension FROM holdfast.embedding_model WHERE tenant_id = #{entry.tenant} AND name = #{name}
            """;

    static final String ACTIVE = Entry.SQL + """
            SELECT name, dimension FROM holdfast.embedding_model WHERE tenant_id = #{entry.tenant} AND state = 'active'
            """;

    private static final String PROGRESS = """
            SELECT m.name, m.dimension, m.state, m.memories_after IS NOT NULL OR m.chunks_after IS NOT NULL,
                   coalesce(w.pending, 0), coalesce(w.failed, 0)
            """;

    private static final String OF_MODELS = """
            FROM holdfast.embedding_model AS m
                LEFT JOIN (
                    SELECT model, count(*) FILTER (WHERE NOT failed) AS pending, count(*) FILTER (WHERE failed) AS failed
                    FROM holdfast.embedding_work WHERE tenant_id = #{entry.tenant} GROUP BY model) AS w ON w.model = m.name
            WHERE m.tenant_id = #{entry.tenant}
            """;

    static final String IN_USE = Entry.SQL + PROGRESS + OF_MODELS + " AND m.state <> 'stored' ORDER BY m.name";

    static final String MODELS = Entry.SQL + PROGRESS + """
            , (SELECT count(*) FROM holdfast.embedding AS e WHERE e.tenant_id = #{entry.tenant} AND e.model = m.name),
                   EXISTS (SELECT FROM pg_index AS i WHERE i.indisvalid AND i.indexrelid
                       = to_regclass('holdfast.' || holdfast.vector_index_name(m.name, m.dimension, 'cosine'))),
                   m.created_at
            """ + OF_MODELS + " ORDER BY m.name";

    static final String BEGIN =
            Entry.SQL + "SELECT holdfast.begin_embedding(#{model.name}, #{model.dimension}, #{now}::timestamptz)";

    static final String CUT_OVER = Entry.SQL + "SELECT holdfast.cut_over_embedding(#{evenIfIncomplete})";

    static final String FIND = Entry.SQL_BY_INDEX + """
            SELECT content_hash, vector FROM holdfast.embedding
            WHERE tenant_id = #{entry.tenant} AND model = #{model} AND content_hash = ANY (#{hashes, typeHandler=byteas})
            """;

    static final String READY = Entry.SQL_BY_INDEX + """
            SELECT e.content_hash
            FROM holdfast.embedding_model AS m
                JOIN holdfast.embedding AS e ON e.tenant_id = #{entry.tenant} AND e.model = m.name
            WHERE m.tenant_id = #{entry.tenant} AND m.state = 'active'
              AND e.content_hash = ANY (#{hashes, typeHandler=byteas})
            """;

    static final String PRESENT = Entry.SQL_BY_INDEX + """
            SELECT content_hash FROM holdfast.embedding
            WHERE tenant_id = #{entry.tenant} AND model = #{model} AND content_hash = ANY (#{hashes, typeHandler=byteas})
            """;

    /** In the order of hashes, so that two batches never wait for one another in a circle. */
    private static final String KEEP = """
            INSERT INTO holdfast.embedding AS e (
                tenant_id, model, dimension, content_hash, vector, sketch, cached, created_at)
            SELECT #{entry.tenant}, #{model.name}, #{model.dimension}, g.hash,
                   given.numbers[(g.place - 1) * #{model.dimension} + 1 : g.place * #{model.dimension}], g.sketch, #{cached}, #{now}
            FROM (SELECT #{batch.numbers, typeHandler=floats}::real[] AS numbers) AS given,
                unnest(#{batch.hashes, typeHandler=byteas}, #{batch.sketches, typeHandler=byteas})
                    WITH ORDINALITY AS g (hash, sketch, place)
            ORDER BY g.hash
            ON CONFLICT (tenant_id, model, content_hash) DO UPDATE SET cached = true WHERE excluded.cached AND NOT e.cached
            """;

    static final String STORE =
            Entry.SQL + "WITH changed AS (" + KEEP + " RETURNING e.content_hash) SELECT count(*) FROM changed";

    private static final String TEXTS = """
            unnest(#{work.kinds, typeHandler=texts}, #{work.owners, typeHandler=uuids}, #{work.hashes, typeHandler=byteas})
                AS t (kind, owner_id, content_hash)
            WHERE w.tenant_id = #{entry.tenant} AND w.kind = t.kind AND w.owner_id = t.owner_id
              AND w.content_hash = t.content_hash AND w.model =\s""";

    private static final String OF_TEXTS = TEXTS + "#{model}";

    static final String COMPLETE = Entry.SQL_BY_INDEX + "WITH kept AS (" + KEEP
            + ") DELETE FROM holdfast.embedding_work AS w USING " + TEXTS + "#{model.name}";

    static final String POSTPONE = Entry.SQL_BY_INDEX
            + "UPDATE holdfast.embedding_work AS w SET due_at = #{due}, reason = #{reason} FROM " + OF_TEXTS;

    static final String GIVE_UP = Entry.SQL_BY_INDEX
            + "UPDATE holdfast.embedding_work AS w SET failed = true, reason = #{reason} FROM " + OF_TEXTS;

    static final String ENQUEUE_MEMORIES = Entry.SQL + """
            WITH walk AS (
                SELECT name, memories_after AS place FROM holdfast.embedding_model
                WHERE tenant_id = #{entry.tenant} AND name = #{model} AND memories_after IS NOT NULL
                FOR NO KEY UPDATE),
            seen AS (
                SELECT m.id, m.content_hash, m.deleted_at FROM holdfast.memory AS m, walk
                WHERE m.tenant_id = #{entry.tenant} AND m.id > walk.place ORDER BY m.id LIMIT #{most}),
            queued AS (
                INSERT INTO holdfast.embedding_work (tenant_id, model, kind, owner_id, content_hash, due_at)
                SELECT #{entry.tenant}, #{model}, 'memory', s.id, s.content_hash, #{now}
                FROM seen AS s
                WHERE s.deleted_at IS NULL
                  AND NOT EXISTS (SELECT FROM holdfast.embedding AS e WHERE e.tenant_id = #{entry.tenant}
                      AND e.model = #{model} AND e.content_hash = s.content_hash)
                ON CONFLICT DO NOTHING),
            changed AS (
                UPDATE holdfast.embedding_model AS m SET memories_after = (SELECT id FROM seen ORDER BY id DESC LIMIT 1)
                FROM walk WHERE m.tenant_id = #{entry.tenant} AND m.name = walk.name RETURNING m.name)
            SELECT count(*) FROM changed
            """;

    static final String ENQUEUE_CHUNKS = Entry.SQL + """
            WITH walk AS (
                SELECT name, chunks_after AS place FROM holdfast.embedding_model
                WHERE tenant_id = #{entry.tenant} AND name = #{model} AND chunks_after IS NOT NULL
                FOR NO KEY UPDATE),
            seen AS (
                SELECT c.id, c.content_hash, c.collection_id FROM holdfast.chunk AS c, walk
                WHERE c.tenant_id = #{entry.tenant} AND c.id > walk.place ORDER BY c.id LIMIT #{most}),
            queued AS (
                INSERT INTO holdfast.embedding_work (tenant_id, model, kind, owner_id, content_hash, due_at)
                SELECT #{entry.tenant}, #{model}, 'chunk', s.id, s.content_hash, #{now}
                FROM seen AS s
                    JOIN holdfast.collection AS c ON c.tenant_id = #{entry.tenant} AND c.id = s.collection_id
                WHERE (c.embedding_model IS NULL OR c.embedding_model = #{model})
                  AND NOT EXISTS (SELECT FROM holdfast.embedding AS e WHERE e.tenant_id = #{entry.tenant}
                      AND e.model = #{model} AND e.content_hash = s.content_hash)
                ON CONFLICT DO NOTHING),
            changed AS (
                UPDATE holdfast.embedding_model AS m SET chunks_after = (SELECT id FROM seen ORDER BY id DESC LIMIT 1)
                FROM walk WHERE m.tenant_id = #{entry.tenant} AND m.name = walk.name RETURNING m.name)
            SELECT count(*) FROM changed
            """;

    static final String CLAIM = Entry.SQL_BY_INDEX + """
            WITH due AS (
                SELECT kind, owner_id FROM holdfast.embedding_work
                WHERE tenant_id = #{entry.tenant} AND model = #{model} AND NOT failed AND due_at <= #{now}
                ORDER BY due_at LIMIT #{most} FOR UPDATE SKIP LOCKED),
            taken AS (
                UPDATE holdfast.embedding_work AS w SET due_at = #{until}, attempts = w.attempts + 1
                FROM due
                WHERE w.tenant_id = #{entry.tenant} AND w.model = #{model} AND w.kind = due.kind AND w.owner_id = due.owner_id
                RETURNING w.kind, w.owner_id, w.content_hash, w.attempts)
            SELECT t.kind, t.owner_id, t.content_hash, t.attempts,
                   CASE WHEN e.content_hash IS NULL THEN coalesce(m.content, c.text) END
            FROM taken AS t
                LEFT JOIN holdfast.embedding AS e ON e.tenant_id = #{entry.tenant} AND e.model = #{model}
                    AND e.content_hash = t.content_hash
                LEFT JOIN holdfast.memory AS m ON t.kind = 'memory' AND m.tenant_id = #{entry.tenant} AND m.id = t.owner_id
                    AND m.content_hash = t.content_hash AND m.deleted_at IS NULL
                LEFT JOIN holdfast.chunk AS c ON t.kind = 'chunk' AND c.tenant_id = #{entry.tenant} AND c.id = t.owner_id
                    AND c.content_hash = t.content_hash
            """;

    static final String FAILED = Entry.SQL + """
            SELECT kind, owner_id, content_hash, attempts, coalesce(reason, '') FROM holdfast.embedding_work
            WHERE tenant_id = #{entry.tenant} AND model = #{model} AND failed
            ORDER BY kind, owner_id LIMIT #{most}
            """;

    static final String RETRY = Entry.SQL + """
            WITH changed AS (
                UPDATE holdfast.embedding_work SET failed = false, attempts = 0, due_at = #{now}
                WHERE tenant_id = #{entry.tenant} AND model = #{model} AND failed RETURNING owner_id)
            SELECT count(*) FROM changed
            """;

    static final String SWEEP = Entry.SQL + """
            WITH changed AS (DELETE FROM holdfast.embedding AS gone
            USING (
                SELECT e.model, e.content_hash FROM holdfast.embedding AS e
                WHERE e.tenant_id = #{entry.tenant}
                  AND e.created_at < CASE WHEN e.cached THEN #{cachedBefore}::timestamptz ELSE #{before}::timestamptz END
                  AND NOT EXISTS (SELECT FROM holdfast.memory AS m
                      WHERE m.tenant_id = #{entry.tenant} AND m.content_hash = e.content_hash)
                  AND NOT EXISTS (SELECT FROM holdfast.chunk AS c
                      WHERE c.tenant_id = #{entry.tenant} AND c.content_hash = e.content_hash)
                LIMIT #{most}) AS orphan
            WHERE gone.tenant_id = #{entry.tenant} AND gone.model = orphan.model AND gone.content_hash = orphan.content_hash
            RETURNING gone.content_hash)
            SELECT count(*) FROM changed
            """;
}
