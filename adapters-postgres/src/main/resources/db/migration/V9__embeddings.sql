-- The models a tenant knows. A name says one model within a tenant only, so dimensions may differ between tenants.
CREATE TABLE holdfast.embedding_model (
    tenant_id      text COLLATE "C" NOT NULL,
    name           text COLLATE "C" NOT NULL CHECK (name ~ '^[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}$'),
    dimension      integer          NOT NULL CHECK (dimension BETWEEN 1 AND 4000),
    state          text             NOT NULL CHECK (state IN ('stored', 'building', 'active')),
    -- How far the walk through what was there before the model has come; NULL when it is over.
    memories_after uuid,
    chunks_after   uuid,
    created_at     timestamptz      NOT NULL,
    PRIMARY KEY (tenant_id, name)
);

-- At most one is active and one building.
CREATE UNIQUE INDEX embedding_model_in_use ON holdfast.embedding_model (tenant_id, state) WHERE state <> 'stored';

-- The vector of a text, once per model, whoever has the text: the truth, and the cache. The dimension is repeated because it is part of
-- what makes an index over one model's vectors, and two tenants may mean different models by one name.
CREATE TABLE holdfast.embedding (
    tenant_id    text COLLATE "C" NOT NULL,
    model        text COLLATE "C" NOT NULL,
    dimension    integer          NOT NULL,
    content_hash bytea            NOT NULL CHECK (octet_length(content_hash) = 32),
    vector       real[]           NOT NULL CHECK (cardinality(vector) = dimension),
    -- The vector in a byte per number, with how far off that is, and the hash: what exact search looks at first.
    sketch       bytea            NOT NULL CHECK (octet_length(sketch) = dimension + 44),
    -- Brought by a caller for later, so that it is kept for a while though nobody has the text.
    cached       boolean          NOT NULL,
    created_at   timestamptz      NOT NULL,
    PRIMARY KEY (tenant_id, model, content_hash),
    CONSTRAINT embedding_of_model FOREIGN KEY (tenant_id, model) REFERENCES holdfast.embedding_model
);

-- Vectors stand apart from what is scanned.
ALTER TABLE holdfast.embedding
    ALTER COLUMN vector SET STORAGE EXTERNAL,
    ALTER COLUMN sketch SET STORAGE PLAIN,
    ALTER COLUMN content_hash SET STORAGE PLAIN,
    ALTER COLUMN model SET STORAGE PLAIN,
    ALTER COLUMN tenant_id SET STORAGE PLAIN;
ALTER TABLE holdfast.embedding SET (toast_tuple_target = 128);

-- What waits for its vector: a passage once per model. Not keyed by the text, for which writers of the same text would wait.
CREATE TABLE holdfast.embedding_work (
    tenant_id    text COLLATE "C" NOT NULL,
    model        text COLLATE "C" NOT NULL,
    kind         text             NOT NULL CHECK (kind IN ('memory', 'chunk')),
    owner_id     uuid             NOT NULL,
    content_hash bytea            NOT NULL,
    attempts     integer          NOT NULL DEFAULT 0,
    -- Also the end of the time for which a worker has taken it.
    due_at       timestamptz      NOT NULL,
    failed       boolean          NOT NULL DEFAULT false,
    reason       text,
    PRIMARY KEY (tenant_id, model, kind, owner_id),
    CONSTRAINT embedding_work_of_model FOREIGN KEY (tenant_id, model) REFERENCES holdfast.embedding_model
);

CREATE INDEX embedding_work_due ON holdfast.embedding_work (tenant_id, model, due_at) WHERE NOT failed;

ALTER TABLE holdfast.memory
    ADD COLUMN content_hash bytea NOT NULL GENERATED ALWAYS AS (holdfast.content_hash(content)) STORED;

-- From a vector to who has its text.
CREATE INDEX memory_content ON holdfast.memory (tenant_id, content_hash);
CREATE INDEX chunk_content ON holdfast.chunk (tenant_id, content_hash);

-- What was written waits for its vectors from the moment of its transaction. Triggers, because no statement may forget it; for whole
-- statements, because a batch is one question. While no model is in use they end at once.
CREATE FUNCTION holdfast.queue_memory_texts() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM holdfast.embedding_model
                   WHERE tenant_id = holdfast.current_tenant() AND state <> 'stored') THEN
        RETURN NULL;
    END IF;
    INSERT INTO holdfast.embedding_work AS w (tenant_id, model, kind, owner_id, content_hash, due_at)
    SELECT n.tenant_id, m.name, 'memory', n.id, n.content_hash, n.recorded_at
    FROM written AS n
        JOIN holdfast.embedding_model AS m ON m.tenant_id = n.tenant_id AND m.state <> 'stored'
    WHERE n.deleted_at IS NULL
      AND NOT EXISTS (SELECT FROM holdfast.embedding AS e
                      WHERE e.tenant_id = n.tenant_id AND e.model = m.name AND e.content_hash = n.content_hash)
    ON CONFLICT (tenant_id, model, kind, owner_id) DO UPDATE
        SET content_hash = excluded.content_hash, attempts = 0, due_at = excluded.due_at, failed = false, reason = NULL
        WHERE w.content_hash <> excluded.content_hash;
    RETURN NULL;
END
$$;

CREATE FUNCTION holdfast.queue_chunk_texts() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM holdfast.embedding_model
                   WHERE tenant_id = holdfast.current_tenant() AND state <> 'stored') THEN
        RETURN NULL;
    END IF;
    INSERT INTO holdfast.embedding_work AS w (tenant_id, model, kind, owner_id, content_hash, due_at)
    SELECT n.tenant_id, m.name, 'chunk', n.id, n.content_hash, n.updated_at
    FROM written AS n
        JOIN holdfast.collection AS c ON c.tenant_id = n.tenant_id AND c.id = n.collection_id
        JOIN holdfast.embedding_model AS m ON m.tenant_id = n.tenant_id AND m.state <> 'stored'
            AND (c.embedding_model IS NULL OR c.embedding_model = m.name)
    WHERE NOT EXISTS (SELECT FROM holdfast.embedding AS e
                      WHERE e.tenant_id = n.tenant_id AND e.model = m.name AND e.content_hash = n.content_hash)
    ON CONFLICT (tenant_id, model, kind, owner_id) DO UPDATE
        SET content_hash = excluded.content_hash, attempts = 0, due_at = excluded.due_at, failed = false, reason = NULL
        WHERE w.content_hash <> excluded.content_hash;
    RETURN NULL;
END
$$;

-- A trigger with a transition table has one event.
CREATE TRIGGER memory_insert_queues_text AFTER INSERT ON holdfast.memory
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION holdfast.queue_memory_texts();
CREATE TRIGGER memory_update_queues_text AFTER UPDATE ON holdfast.memory
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION holdfast.queue_memory_texts();
CREATE TRIGGER chunk_insert_queues_text AFTER INSERT ON holdfast.chunk
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION holdfast.queue_chunk_texts();
CREATE TRIGGER chunk_update_queues_text AFTER UPDATE ON holdfast.chunk
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION holdfast.queue_chunk_texts();

-- The states of a tenant's models change one after the other.
CREATE FUNCTION holdfast.begin_embedding(wanted text, its_dimension integer, at timestamptz) RETURNS text
    LANGUAGE plpgsql
AS $$
DECLARE
    tenant  text := holdfast.current_tenant();
    before  record;
    becomes text;
BEGIN
    PERFORM FROM holdfast.embedding_model WHERE tenant_id = tenant FOR NO KEY UPDATE;
    SELECT * INTO before FROM holdfast.embedding_model WHERE tenant_id = tenant AND name = wanted;
    IF before.dimension <> its_dimension THEN
        RETURN NULL;
    END IF;
    becomes := CASE WHEN EXISTS (SELECT FROM holdfast.embedding_model
                                 WHERE tenant_id = tenant AND state = 'active' AND name <> wanted)
                    THEN 'building' ELSE 'active' END;
    IF becomes = 'building' THEN
        DELETE FROM holdfast.embedding_work AS w USING holdfast.embedding_model AS m
        WHERE m.tenant_id = tenant AND m.state = 'building' AND m.name <> wanted
          AND w.tenant_id = tenant AND w.model = m.name;
        UPDATE holdfast.embedding_model
        SET state = 'stored', memories_after = NULL, chunks_after = NULL
        WHERE tenant_id = tenant AND state = 'building' AND name <> wanted;
    END IF;
    INSERT INTO holdfast.embedding_model AS m (tenant_id, name, dimension, state, memories_after, chunks_after, created_at)
    VALUES (tenant, wanted, its_dimension, becomes, '00000000-0000-0000-0000-000000000000',
            '00000000-0000-0000-0000-000000000000', at)
    ON CONFLICT (tenant_id, name) DO UPDATE
        SET state = excluded.state, memories_after = excluded.memories_after, chunks_after = excluded.chunks_after;
    RETURN becomes;
END
$$;

CREATE FUNCTION holdfast.cut_over_embedding(even_if_incomplete boolean) RETURNS boolean
    LANGUAGE plpgsql
AS $$
DECLARE
    tenant    text := holdfast.current_tenant();
    successor text;
BEGIN
    PERFORM FROM holdfast.embedding_model WHERE tenant_id = tenant FOR NO KEY UPDATE;
    SELECT m.name INTO successor
    FROM holdfast.embedding_model AS m
    WHERE m.tenant_id = tenant AND m.state = 'building'
      AND (even_if_incomplete
           OR (m.memories_after IS NULL AND m.chunks_after IS NULL
               AND NOT EXISTS (SELECT FROM holdfast.embedding_work AS w WHERE w.tenant_id = tenant AND w.model = m.name)));
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    DELETE FROM holdfast.embedding_work AS w USING holdfast.embedding_model AS m
    WHERE m.tenant_id = tenant AND m.state = 'active' AND w.tenant_id = tenant AND w.model = m.name;
    UPDATE holdfast.embedding_model
    SET state = 'stored', memories_after = NULL, chunks_after = NULL
    WHERE tenant_id = tenant AND state = 'active';
    UPDATE holdfast.embedding_model SET state = 'active' WHERE tenant_id = tenant AND name = successor;
    RETURN true;
END
$$;

ALTER TABLE holdfast.embedding_model ENABLE ROW LEVEL SECURITY;
ALTER TABLE holdfast.embedding_model FORCE ROW LEVEL SECURITY;
ALTER TABLE holdfast.embedding ENABLE ROW LEVEL SECURITY;
ALTER TABLE holdfast.embedding FORCE ROW LEVEL SECURITY;
ALTER TABLE holdfast.embedding_work ENABLE ROW LEVEL SECURITY;
ALTER TABLE holdfast.embedding_work FORCE ROW LEVEL SECURITY;

CREATE POLICY embedding_model_tenant ON holdfast.embedding_model
    USING (tenant_id = holdfast.current_tenant()) WITH CHECK (tenant_id = holdfast.current_tenant());
CREATE POLICY embedding_tenant ON holdfast.embedding
    USING (tenant_id = holdfast.current_tenant()) WITH CHECK (tenant_id = holdfast.current_tenant());
CREATE POLICY embedding_work_tenant ON holdfast.embedding_work
    USING (tenant_id = holdfast.current_tenant()) WITH CHECK (tenant_id = holdfast.current_tenant());

GRANT SELECT, INSERT, UPDATE ON holdfast.embedding_model TO holdfast_app;
GRANT SELECT, INSERT, DELETE ON holdfast.embedding TO holdfast_app;
GRANT UPDATE (cached) ON holdfast.embedding TO holdfast_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON holdfast.embedding_work TO holdfast_app;

-- As memory_search: an index over vectors is used by functions that bind themselves to the tenant.
CREATE POLICY embedding_search ON holdfast.embedding FOR SELECT TO holdfast_search USING (true);
GRANT SELECT ON holdfast.embedding TO holdfast_search;

-- The passage m's hash as an expression: of the past, only the text is there.
CREATE FUNCTION holdfast.hash_sql(kind text, filter jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN kind = 'memory' AND filter ->> 'as_of' IS NOT NULL THEN 'holdfast.content_hash(m.content)' ELSE 'm.content_hash' END;

-- The hashes of the passages that pass, each once, when there are at most so many passages; NULL when there are more.
CREATE FUNCTION holdfast.few_hashes(wanted text, filter jsonb, most integer) RETURNS bytea[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = holdfast, pg_catalog, pg_temp
    SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
    f      passage_filter := read_filter(filter);
    found  bigint;
    hashes bytea[];
BEGIN
    IF filter -> 'within' = '[]' AND filter -> 'where' = '["all",[]]' AND f.past IS NULL THEN
        -- Mostly there are more, which is soon seen.
        EXECUTE format('SELECT count(*) FROM (SELECT FROM %I AS m WHERE m.tenant_id = $2 AND %s LIMIT $3) AS few', wanted, live_sql(wanted))
            INTO found USING f, current_tenant(), most + 1;
    END IF;
    IF found IS NULL OR found <= most THEN
        EXECUTE format('SELECT count(*), array_agg(hash) FROM (SELECT %s AS hash FROM %s WHERE m.tenant_id = $2 AND %s LIMIT $3) AS few',
                       hash_sql(wanted, filter), passage_source(wanted, filter), passage_predicate(wanted, filter))
            INTO found, hashes USING f, current_tenant(), most + 1;
    END IF;
    RETURN CASE WHEN found <= most THEN ARRAY(SELECT DISTINCT hash FROM unnest(hashes) AS hash) END;
END
$$;

-- The passages that pass and whose text is one of these, with their vectors.
CREATE FUNCTION holdfast.passages_of(wanted text, filter jsonb, of_model text, of_dimension integer, hashes bytea[])
    RETURNS TABLE (passage_id uuid, its_vector real[])
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = holdfast, pg_catalog, pg_temp
    SET plan_cache_mode = force_custom_plan
AS $$
BEGIN
    RETURN QUERY EXECUTE format($sql$
        SELECT m.id, e.vector
        FROM unnest($3) AS h (hash)
            JOIN holdfast.embedding AS e ON e.tenant_id = $2 AND e.model = $4 AND e.dimension = $5 AND e.content_hash = h.hash
            JOIN %s ON m.tenant_id = $2 AND %s = h.hash
        WHERE %s
        $sql$, passage_source(wanted, filter), hash_sql(wanted, filter), passage_predicate(wanted, filter))
        USING read_filter(filter), current_tenant(), hashes, of_model, of_dimension;
END
$$;

-- The index over one model's vectors that pgvector may have, whatever its tenant; see ADR 14.
CREATE FUNCTION holdfast.vector_index_name(of_model text, of_dimension integer, metric text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN 'embedding_' || metric || '_' || "left"(md5(of_model || '=' || of_dimension), 16);

CREATE FUNCTION holdfast.has_vector_index(of_model text, of_dimension integer, metric text) RETURNS boolean
    LANGUAGE sql STABLE
    RETURN EXISTS (SELECT FROM pg_catalog.pg_index AS i WHERE i.indisvalid
                   AND i.indexrelid = to_regclass('holdfast.' || holdfast.vector_index_name(of_model, of_dimension, metric)));

-- How pgvector calls what a metric needs; the schema of the extension is part of it. NULL without the extension.
CREATE FUNCTION holdfast.vector_words(of_dimension integer, metric text, OUT its_type text, OUT operator text, OUT class text)
    LANGUAGE sql STABLE
AS $$
    SELECT format('%I.%I(%s)', n.nspname, k.kind, of_dimension),
           format('OPERATOR(%I.%s)', n.nspname, CASE metric WHEN 'cosine' THEN '<=>' WHEN 'l2' THEN '<->' WHEN 'inner_product' THEN '<#>' END),
           format('%I.%s_%s_ops', n.nspname, k.kind, CASE metric WHEN 'inner_product' THEN 'ip' ELSE metric END)
    FROM pg_extension AS x
        JOIN pg_namespace AS n ON n.oid = x.extnamespace,
        LATERAL (SELECT CASE WHEN of_dimension <= 2000 THEN 'vector' ELSE 'halfvec' END AS kind) AS k
    WHERE x.extname = 'vector'
$$;

-- The nearest by the index, and how far they are as pgvector counts it. One row of NULL: there is no such index. Fewer than asked for:
-- there may be more, which the index did not come to. Whatever becomes part of the statement's text is a number or quoted.
CREATE FUNCTION holdfast.nearest_by_index(
    wanted text, filter jsonb, of_model text, metric text, question real[], most integer, effort integer)
    RETURNS TABLE (passage_id uuid, distance double precision)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = holdfast, pg_catalog, pg_temp
    SET plan_cache_mode = force_custom_plan
    SET enable_seqscan = off
    SET enable_sort = off
    SET enable_hashjoin = off
    SET enable_mergejoin = off
AS $$
DECLARE
    size  integer := cardinality(question);
    words record;
BEGIN
    IF NOT has_vector_index(of_model, size, metric) THEN
        RETURN QUERY SELECT NULL::uuid, NULL::double precision;
        RETURN;
    END IF;
    SELECT * INTO words FROM vector_words(size, metric);
    PERFORM set_config('hnsw.ef_search', least(1000, greatest(effort, most))::text, true),
            set_config('hnsw.iterative_scan', 'strict_order', true);
    RETURN QUERY EXECUTE format($sql$
        SELECT m.id, ((e.vector::%1$s) %2$s $3::%1$s)::double precision
        FROM holdfast.embedding AS e
            JOIN %3$s ON m.tenant_id = $2 AND %4$s = e.content_hash
        WHERE e.tenant_id = $2 AND e.model = %5$L AND e.dimension = %6$s AND %7$s
        ORDER BY (e.vector::%1$s) %2$s $3::%1$s
        LIMIT $4
        $sql$, words.its_type, words.operator, passage_source(wanted, filter), hash_sql(wanted, filter), of_model, size,
               passage_predicate(wanted, filter))
        USING read_filter(filter), current_tenant(), question, most;
END
$$;

REVOKE ALL ON FUNCTION holdfast.few_hashes FROM PUBLIC;
REVOKE ALL ON FUNCTION holdfast.passages_of FROM PUBLIC;
REVOKE ALL ON FUNCTION holdfast.nearest_by_index FROM PUBLIC;
GRANT EXECUTE ON FUNCTION holdfast.few_hashes TO holdfast_app;
GRANT EXECUTE ON FUNCTION holdfast.passages_of TO holdfast_app;
GRANT EXECUTE ON FUNCTION holdfast.nearest_by_index TO holdfast_app;
GRANT CREATE ON SCHEMA holdfast TO holdfast_search;
ALTER FUNCTION holdfast.few_hashes OWNER TO holdfast_search;
ALTER FUNCTION holdfast.passages_of OWNER TO holdfast_search;
ALTER FUNCTION holdfast.nearest_by_index OWNER TO holdfast_search;
REVOKE CREATE ON SCHEMA holdfast FROM holdfast_search;
