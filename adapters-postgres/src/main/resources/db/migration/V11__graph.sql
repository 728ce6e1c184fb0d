-- Knowledge graphs: named things, what was observed of them, relations between them. One graph for each namespace of a tenant.
-- Positions are the order in which things were added; they leave the server in signed cursors only. They have no index: beside the
-- primary key a planner without statistics would take it for as good, and look for one entity among all of a graph that is being filled.

-- Words are not stemmed: names are looked for, and the beginning of a word finds it.
CREATE FUNCTION holdfast.graph_words(content text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN to_tsvector('simple'::regconfig, translate("left"(content, 250000), '_-./:@', '      '));

CREATE TABLE holdfast.graph_entity (
    tenant_id  text COLLATE "C" NOT NULL,
    namespace  text COLLATE "C" NOT NULL CHECK (octet_length(namespace) BETWEEN 1 AND 1536),
    name       text COLLATE "C" NOT NULL CHECK (octet_length(name) BETWEEN 1 AND 768),
    type       text             NOT NULL CHECK (char_length(type) BETWEEN 1 AND 256),
    position   bigint           NOT NULL GENERATED ALWAYS AS IDENTITY,
    created_at timestamptz      NOT NULL,
    created_by text             NOT NULL,
    words      tsvector         NOT NULL,
    PRIMARY KEY (tenant_id, namespace, name)
);

CREATE INDEX graph_entity_words ON holdfast.graph_entity USING gin (words);

CREATE TABLE holdfast.graph_observation (
    tenant_id  text COLLATE "C" NOT NULL,
    namespace  text COLLATE "C" NOT NULL,
    entity     text COLLATE "C" NOT NULL,
    hash       text COLLATE "C" NOT NULL CHECK (char_length(hash) = 64),
    content    text             NOT NULL CHECK (octet_length(content) BETWEEN 1 AND 32768),
    position   bigint           NOT NULL GENERATED ALWAYS AS IDENTITY,
    created_at timestamptz      NOT NULL,
    created_by text             NOT NULL,
    PRIMARY KEY (tenant_id, namespace, entity, hash),
    CONSTRAINT graph_observation_entity FOREIGN KEY (tenant_id, namespace, entity)
        REFERENCES holdfast.graph_entity (tenant_id, namespace, name) ON DELETE CASCADE
);

-- The hash stands for both names and the type, which together are longer than an index allows.
CREATE TABLE holdfast.graph_relation (
    tenant_id  text COLLATE "C" NOT NULL,
    namespace  text COLLATE "C" NOT NULL CHECK (octet_length(namespace) BETWEEN 1 AND 1536),
    hash       text COLLATE "C" NOT NULL CHECK (char_length(hash) = 64),
    source     text COLLATE "C" NOT NULL CHECK (octet_length(source) BETWEEN 1 AND 768),
    target     text COLLATE "C" NOT NULL CHECK (octet_length(target) BETWEEN 1 AND 768),
    type       text             NOT NULL CHECK (char_length(type) BETWEEN 1 AND 256),
    position   bigint           NOT NULL GENERATED ALWAYS AS IDENTITY,
    created_at timestamptz      NOT NULL,
    created_by text             NOT NULL,
    PRIMARY KEY (tenant_id, namespace, hash)
);

CREATE INDEX graph_relation_source ON holdfast.graph_relation (tenant_id, namespace, source);
CREATE INDEX graph_relation_target ON holdfast.graph_relation (tenant_id, namespace, target);

-- An entity is found by the words of all its observations together, so they stand in its row. Its row is locked first: whoever adds
-- to the same entity at the same time then sees what was committed meanwhile, and no word is lost. Not its key, which every inserted
-- observation holds already: two of them would wait for one another. One by one and in order, so that it is always found by its key.
CREATE FUNCTION holdfast.keep_graph_words() RETURNS trigger
    LANGUAGE plpgsql
AS $$
DECLARE
    touched record;
BEGIN
    FOR touched IN SELECT DISTINCT c.tenant_id, c.namespace, c.entity FROM changed AS c ORDER BY 1, 2, 3 LOOP
        PERFORM FROM holdfast.graph_entity AS e
        WHERE e.tenant_id = touched.tenant_id AND e.namespace = touched.namespace AND e.name = touched.entity
        FOR NO KEY UPDATE;
        UPDATE holdfast.graph_entity AS e
        SET words = holdfast.graph_words(concat_ws(' ', e.name, e.type, (
            SELECT string_agg(o.content, ' ')
            FROM holdfast.graph_observation AS o
            WHERE o.tenant_id = touched.tenant_id AND o.namespace = touched.namespace AND o.entity = touched.entity)))
        WHERE e.tenant_id = touched.tenant_id AND e.namespace = touched.namespace AND e.name = touched.entity;
    END LOOP;
    RETURN NULL;
END
$$;

CREATE TRIGGER graph_words_after_insert
    AFTER INSERT ON holdfast.graph_observation
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT
EXECUTE FUNCTION holdfast.keep_graph_words();

CREATE TRIGGER graph_words_after_delete
    AFTER DELETE ON holdfast.graph_observation
    REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT
EXECUTE FUNCTION holdfast.keep_graph_words();

ALTER TABLE holdfast.graph_entity ENABLE ROW LEVEL SECURITY;
ALTER TABLE holdfast.graph_entity FORCE ROW LEVEL SECURITY;
ALTER TABLE holdfast.graph_observation ENABLE ROW LEVEL SECURITY;
ALTER TABLE holdfast.graph_observation FORCE ROW LEVEL SECURITY;
ALTER TABLE holdfast.graph_relation ENABLE ROW LEVEL SECURITY;
ALTER TABLE holdfast.graph_relation FORCE ROW LEVEL SECURITY;

CREATE POLICY graph_entity_tenant ON holdfast.graph_entity
    USING (tenant_id = holdfast.current_tenant()) WITH CHECK (tenant_id = holdfast.current_tenant());
CREATE POLICY graph_observation_tenant ON holdfast.graph_observation
    USING (tenant_id = holdfast.current_tenant()) WITH CHECK (tenant_id = holdfast.current_tenant());
CREATE POLICY graph_relation_tenant ON holdfast.graph_relation
    USING (tenant_id = holdfast.current_tenant()) WITH CHECK (tenant_id = holdfast.current_tenant());

GRANT SELECT, INSERT, DELETE, UPDATE (words) ON holdfast.graph_entity TO holdfast_app;
GRANT SELECT, INSERT, DELETE ON holdfast.graph_observation TO holdfast_app;
GRANT SELECT, INSERT, DELETE ON holdfast.graph_relation TO holdfast_app;

-- As search_memories: text search operators are not leakproof, so a function finds names and scores and nothing else.
CREATE POLICY graph_entity_search ON holdfast.graph_entity FOR SELECT TO holdfast_search USING (true);
GRANT SELECT ON holdfast.graph_entity TO holdfast_search;

CREATE FUNCTION holdfast.search_graph(space text, query text, most integer)
    RETURNS TABLE (entity text, score bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = holdfast, pg_catalog, pg_temp
    SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
    parts  tsquery[] := ARRAY(SELECT to_tsquery('simple', quote_literal(word) || ':*')
                              FROM unnest(tsvector_to_array(graph_words(query))) AS word);
    all_of tsquery;
    any_of tsquery;
BEGIN
    IF cardinality(parts) = 0 THEN
        RETURN;
    END IF;
    SELECT string_agg('(' || part::text || ')', ' & ')::tsquery, string_agg('(' || part::text || ')', ' | ')::tsquery
    INTO all_of, any_of
    FROM unnest(parts) AS part;
    RETURN QUERY
        SELECT e.name, cardinality(parts)::bigint
        FROM graph_entity AS e
        WHERE e.tenant_id = current_tenant() AND e.namespace = space AND e.words @@ all_of
        ORDER BY e.position
        LIMIT most;
    IF FOUND THEN
        RETURN;
    END IF;
    -- What is counted is bounded, so that a word in every entity does not read them all.
    RETURN QUERY
        SELECT best.name, best.points
        FROM (
            SELECT found.name, found.position, found.points, max(found.points) OVER () AS highest
            FROM (
                SELECT e.name, e.position,
                       (SELECT count(*) FROM unnest(parts) AS part WHERE e.words @@ part) AS points
                FROM graph_entity AS e
                WHERE e.tenant_id = current_tenant() AND e.namespace = space AND e.words @@ any_of
                LIMIT 5000) AS found) AS best
        WHERE best.points = best.highest
        ORDER BY best.position
        LIMIT most;
END
$$;

REVOKE ALL ON FUNCTION holdfast.search_graph FROM PUBLIC;
GRANT EXECUTE ON FUNCTION holdfast.search_graph TO holdfast_app;
GRANT CREATE ON SCHEMA holdfast TO holdfast_search;
ALTER FUNCTION holdfast.search_graph OWNER TO holdfast_search;
REVOKE CREATE ON SCHEMA holdfast FROM holdfast_search;
