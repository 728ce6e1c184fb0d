-- CREATE ROLE holdfast_app NOINHERIT; --@ role holdfast_app
-- CREATE ROLE holdfast_owner NOINHERIT; --@ role holdfast_owner
-- CREATE ROLE holdfast_query NOINHERIT; --@ role holdfast_query
-- CREATE ROLE holdfast_search NOINHERIT; --@ role holdfast_search
-- GRANT holdfast_query TO holdfast_owner; --@ membership holdfast_owner in holdfast_query
-- GRANT holdfast_search TO holdfast_owner; --@ membership holdfast_owner in holdfast_search
-- CREATE SCHEMA holdfast AUTHORIZATION holdfast_owner; --@ schema holdfast
-- CREATE EXTENSION pg_trgm WITH SCHEMA holdfast; --@ extension pg_trgm
CREATE OR REPLACE FUNCTION holdfast.begin_embedding(wanted text, its_dimension integer, at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
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
$function$; --@ function begin_embedding(text,integer,timestamp with time zone)
CREATE OR REPLACE FUNCTION holdfast.chunk_words(language text, title text, text text)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (setweight(to_tsvector((('pg_catalog.'::text || language))::regconfig, COALESCE(title, ''::text)), 'A'::"char") || setweight(to_tsvector((('pg_catalog.'::text || language))::regconfig, text), 'D'::"char")); --@ function chunk_words(text,text,text)
CREATE OR REPLACE FUNCTION holdfast.condition_sql(kind text, condition jsonb, negated boolean)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
DECLARE
    sql text;
BEGIN
    CASE condition ->> 0
        WHEN 'all' THEN
            sql := (SELECT coalesce(string_agg(holdfast.condition_sql(kind, part, negated), ' AND '), 'true')
                    FROM jsonb_array_elements(condition -> 1) AS part);
        WHEN 'any' THEN
            sql := (SELECT coalesce(string_agg(holdfast.condition_sql(kind, part, negated), ' OR '), 'false')
                    FROM jsonb_array_elements(condition -> 1) AS part);
        WHEN 'not' THEN
            sql := 'NOT ' || holdfast.condition_sql(kind, condition -> 1, true);
        ELSE
            sql := '(' || CASE jsonb_typeof(condition -> 1)
                WHEN 'array' THEN holdfast.metadata_sql(kind, condition)
                ELSE holdfast.own_field_sql(kind, condition)
            END || CASE WHEN negated THEN ') IS TRUE' ELSE ')' END;
    END CASE;
    IF sql IS NULL THEN
        RAISE EXCEPTION 'no such condition on a %: %', kind, condition USING ERRCODE = 'invalid_parameter_value';
    END IF;
    RETURN '(' || sql || ')';
END
$function$; --@ function condition_sql(text,jsonb,boolean)
CREATE OR REPLACE FUNCTION holdfast.content_hash(text text)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN sha256(convert_to(text, 'UTF8'::name)); --@ function content_hash(text)
CREATE OR REPLACE FUNCTION holdfast.corpus(wanted text, present timestamp with time zone, OUT passages bigint, OUT average_length double precision, OUT counted boolean)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
AS $function$
DECLARE
    tenant text := holdfast.current_tenant();
    most   integer;
BEGIN
    SELECT s.passages, s.average_length, false INTO passages, average_length, counted
    FROM holdfast.corpus_statistics AS s WHERE s.tenant_id = tenant AND s.kind = wanted AND s.passages > 5000;
    IF FOUND THEN
        RETURN;
    END IF;
    FOREACH most IN ARRAY '{5001,200000}'::integer[] LOOP
        IF wanted = 'memory' THEN
            SELECT count(*), coalesce(avg(first.length), 0) INTO passages, average_length
            FROM (SELECT m.length FROM holdfast.memory AS m
                  WHERE m.tenant_id = tenant AND m.deleted_at IS NULL AND (m.expires_at IS NULL OR m.expires_at > present)
                  LIMIT most) AS first;
        ELSE
            SELECT count(*), coalesce(avg(first.length), 0) INTO passages, average_length
            FROM (SELECT m.length FROM holdfast.chunk AS m WHERE m.tenant_id = tenant LIMIT most) AS first;
        END IF;
        counted := passages < 5001;
        EXIT WHEN counted;
    END LOOP;
END
$function$; --@ function corpus(text,timestamp with time zone)
CREATE OR REPLACE FUNCTION holdfast.counts_sql(terms integer)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
BEGIN
    RETURN (SELECT 'ARRAY[' || string_agg(format('count(*) FILTER (WHERE ranks[%s] <> 0)', i), ', ') || ']::bigint[]' FROM generate_series(1, terms) AS i);
END
$function$; --@ function counts_sql(integer)
CREATE OR REPLACE FUNCTION holdfast.cut_over_embedding(even_if_incomplete boolean)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
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
$function$; --@ function cut_over_embedding(boolean)
CREATE OR REPLACE FUNCTION holdfast.few_hashes(wanted text, filter jsonb, most integer)
 RETURNS bytea[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'holdfast', 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
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
$function$; --@ function few_hashes(text,jsonb,integer)
CREATE OR REPLACE FUNCTION holdfast.field_sql(kind text, field text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE ((kind || ' '::text) || field) WHEN 'memory namespace'::text THEN 'm.namespace'::text WHEN 'memory name'::text THEN 'm.key'::text WHEN 'memory category'::text THEN 'm.category'::text WHEN 'memory importance'::text THEN 'm.importance'::text WHEN 'memory source'::text THEN 'm.source COLLATE "C"'::text WHEN 'memory created_at'::text THEN 'm.created_at'::text WHEN 'memory updated_at'::text THEN 'm.updated_at'::text WHEN 'memory valid_from'::text THEN 'm.valid_from'::text WHEN 'memory valid_to'::text THEN 'm.valid_to'::text WHEN 'memory expires_at'::text THEN 'm.expires_at'::text WHEN 'chunk namespace'::text THEN 'm.namespace'::text WHEN 'chunk name'::text THEN 'm.name'::text WHEN 'chunk source'::text THEN 'm.source COLLATE "C"'::text WHEN 'chunk importance'::text THEN '1'::text WHEN 'chunk title'::text THEN 'm.title COLLATE "C"'::text WHEN 'chunk created_at'::text THEN 'm.created_at'::text WHEN 'chunk updated_at'::text THEN 'm.updated_at'::text WHEN 'chunk valid_from'::text THEN 'm.valid_from'::text WHEN 'chunk valid_to'::text THEN 'm.valid_to'::text ELSE CASE WHEN (field = ANY (ARRAY['category'::text, 'source'::text, 'title'::text])) THEN 'NULL::text COLLATE "C"'::text WHEN (field = 'expires_at'::text) THEN 'NULL::timestamptz'::text ELSE NULL::text END END; --@ function field_sql(text,text)
CREATE OR REPLACE FUNCTION holdfast.go_on_from_tombstone()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
    before holdfast.memory_tombstone;
BEGIN
    SELECT * INTO before FROM holdfast.memory_tombstone AS t
    WHERE t.tenant_id = NEW.tenant_id AND t.namespace = NEW.namespace AND t.key = NEW.key;
    IF FOUND THEN
        NEW.id := before.id;
        NEW.version := before.version + 1;
        NEW.recorded_at := greatest(NEW.recorded_at, before.recorded_at + interval '1 microsecond');
        NEW.updated_at := NEW.recorded_at;
        NEW.created_at := NEW.recorded_at;
    END IF;
    RETURN NEW;
END
$function$; --@ function go_on_from_tombstone()
CREATE OR REPLACE FUNCTION holdfast.graph_words(content text)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN to_tsvector('simple'::regconfig, translate("left"(content, 250000), '_-./:@'::text, '      '::text)); --@ function graph_words(text)
CREATE OR REPLACE FUNCTION holdfast.hash_sql(kind text, filter jsonb)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN ((kind = 'memory'::text) AND ((filter ->> 'as_of'::text) IS NOT NULL)) THEN 'holdfast.content_hash(m.content)'::text ELSE 'm.content_hash'::text END; --@ function hash_sql(text,jsonb)
CREATE OR REPLACE FUNCTION holdfast.index_chunk_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    NEW.words := holdfast.chunk_words(NEW.language, NEW.title, NEW.text);
    NEW.length := (SELECT coalesce(sum(cardinality(positions)), 0) FROM unnest(NEW.words));
    RETURN NEW;
END
$function$; --@ function index_chunk_words()
CREATE OR REPLACE FUNCTION holdfast.index_memory_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    NEW.words := holdfast.memory_words(NEW.key, NEW.tags, NEW.content);
    NEW.length := holdfast.terms_in(NEW.words);
    RETURN NEW;
END
$function$; --@ function index_memory_words()
CREATE OR REPLACE FUNCTION holdfast.keep_chunks_true()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    IF NEW.content_hash <> OLD.content_hash THEN
        DELETE FROM holdfast.chunk WHERE tenant_id = OLD.tenant_id AND document_id = OLD.id;
    ELSIF (NEW.valid_from, NEW.valid_to) IS DISTINCT FROM (OLD.valid_from, OLD.valid_to) THEN
        UPDATE holdfast.chunk
        SET valid_from = NEW.valid_from, valid_to = NEW.valid_to, updated_at = NEW.updated_at
        WHERE tenant_id = OLD.tenant_id AND document_id = OLD.id;
    END IF;
    RETURN NEW;
END
$function$; --@ function keep_chunks_true()
CREATE OR REPLACE FUNCTION holdfast.keep_graph_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
$function$; --@ function keep_graph_words()
CREATE OR REPLACE FUNCTION holdfast.keep_memory_history()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    INSERT INTO holdfast.memory_history (
        tenant_id, id, namespace, key, content, category, importance, tags, metadata, source, valid_from, valid_to, expires_at,
        version, created_at, updated_at, recorded_at, created_by, deleted_at, superseded_at)
    VALUES (
        OLD.tenant_id, OLD.id, OLD.namespace, OLD.key, OLD.content, OLD.category, OLD.importance, OLD.tags, OLD.metadata,
        OLD.source, OLD.valid_from, OLD.valid_to, OLD.expires_at, OLD.version, OLD.created_at, OLD.updated_at, OLD.recorded_at,
        OLD.created_by, OLD.deleted_at, NEW.recorded_at);
    RETURN NULL;
END
$function$; --@ function keep_memory_history()
CREATE OR REPLACE FUNCTION holdfast.lexical_candidates(wanted text, query text, phrases text[], prefixes text[], related text, filter jsonb, most integer, OUT terms text[], OUT frequencies bigint[], OUT passages bigint, OUT average_length double precision, OUT ids uuid[], OUT lengths integer[], OUT ranks real[], OUT similarities real[])
 RETURNS record
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'holdfast', 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET max_parallel_workers_per_gather TO '0'
 SET jit TO 'off'
 SET work_mem TO '32MB'
AS $function$
DECLARE
    f          passage_filter := read_filter(filter);
    tenant     text           := current_tenant();
    past       boolean        := wanted = 'memory' AND f.past IS NOT NULL;
    languages  text[];
    counted    boolean;
    beginnings text[]         := ARRAY(SELECT lower(prefix) FROM unnest(prefixes) AS prefix);
    own_terms  integer; -- of the question itself, before those related to them
    plain      integer; -- terms that are no prefixes
    quoted     text[];  -- the terms as a query in text; as they stand in the index
    queries    tsquery[];
    must       tsquery;
    -- The fragments of the statements below; $1 filter, $2 tenant, $3 terms, $4 prefixes, $5 query, $6 most, $7 must, $8 not again
    source     text;
    passes     text;
    indexed    text;
    picked     text;
    -- Written so that no index of the tenant is looked into: that of the terms knows it already.
    own        text           := 'm.tenant_id || '''' = $2 AND ' || live_sql(wanted);
    filtered   boolean        := filter -> 'within' <> '[]' OR filter -> 'where' <> '["all",[]]';
    enough     integer        := least(most, 200);
    must_index text;
    whole      integer[]      := '{}';
    rest       integer[]      := '{}';
    drivers    text[]         := '{}';
    budget     bigint;
    each       integer;
    small      boolean        := false;
    within     text;
    around     record;
    misspelt   text[];
    likeness   text;
    more_ids uuid[]; more_lengths integer[]; more_ranks real[]; found_in bigint[];
BEGIN
    languages := CASE wanted WHEN 'memory' THEN '{english}'
                 ELSE ARRAY(SELECT DISTINCT c.language FROM collection AS c WHERE c.tenant_id = tenant ORDER BY 1) END;
    SELECT c.passages, c.average_length, c.counted INTO passages, average_length, counted FROM corpus(wanted, f.present) AS c;
    IF passages = 0 AND NOT past THEN
        terms := '{}';
        frequencies := '{}';
        RETURN;
    END IF;
    source := passage_source(wanted, filter);
    passes := passage_predicate(wanted, filter);
    IF filter -> 'within' <> '[]' AND NOT past THEN
        -- A corner of the tenant: its passages are looked through and its words counted, for the tenant's frequent words lead elsewhere,
        -- and what is rare elsewhere may be in every passage here.
        within := passage_predicate(wanted, jsonb_set(filter, '{where}', '["all",[]]'));
        SELECT c.passages, c.average_length INTO around FROM corner(source, within, f, tenant) AS c;
        small := around.passages <= 3000;
        IF small THEN
            passages := around.passages;
            average_length := around.average_length;
            counted := true;
            own := 'm.tenant_id = $2 AND ' || within;
        END IF;
    END IF;
    terms := terms_of(languages, concat_ws(' ', query, array_to_string(phrases, ' ')));
    own_terms := cardinality(terms);
    indexed := 'owned_terms(m.tenant_id, m.words)';
    IF terms = '{}' AND prefixes = '{}' THEN
        -- Nothing but words that say little. No index has them: the newest passages are looked through.
        languages := '{simple}';
        terms := terms_of(languages, query);
        source := literal_source(wanted, source, passes);
        counted := true;
        past := true;
    END IF;
    IF related <> '' THEN
        terms := terms || ARRAY(SELECT term FROM unnest(terms_of(languages, related)) AS term WHERE term <> ALL (terms));
    END IF;
    plain := cardinality(terms);
    quoted := ARRAY(SELECT quoted_term(CASE WHEN past OR small THEN '' ELSE term_owner(tenant) END || term) FROM unnest(terms) WITH ORDINALITY AS t (term, i) ORDER BY i)
        || ARRAY(SELECT quoted_term(CASE WHEN past OR small THEN '' ELSE term_owner(tenant) END || prefix) || ':*' FROM unnest(beginnings) WITH ORDINALITY AS t (prefix, i) ORDER BY i);
    queries := ARRAY(SELECT quoted_term(term)::tsquery FROM unnest(terms) WITH ORDINALITY AS t (term, i) ORDER BY i)
        || ARRAY(SELECT (quoted_term(term) || ':*')::tsquery FROM unnest(beginnings) WITH ORDINALITY AS t (term, i) ORDER BY i);
    IF past OR small THEN
        indexed := 'm.words';
    END IF;
    IF phrases <> '{}' OR prefixes <> '{}' THEN
        SELECT m.must, m.indexed INTO must, must_index
        FROM must_have(languages, phrases, queries[plain + 1:], CASE WHEN past THEN '' ELSE term_owner(tenant) END, quoted[plain + 1:]) AS m;
    END IF;
    terms := terms || ARRAY(SELECT prefix || '*' FROM unnest(beginnings) AS prefix);
    frequencies := array_fill(0::bigint, ARRAY[cardinality(terms)]);
    IF must IS NOT NULL THEN
        passes := passes || ' AND m.words @@ $7';
    END IF;
    picked := format('SELECT m.id, m.length, %s AS ranks', ranks_sql(plain, cardinality(prefixes)));

    IF cardinality(terms) > 0 AND (counted OR past) THEN
        -- Few enough to look at everything that has one of the terms, and to count on the way.
        EXECUTE format($sql$
            WITH hit AS MATERIALIZED (%s, %s AS passes FROM %s WHERE %s AND %s @@ $5),
            counted AS (SELECT %s AS df, count(*) FILTER (WHERE passes) AS passing FROM hit)
            SELECT df, array_agg(id) FILTER (WHERE id IS NOT NULL), array_agg(length) FILTER (WHERE id IS NOT NULL),
                   array_agg(ranks) FILTER (WHERE id IS NOT NULL)
            FROM counted LEFT JOIN LATERAL (
                SELECT * FROM hit WHERE passes
                ORDER BY CASE WHEN passing > $6 THEN %s END DESC, id LIMIT $6) AS best ON true
            GROUP BY df
            $sql$, picked, passes, source, own, indexed,
            counts_sql(cardinality(terms)), weights_sql(cardinality(terms)))
        INTO frequencies, ids, lengths, ranks
        USING f, tenant, queries, beginnings, array_to_string(quoted, '|')::tsquery, most, must, passages;
    ELSIF cardinality(terms) > 0 THEN
        most := least(most, 800);
        frequencies := expected_frequencies(wanted, f, tenant, terms, quoted, passages);
        IF must IS NOT NULL THEN
            rest := ARRAY[1];
            quoted := ARRAY[must_index];
        ELSE
            -- Words that are rare enough to take whatever has them, and the others. Of the related ones only those.
            budget := most;
            FOREACH each IN ARRAY ARRAY(SELECT i FROM unnest(frequencies) WITH ORDINALITY AS t (df, i) ORDER BY i > own_terms, df, i) LOOP
                IF frequencies[each] <= budget THEN
                    whole := whole || each;
                    budget := budget - frequencies[each];
                ELSIF each <= own_terms THEN
                    rest := rest || each;
                END IF;
            END LOOP;
        END IF;
        IF whole <> '{}' THEN
            EXECUTE format($sql$
                SELECT %s, array_agg(id) FILTER (WHERE passes), array_agg(length) FILTER (WHERE passes), array_agg(ranks) FILTER (WHERE passes)
                FROM (%s, %s AS passes FROM %s WHERE %s AND %s @@ $5 LIMIT $6) AS hit
                $sql$, counts_sql(cardinality(terms)), picked, passes, source, own, indexed)
            INTO found_in, ids, lengths, ranks
            USING f, tenant, queries, beginnings, (SELECT string_agg(quoted[i], '|') FROM unnest(whole) AS i)::tsquery, most, must;
            FOREACH each IN ARRAY whole LOOP
                frequencies[each] := found_in[each];
            END LOOP;
        END IF;
        -- Of the others, what has two of them, as far as that is found by reading few entries of the index.
        budget := 20000;
        FOR i IN 1 .. cardinality(rest) - 1 LOOP
            EXIT WHEN frequencies[rest[i]] > budget;
            budget := budget - frequencies[rest[i]];
            drivers := drivers || format('%s & (%s)', quoted[rest[i]],
                (SELECT string_agg(quoted[j], '|') FROM unnest(rest[i + 1:i + 3]) AS j));
        END LOOP;
        IF drivers = '{}' AND cardinality(rest) > 1 THEN
            drivers := ARRAY[(SELECT string_agg(quoted[j], '&') FROM unnest(rest) AS j)];
        END IF;
        -- And while that is not enough, whatever has one of them, the rarest first.
        drivers := CASE WHEN drivers = '{}' THEN '{}' ELSE ARRAY[array_to_string(drivers, '|')] END || ARRAY(SELECT quoted[j] FROM unnest(rest) AS j);
        FOR i IN 1 .. cardinality(drivers) LOOP
            CONTINUE WHEN i = 1 AND cardinality(rest) > 1 AND coalesce(cardinality(ids), 0) >= most;
            EXIT WHEN (i > 1 OR cardinality(rest) = 1) AND coalesce(cardinality(ids), 0) >= enough;
            EXECUTE format($sql$
                SELECT array_agg(id), array_agg(length), array_agg(ranks)
                FROM (%s FROM %s WHERE %s AND %s AND %s @@ $5 AND m.id <> ALL ($8) LIMIT $6) AS hit
                $sql$, picked, source, CASE WHEN filtered THEN 'm.tenant_id = $2' ELSE own END, passes, indexed)
            INTO more_ids, more_lengths, more_ranks
            USING f, tenant, queries, beginnings, drivers[i]::tsquery, most - coalesce(cardinality(ids), 0), must, coalesce(ids, '{}');
            ids := ids || more_ids;
            lengths := lengths || more_lengths;
            ranks := ranks || more_ranks;
        END LOOP;
    END IF;
    IF ids IS NULL AND must IS NULL AND query <> '' THEN
        -- By spelling: what has a word like one of these. The less alike, the more passages have to be read, so of many the nearer only.
        misspelt := ARRAY(SELECT word FROM regexp_split_to_table("left"(query, 256), '\W+') AS word WHERE length(word) > 3
                          ORDER BY length(word) DESC, word LIMIT 6);
        misspelt := CASE misspelt WHEN '{}' THEN ARRAY["left"(query, 256)] ELSE misspelt END;
        FOREACH likeness IN ARRAY CASE WHEN small THEN '{0.3}' WHEN counted THEN '{0.6,0.45,0.3}'::text[] WHEN passages < 200000 THEN '{0.6,0.5}' ELSE '{0.6}' END LOOP
            PERFORM set_config('pg_trgm.word_similarity_threshold', likeness, true);
            EXECUTE format($sql$
                SELECT array_agg(id), array_agg(length), array_agg(similarity)
                FROM (SELECT m.id, m.length, greatest(%s) AS similarity
                      FROM %s
                      WHERE m.tenant_id = $2 AND (%s) AND %s
                      ORDER BY similarity DESC, m.id LIMIT $4) AS near
                $sql$,
                (SELECT string_agg(format('word_similarity(($3)[%s], "left"(%s, 1000))', i, text_sql(wanted)), ', ')
                 FROM generate_series(1, cardinality(misspelt)) AS i),
                passage_source(wanted, filter),
                (SELECT string_agg(format(CASE WHEN small THEN 'word_similarity(($3)[%s], "left"(%s, 1000)) >= 0.3' ELSE '($3)[%s] <%% "left"(%s, 1000)' END,
                                          i, text_sql(wanted)), ' OR ')
                 FROM generate_series(1, cardinality(misspelt)) AS i),
                passage_predicate(wanted, filter))
            INTO ids, lengths, similarities
            USING f, tenant, misspelt, most;
            EXIT WHEN ids IS NOT NULL;
        END LOOP;
    END IF;
END
$function$; --@ function lexical_candidates(text,text,text[],text[],text,jsonb,integer)
CREATE OR REPLACE FUNCTION holdfast.literal_source(kind text, source text, passes text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN format(('(SELECT m.*, %s AS words FROM (SELECT %s FROM %s WHERE m.tenant_id = $2 AND %s'::text || ' ORDER BY m.id DESC LIMIT 500) AS m) AS m'::text), CASE kind WHEN 'memory'::text THEN (('setweight(to_tsvector(''pg_catalog.simple'', translate(m.key, ''_-./:'', ''     '')), ''A'')'::text || ' || setweight(to_tsvector(''pg_catalog.simple'', array_to_string(m.tags, '' '')), ''B'')'::text) || ' || setweight(to_tsvector(''pg_catalog.simple'', m.content), ''D'')'::text) ELSE ('setweight(to_tsvector(''pg_catalog.simple'', coalesce(m.title, '''')), ''A'')'::text || ' || setweight(to_tsvector(''pg_catalog.simple'', m.text), ''D'')'::text) END, CASE kind WHEN 'memory'::text THEN ('m.tenant_id, m.id, m.namespace, m.key, m.content, m.category, m.importance, m.tags, m.metadata, m.source,'::text || ' m.valid_from, m.valid_to, m.expires_at, m.created_at, m.updated_at, m.deleted_at, m.length'::text) ELSE ('m.tenant_id, m.id, m.collection_id, m.namespace, m.name, m.title, m.text, m.metadata, m.source, m.valid_from,'::text || ' m.valid_to, m.created_at, m.updated_at, m.length'::text) END, source, passes); --@ function literal_source(text,text,text)
CREATE OR REPLACE FUNCTION holdfast.live_sql(kind text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE kind WHEN 'memory'::text THEN '(m.deleted_at IS NULL AND (m.expires_at IS NULL OR m.expires_at > ($1).present))'::text ELSE 'true'::text END; --@ function live_sql(text)
CREATE OR REPLACE FUNCTION holdfast.load_passages(wanted text, given uuid[], filter jsonb, neighbours integer, characters integer, members text[], longest integer)
 RETURNS TABLE(id uuid, namespace text, name text, title text, beginning text, cut boolean, place integer, date timestamp with time zone, importance integer, tags text[], told text[], source text, version bigint, earlier uuid[], later uuid[])
 LANGUAGE plpgsql
 STABLE
 SET enable_sort TO 'off'
AS $function$
#variable_conflict use_column
DECLARE
    f        holdfast.passage_filter := holdfast.read_filter(filter);
    tenant   text := holdfast.current_tenant();
    passages text;
    passes   text;
    spot     text;
    beside   text;
BEGIN
    IF filter -> 'where' <> '["all",[]]' OR f.past IS NOT NULL THEN
        passages := holdfast.passage_source(wanted, filter);
        passes := holdfast.passage_predicate(wanted, filter);
        spot := CASE wanted WHEN 'memory' THEN 'id' ELSE 'ordinal' END;
        beside := 'ARRAY(SELECT near.id FROM (SELECT m.id, m.%1$s AS spot FROM (SELECT m.* FROM %2$s WHERE m.tenant_id = $2 AND %3$s'
            || ' AND m.%1$s %4$s p.%1$s AND %5$s ORDER BY m.%1$s %6$s LIMIT 16) AS m WHERE %7$s ORDER BY m.%1$s %6$s LIMIT $4) AS near'
            || ' ORDER BY near.spot)';
        beside := format(beside, spot, passages,
            CASE wanted WHEN 'memory' THEN 'm.namespace = p.namespace' ELSE 'm.document_id = p.document_id' END,
            '%1$s', holdfast.live_sql(wanted), '%2$s', passes);
        RETURN QUERY EXECUTE format($sql$
            SELECT p.id, p.namespace::text, %s, "left"(p.%s, $5), length(p.%2$s) > $5, %s, coalesce(p.valid_from, p.updated_at), %s,
                   CASE WHEN p.metadata = '{}' THEN '{}' ELSE holdfast.short_texts(p.metadata, $6, $7) END, p.source, p.version, %s, %s
            FROM unnest($3) WITH ORDINALITY AS wanted (id, rank)
                JOIN LATERAL (SELECT m.* FROM %s WHERE m.tenant_id = $2 AND m.id = wanted.id AND %s) AS p ON true
            ORDER BY wanted.rank
            $sql$,
            CASE wanted WHEN 'memory' THEN 'p.key::text, NULL::text' ELSE 'p.name::text, p.title' END,
            CASE wanted WHEN 'memory' THEN 'content' ELSE 'text' END,
            CASE wanted WHEN 'memory' THEN '0' ELSE 'p.ordinal' END,
            CASE wanted WHEN 'memory' THEN 'p.importance::integer, p.tags' ELSE '1, ''{}''::text[]' END,
            format(beside, '<', 'DESC'), format(beside, '>', 'ASC'), passages, passes)
        USING f, tenant, given, neighbours, characters, members, longest;
    ELSIF wanted = 'memory' THEN
        RETURN QUERY
            SELECT p.id, p.namespace::text, p.key::text, NULL::text, "left"(p.content, characters), length(p.content) > characters, 0,
                   coalesce(p.valid_from, p.updated_at), p.importance::integer, p.tags,
                   CASE WHEN p.metadata = '{}' THEN '{}' ELSE holdfast.short_texts(p.metadata, members, longest) END, p.source, p.version,
                   ARRAY(SELECT near.id FROM (
                       SELECT m.id FROM holdfast.memory AS m
                       WHERE m.tenant_id = tenant AND m.namespace = p.namespace AND m.id < p.id AND m.deleted_at IS NULL
                         AND (m.expires_at IS NULL OR m.expires_at > f.present) ORDER BY m.id DESC LIMIT neighbours) AS near ORDER BY near.id),
                   ARRAY(
                       SELECT m.id FROM holdfast.memory AS m
                       WHERE m.tenant_id = tenant AND m.namespace = p.namespace AND m.id > p.id AND m.deleted_at IS NULL
                         AND (m.expires_at IS NULL OR m.expires_at > f.present) ORDER BY m.id LIMIT neighbours)
            FROM unnest(given) WITH ORDINALITY AS wanted (id, rank)
                -- By id, whatever the planner thinks of other indexes: before tables are analyzed it thinks all are small.
                JOIN LATERAL (SELECT m.* FROM holdfast.memory AS m WHERE m.tenant_id = tenant AND m.id = wanted.id OFFSET 0) AS p ON true
            WHERE p.deleted_at IS NULL AND (p.expires_at IS NULL OR p.expires_at > f.present) AND holdfast.lies_within(p.namespace, f)
            ORDER BY wanted.rank;
    ELSE
        RETURN QUERY
            SELECT p.id, 'collections/' || c.name, d.external_id::text, p.title, "left"(p.text, characters), length(p.text) > characters,
                   p.ordinal, coalesce(d.valid_from, d.updated_at), 1, '{}'::text[],
                   CASE WHEN d.metadata = '{}' AND p.metadata = '{}' THEN '{}'
                        ELSE holdfast.short_texts(d.metadata || p.metadata, members, longest) END, d.source, d.version,
                   ARRAY(SELECT near.id FROM (
                       SELECT m.id, m.ordinal FROM holdfast.chunk AS m
                       WHERE m.tenant_id = tenant AND m.document_id = p.document_id AND m.ordinal < p.ordinal
                       ORDER BY m.ordinal DESC LIMIT neighbours) AS near ORDER BY near.ordinal),
                   ARRAY(
                       SELECT m.id FROM holdfast.chunk AS m
                       WHERE m.tenant_id = tenant AND m.document_id = p.document_id AND m.ordinal > p.ordinal
                       ORDER BY m.ordinal LIMIT neighbours)
            FROM unnest(given) WITH ORDINALITY AS wanted (id, rank)
                JOIN holdfast.chunk AS p ON p.tenant_id = tenant AND p.id = wanted.id
                JOIN holdfast.document AS d ON d.tenant_id = tenant AND d.id = p.document_id
                JOIN holdfast.collection AS c ON c.tenant_id = tenant AND c.id = p.collection_id
            WHERE holdfast.lies_within('collections/' || c.name, f)
            ORDER BY wanted.rank;
    END IF;
END
$function$; --@ function load_passages(text,uuid[],jsonb,integer,integer,text[],integer)
CREATE OR REPLACE FUNCTION holdfast.memory_words(key text, tags text[], content text)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((setweight(to_tsvector('english'::regconfig, translate(key, '_-./:'::text, '     '::text)), 'A'::"char") || setweight(to_tsvector('english'::regconfig, array_to_string(tags, ' '::text)), 'B'::"char")) || setweight(to_tsvector('english'::regconfig, content), 'D'::"char")); --@ function memory_words(text,text[],text)
CREATE OR REPLACE FUNCTION holdfast.metadata_sql(kind text, condition jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
DECLARE
    -- Step by step by name: a path as a whole would take a number for a place in a list.
    place text  := 'm.metadata' || (SELECT string_agg(format(' -> ($1).texts[%s]', i), '')
                                    FROM generate_series((condition -> 1 ->> 0)::integer, (condition -> 1 ->> 1)::integer) AS i);
    value jsonb := condition -> 2;
    given text  := CASE WHEN condition ->> 0 NOT IN ('exists', 'in') THEN holdfast.value_sql(value) END;
    sign  text  := CASE condition ->> 0 WHEN 'gt' THEN '>' WHEN 'gte' THEN '>=' WHEN 'lt' THEN '<' WHEN 'lte' THEN '<=' END;
BEGIN
    RETURN CASE condition ->> 0
        WHEN 'exists' THEN format('(%s) IS NOT NULL', place)
        WHEN 'eq' THEN format('(%s) = to_jsonb(%s)', place, given)
        WHEN 'in' THEN (SELECT format('(%s) IN (%s)', place, string_agg(format('to_jsonb(%s)', holdfast.value_sql(each)), ', '))
                        FROM jsonb_array_elements(value) AS each)
        WHEN 'contains' THEN format('CASE jsonb_typeof(%1$s) WHEN ''array'' THEN (%1$s) @> to_jsonb(%2$s)', place, given)
            || CASE value ->> 0 WHEN 'text' THEN format(' WHEN ''string'' THEN strpos((%s) #>> ''{}'', %s) > 0', place, given) ELSE '' END
            || ' END'
        ELSE CASE value ->> 0
            WHEN 'number' THEN format('CASE jsonb_typeof(%1$s) WHEN ''number'' THEN ((%1$s) #>> ''{}'')::numeric %2$s %3$s END',
                                      place, sign, given)
            WHEN 'text' THEN format('CASE jsonb_typeof(%1$s) WHEN ''string'' THEN ((%1$s) #>> ''{}'') COLLATE "C" %2$s %3$s END',
                                    place, sign, given)
        END
    END;
END
$function$; --@ function metadata_sql(text,jsonb)
CREATE OR REPLACE FUNCTION holdfast.must_have(languages text[], phrases text[], prefixes tsquery[], owner text, owned_prefixes text[], OUT must tsquery, OUT indexed text)
 RETURNS record
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
    WITH wanted AS (
        SELECT string_agg(format('(%s)', each.phrase), ' | ') AS must, string_agg(format('(%s)', each.terms), ' | ') AS indexed
        FROM unnest(phrases) WITH ORDINALITY AS p (phrase, place),
            unnest(languages) AS language,
            LATERAL (SELECT phraseto_tsquery(('pg_catalog.' || language)::regconfig, p.phrase)::text AS phrase,
                            (SELECT string_agg(holdfast.quoted_term(owner || term), ' & ')
                             FROM unnest(tsvector_to_array(to_tsvector(('pg_catalog.' || language)::regconfig, p.phrase))) AS term
                             WHERE octet_length(term) <= 2000) AS terms) AS each
        WHERE each.terms IS NOT NULL
        GROUP BY place
        UNION ALL
        SELECT prefix::text, owned FROM unnest(prefixes, owned_prefixes) AS b (prefix, owned))
    SELECT string_agg(format('(%s)', must), ' & ')::tsquery, string_agg(format('(%s)', indexed), ' & ') FROM wanted
$function$; --@ function must_have(text[],text[],tsquery[],text,text[])
CREATE OR REPLACE FUNCTION holdfast.nearest_by_index(wanted text, filter jsonb, of_model text, metric text, question real[], most integer, effort integer)
 RETURNS TABLE(passage_id uuid, distance double precision)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'holdfast', 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
 SET enable_seqscan TO 'off'
 SET enable_sort TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
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
$function$; --@ function nearest_by_index(text,jsonb,text,text,real[],integer,integer)
CREATE OR REPLACE FUNCTION holdfast.no_tenant()
 RETURNS text
 LANGUAGE plpgsql
 STABLE
AS $function$
BEGIN
    RAISE EXCEPTION 'holdfast.tenant is not set' USING ERRCODE = 'insufficient_privilege';
END
$function$; --@ function no_tenant()
CREATE OR REPLACE FUNCTION holdfast.own_field_sql(kind text, condition jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
DECLARE
    field text  := holdfast.field_sql(kind, condition ->> 1);
    value jsonb := condition -> 2;
BEGIN
    IF condition ->> 1 = 'tags' THEN
        RETURN CASE condition ->> 0
            WHEN 'exists' THEN CASE kind WHEN 'memory' THEN 'cardinality(m.tags) > 0' ELSE 'false' END
            WHEN 'contains' THEN CASE kind WHEN 'memory' THEN format('m.tags @> ARRAY[%s]', holdfast.value_sql(value)) ELSE 'false' END
        END;
    END IF;
    IF field IS NULL THEN
        RAISE EXCEPTION 'a % has no field %', kind, condition -> 1 USING ERRCODE = 'invalid_parameter_value';
    END IF;
    RETURN CASE condition ->> 0
        WHEN 'exists' THEN format('%s IS NOT NULL', field)
        WHEN 'eq' THEN format('%s = %s', field, holdfast.value_sql(value))
        WHEN 'gt' THEN format('%s > %s', field, holdfast.value_sql(value))
        WHEN 'gte' THEN format('%s >= %s', field, holdfast.value_sql(value))
        WHEN 'lt' THEN format('%s < %s', field, holdfast.value_sql(value))
        WHEN 'lte' THEN format('%s <= %s', field, holdfast.value_sql(value))
        WHEN 'contains' THEN format('strpos(%s, %s) > 0', field, holdfast.value_sql(value))
        WHEN 'in' THEN (SELECT format('%s IN (%s)', field, string_agg(holdfast.value_sql(each), ', '))
                        FROM jsonb_array_elements(value) AS each)
    END;
END
$function$; --@ function own_field_sql(text,jsonb)
CREATE OR REPLACE FUNCTION holdfast.owned_terms(tenant text, words tsvector)
 RETURNS tsvector
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
DECLARE
    owner  text   := holdfast.term_owner(tenant);
    terms  text[] := tsvector_to_array(words);
    joined text   := array_to_string(terms, E'\x01' || owner);
    owned  text[] := string_to_array(owner || joined, E'\x01');
BEGIN
    -- A very long word may be among them, or one with that character in it.
    IF octet_length(joined) > 2000 OR cardinality(owned) <> cardinality(terms) THEN
        owned := ARRAY(SELECT owner || term FROM unnest(terms) AS term WHERE octet_length(term) <= 2000);
    END IF;
    RETURN array_to_tsvector(owned);
END
$function$; --@ function owned_terms(text,tsvector)
CREATE OR REPLACE FUNCTION holdfast.passage_source(kind text, filter jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
BEGIN
    RETURN CASE
        WHEN kind = 'chunk' THEN '(SELECT k.tenant_id, k.id, k.collection_id, k.document_id, k.ordinal, k.title, k.text, k.content_hash,'
            || ' k.words, k.length, (''collections/'' || c.name) COLLATE "C" AS namespace, d.external_id AS name, d.source,'
            || ' d.metadata || k.metadata AS metadata, d.valid_from, d.valid_to, d.created_at, d.updated_at, d.version'
            || ' FROM holdfast.chunk AS k'
            || ' LEFT JOIN holdfast.document AS d ON d.tenant_id = k.tenant_id AND d.id = k.document_id'
            || ' LEFT JOIN holdfast.collection AS c ON c.tenant_id = k.tenant_id AND c.id = k.collection_id) AS m'
        WHEN filter ->> 'as_of' IS NULL THEN 'holdfast.memory AS m'
        ELSE format('(SELECT %1$s, words, length FROM holdfast.memory WHERE tenant_id = $2 AND recorded_at <= ($1).past'
                || ' UNION ALL SELECT %1$s, words, holdfast.terms_in(words) FROM (SELECT %1$s, holdfast.memory_words(key, tags, content) AS words'
                || ' FROM holdfast.memory_history WHERE tenant_id = $2 AND namespace >= '''' AND recorded_at <= ($1).past AND superseded_at > ($1).past) AS h) AS m',
                'tenant_id, id, namespace, key, content, category, importance, tags, metadata, source, valid_from, valid_to, expires_at,'
                || ' version, created_at, updated_at, recorded_at, deleted_at')
    END;
END
$function$; --@ function passage_source(text,jsonb)
CREATE OR REPLACE FUNCTION holdfast.passages_of(wanted text, filter jsonb, of_model text, of_dimension integer, hashes bytea[])
 RETURNS TABLE(passage_id uuid, its_vector real[])
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'holdfast', 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
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
$function$; --@ function passages_of(text,jsonb,text,integer,bytea[])
CREATE OR REPLACE FUNCTION holdfast.prefix_rank(words tsvector, wanted tsquery, prefix text)
 RETURNS real
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (words @@ wanted) THEN (SELECT (('-2'::integer * sum(cardinality(unnest.positions))) - max(CASE WHEN (unnest.weights && '{A,B,C}'::text[]) THEN 1 ELSE 0 END)) FROM unnest(prefix_rank.words) unnest(lexeme, positions, weights) WHERE (unnest.lexeme ^@ prefix_rank.prefix)) ELSE (0)::bigint END; --@ function prefix_rank(tsvector,tsquery,text)
CREATE OR REPLACE FUNCTION holdfast.query_tenant()
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'holdfast', 'pg_catalog', 'pg_temp'
AS $function$
    SELECT coalesce((SELECT tenant_id FROM query_ticket WHERE transaction_id = pg_current_xact_id_if_assigned()), no_tenant())
$function$; --@ function query_tenant()
CREATE OR REPLACE FUNCTION holdfast.queue_chunk_texts()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
$function$; --@ function queue_chunk_texts()
CREATE OR REPLACE FUNCTION holdfast.queue_memory_texts()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
$function$; --@ function queue_memory_texts()
CREATE OR REPLACE FUNCTION holdfast.quoted_term(term text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((''''::text || replace(replace(term, '\'::text, '\\'::text), ''''::text, ''''''::text)) || ''''::text); --@ function quoted_term(text)
CREATE OR REPLACE FUNCTION holdfast.ranks_sql(terms integer, prefixes integer)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
BEGIN
    RETURN 'ARRAY[' || concat_ws(', ',
        (SELECT string_agg(format('ts_rank(''{0.5,1,1,1}'', m.words, ($3)[%s])', i), ', ') FROM generate_series(1, terms) AS i),
        (SELECT string_agg(format('holdfast.prefix_rank(m.words, ($3)[%s], ($4)[%s])', terms + i, i), ', ') FROM generate_series(1, prefixes) AS i))
        || ']::real[]';
END
$function$; --@ function ranks_sql(integer,integer)
CREATE OR REPLACE FUNCTION holdfast.refresh_statistics(wanted text, at timestamp with time zone)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'holdfast', 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_sort TO 'off'
AS $function$
DECLARE
    tenant  text := current_tenant();
    before  corpus_statistics;
    own     text := format('m.tenant_id = %L AND ', tenant) || CASE wanted
        WHEN 'memory' THEN format('m.deleted_at IS NULL AND (m.expires_at IS NULL OR m.expires_at > %L)', at) ELSE 'true' END;
    total   bigint;
    mean    double precision;
    first   bigint;
    last    bigint;
    sample  text;
    sampled bigint;
BEGIN
    SELECT * INTO before FROM corpus_statistics AS s WHERE s.tenant_id = tenant AND s.kind = wanted;
    IF before.refreshed_at > at - greatest(before.passages / 10000, 60) * interval '1 second' THEN
        RETURN 0;
    END IF;
    EXECUTE format('SELECT count(*), coalesce(avg(m.length), 0) FROM %I AS m WHERE %s', wanted, own) INTO total, mean;
    IF total <= 5000 THEN
        DELETE FROM term_statistics AS t WHERE t.tenant_id = tenant AND t.kind = wanted;
        DELETE FROM corpus_statistics AS s WHERE s.tenant_id = tenant AND s.kind = wanted;
        RETURN 0;
    END IF;
    IF before.sampled_at > at - interval '1 day' AND total BETWEEN before.sampled_of * 0.8 AND before.sampled_of * 1.2 THEN
        UPDATE corpus_statistics AS s SET passages = total, average_length = mean, refreshed_at = at
        WHERE s.tenant_id = tenant AND s.kind = wanted;
        RETURN 0;
    END IF;
    -- Ids begin with the time in milliseconds.
    EXECUTE format($sql$
        SELECT ('x' || "left"(replace(first.id::text, '-', ''), 12))::bit(48)::bigint,
               ('x' || "left"(replace(last.id::text, '-', ''), 12))::bit(48)::bigint
        FROM (SELECT m.id FROM %1$I AS m WHERE m.tenant_id = %2$L ORDER BY m.id LIMIT 1) AS first,
             (SELECT m.id FROM %1$I AS m WHERE m.tenant_id = %2$L ORDER BY m.id DESC LIMIT 1) AS last
        $sql$, wanted, tenant) INTO first, last;
    sample := format($sql$
        SELECT picked.words
        FROM generate_series(0, 199) AS i,
             LATERAL (SELECT m.words FROM holdfast.%I AS m
                      WHERE m.id >= (lpad(to_hex(%s + (%s - %s) * i / 200), 12, '0') || repeat('0', 20))::uuid AND %s
                      ORDER BY m.id LIMIT 100) AS picked
        $sql$, wanted, first, last, first, own);
    EXECUTE format('SELECT count(*) FROM (%s) AS s', sample) INTO sampled;
    DELETE FROM term_statistics AS t WHERE t.tenant_id = tenant AND t.kind = wanted;
    INSERT INTO term_statistics
    SELECT tenant, wanted, word, least(ndoc / sampled::real, 1) FROM ts_stat(sample) WHERE ndoc >= sampled / 1000.0;
    INSERT INTO corpus_statistics VALUES (tenant, wanted, total, mean, at, total, at)
    ON CONFLICT (tenant_id, kind) DO UPDATE SET
        passages = total, average_length = mean, refreshed_at = at, sampled_of = total, sampled_at = at;
    RETURN sampled;
END
$function$; --@ function refresh_statistics(text,timestamp with time zone)
CREATE OR REPLACE FUNCTION holdfast.refuse_resealing()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    RAISE EXCEPTION 'a sealed audit entry never changes' USING ERRCODE = 'insufficient_privilege';
END
$function$; --@ function refuse_resealing()
CREATE OR REPLACE FUNCTION holdfast.refuse_second_beginning()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    IF EXISTS (SELECT FROM holdfast.memory_tombstone AS t
               WHERE t.tenant_id = NEW.tenant_id AND t.namespace = NEW.namespace AND t.key = NEW.key AND t.version >= NEW.version) THEN
        RAISE EXCEPTION 'the memory was removed a moment ago' USING ERRCODE = 'serialization_failure';
    END IF;
    RETURN NULL;
END
$function$; --@ function refuse_second_beginning()
CREATE OR REPLACE FUNCTION holdfast.remove_memories(ids uuid[], versions bigint[], at timestamp with time zone)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'holdfast', 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
    removed bigint;
BEGIN
    WITH gone AS (
        DELETE FROM memory AS m
        USING unnest(ids, versions) AS wanted (id, version)
        WHERE m.tenant_id = current_tenant() AND m.id = wanted.id AND m.version = wanted.version
          AND NOT EXISTS (SELECT FROM memory_history AS h WHERE h.tenant_id = current_tenant() AND h.id = m.id)
        RETURNING m.tenant_id, m.namespace, m.key, m.id, m.version, m.recorded_at),
    marked AS (
        INSERT INTO memory_tombstone AS t (tenant_id, namespace, key, id, version, recorded_at, removed_at)
        SELECT gone.*, at FROM gone
        ON CONFLICT (tenant_id, namespace, key) DO UPDATE
        SET id = excluded.id, version = excluded.version, recorded_at = excluded.recorded_at, removed_at = excluded.removed_at)
    SELECT count(*) INTO removed FROM gone;
    RETURN removed;
END
$function$; --@ function remove_memories(uuid[],bigint[],timestamp with time zone)
CREATE OR REPLACE FUNCTION holdfast.remove_memory_versions(ids uuid[], versions bigint[])
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'holdfast', 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
    removed bigint;
BEGIN
    DELETE FROM memory_history AS h
    USING unnest(ids, versions) AS wanted (id, version)
    WHERE h.tenant_id = current_tenant() AND h.id = wanted.id AND h.version = wanted.version;
    GET DIAGNOSTICS removed = ROW_COUNT;
    RETURN removed;
END
$function$; --@ function remove_memory_versions(uuid[],bigint[])
CREATE OR REPLACE FUNCTION holdfast.remove_past_of_memories(memories uuid[], seen bigint[], ids uuid[], versions bigint[])
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'holdfast', 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
    removed bigint;
BEGIN
    WITH held AS MATERIALIZED (
        SELECT m.id, m.version
        FROM memory AS m
            JOIN unnest(memories, seen) AS looked_at (id, version) ON m.id = looked_at.id AND m.version = looked_at.version
        WHERE m.tenant_id = current_tenant()
          AND m.id = ANY (ids)
        ORDER BY m.id
        FOR UPDATE OF m)
    DELETE FROM memory_history AS h
    USING held, unnest(ids, versions) AS wanted (id, version)
    WHERE h.tenant_id = current_tenant() AND h.id = held.id AND h.version < held.version
      AND h.id = wanted.id AND h.version = wanted.version;
    GET DIAGNOSTICS removed = ROW_COUNT;
    RETURN removed;
END
$function$; --@ function remove_past_of_memories(uuid[],bigint[],uuid[],bigint[])
CREATE OR REPLACE FUNCTION holdfast.run_query(question text, given text[], most integer, most_bytes integer)
 RETURNS TABLE(kind text, content text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'holdfast', 'pg_temp'
AS $function$
DECLARE
    answer   refcursor;
    next_row record;
    line     text;
    answered integer := 0;
    bytes    bigint := 0;
BEGIN
    OPEN answer FOR EXECUTE question
        USING given[1], given[2], given[3], given[4], given[5], given[6], given[7], given[8], given[9], given[10];
    LOOP
        FETCH answer INTO next_row;
        EXIT WHEN NOT FOUND;
        line := row_to_json(next_row)::text;
        IF answered = 0 THEN
            RETURN QUERY SELECT 'column', names.name
                         FROM json_object_keys(line::json) WITH ORDINALITY AS names (name, place) ORDER BY names.place;
        END IF;
        bytes := bytes + octet_length(line);
        IF answered = most OR bytes > most_bytes THEN
            RETURN QUERY SELECT 'more', '';
            EXIT;
        END IF;
        answered := answered + 1;
        RETURN QUERY SELECT 'row', line;
    END LOOP;
    CLOSE answer;
END
$function$; --@ function run_query(text,text[],integer,integer)
CREATE OR REPLACE FUNCTION holdfast.search_graph(space text, query text, most integer)
 RETURNS TABLE(entity text, score bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'holdfast', 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
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
$function$; --@ function search_graph(text,text,integer)
CREATE OR REPLACE FUNCTION holdfast.short_texts(document jsonb, names text[], longest integer)
 RETURNS text[]
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
DECLARE
    -- Unpacked once, not for every name.
    whole jsonb := document || '{}';
    texts text[] := '{}';
    name  text;
BEGIN
    FOREACH name IN ARRAY names LOOP
        texts := texts || CASE
            WHEN jsonb_typeof(whole -> name) = 'string' AND length(whole ->> name) <= longest THEN whole ->> name END;
    END LOOP;
    RETURN texts;
END
$function$; --@ function short_texts(jsonb,text[],integer)
CREATE OR REPLACE FUNCTION holdfast.term_owner(tenant text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN "left"(md5(tenant), 6); --@ function term_owner(text)
CREATE OR REPLACE FUNCTION holdfast.terms_in(words tsvector)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (SELECT COALESCE(sum(cardinality(unnest.positions)), (0)::bigint) AS "coalesce" FROM unnest(terms_in.words) unnest(lexeme, positions, weights)); --@ function terms_in(tsvector)
CREATE OR REPLACE FUNCTION holdfast.terms_of(languages text[], words text)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$
BEGIN
    RETURN ARRAY(SELECT DISTINCT term COLLATE "C"
                 FROM unnest(languages) AS language,
                      unnest(tsvector_to_array(to_tsvector(('pg_catalog.' || language)::regconfig, words))) AS term
                 WHERE octet_length(term) <= 2000
                 ORDER BY 1 LIMIT 64);
END
$function$; --@ function terms_of(text[],text)
CREATE OR REPLACE FUNCTION holdfast.text_sql(kind text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE kind WHEN 'memory'::text THEN 'm.content'::text ELSE 'm.text'::text END; --@ function text_sql(text)
CREATE OR REPLACE FUNCTION holdfast.value_sql(value jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
DECLARE
    sql text := CASE value ->> 0
        WHEN 'text' THEN '($1).texts[' || (value ->> 1)::integer || ']'
        WHEN 'number' THEN '($1).numbers[' || (value ->> 1)::integer || ']'
        WHEN 'moment' THEN '($1).moments[' || (value ->> 1)::integer || ']'
        WHEN 'true' THEN 'true'
        WHEN 'false' THEN 'false'
    END;
BEGIN
    IF sql IS NULL THEN
        RAISE EXCEPTION 'no such value: %', value USING ERRCODE = 'invalid_parameter_value';
    END IF;
    RETURN sql;
END
$function$; --@ function value_sql(jsonb)
CREATE OR REPLACE FUNCTION holdfast.vector_index_name(of_model text, of_dimension integer, metric text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((('embedding_'::text || metric) || '_'::text) || "left"(md5(((of_model || '='::text) || of_dimension)), 16)); --@ function vector_index_name(text,integer,text)
CREATE OR REPLACE FUNCTION holdfast.vector_words(of_dimension integer, metric text, OUT its_type text, OUT operator text, OUT class text)
 RETURNS record
 LANGUAGE sql
 STABLE
AS $function$
    SELECT format('%I.%I(%s)', n.nspname, k.kind, of_dimension),
           format('OPERATOR(%I.%s)', n.nspname, CASE metric WHEN 'cosine' THEN '<=>' WHEN 'l2' THEN '<->' WHEN 'inner_product' THEN '<#>' END),
           format('%I.%s_%s_ops', n.nspname, k.kind, CASE metric WHEN 'inner_product' THEN 'ip' ELSE metric END)
    FROM pg_extension AS x
        JOIN pg_namespace AS n ON n.oid = x.extnamespace,
        LATERAL (SELECT CASE WHEN of_dimension <= 2000 THEN 'vector' ELSE 'halfvec' END AS kind) AS k
    WHERE x.extname = 'vector'
$function$; --@ function vector_words(integer,text)
CREATE OR REPLACE FUNCTION holdfast.weights_sql(terms integer)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
BEGIN
    RETURN (SELECT string_agg(format('CASE WHEN ranks[%1$s] <> 0 THEN ln((1 + greatest($8 - df[%1$s] + 0.5, 0.5) / (df[%1$s] + 0.5))::double precision) ELSE 0 END', i), ' + ')
            FROM generate_series(1, terms) AS i);
END
$function$; --@ function weights_sql(integer)
CREATE TABLE holdfast.api_key (); --@ table api_key
ALTER TABLE holdfast.api_key ADD COLUMN tenant_id text COLLATE "C"; --@ column api_key.tenant_id
ALTER TABLE holdfast.api_key ADD COLUMN id uuid; --@ column api_key.id
ALTER TABLE holdfast.api_key ADD COLUMN name text; --@ column api_key.name
ALTER TABLE holdfast.api_key ADD COLUMN role text; --@ column api_key.role
ALTER TABLE holdfast.api_key ADD COLUMN namespaces text[]; --@ column api_key.namespaces
ALTER TABLE holdfast.api_key ADD COLUMN secret_hash text; --@ column api_key.secret_hash
ALTER TABLE holdfast.api_key ADD COLUMN created_at timestamp with time zone; --@ column api_key.created_at
ALTER TABLE holdfast.api_key ADD COLUMN created_by text; --@ column api_key.created_by
ALTER TABLE holdfast.api_key ADD COLUMN expires_at timestamp with time zone; --@ column api_key.expires_at
ALTER TABLE holdfast.api_key ADD COLUMN revoked_at timestamp with time zone; --@ column api_key.revoked_at
CREATE TABLE holdfast.audit_entry (); --@ table audit_entry
ALTER TABLE holdfast.audit_entry ADD COLUMN tenant_id text COLLATE "C"; --@ column audit_entry.tenant_id
ALTER TABLE holdfast.audit_entry ADD COLUMN id uuid; --@ column audit_entry.id
ALTER TABLE holdfast.audit_entry ADD COLUMN at timestamp with time zone; --@ column audit_entry.at
ALTER TABLE holdfast.audit_entry ADD COLUMN principal_id text; --@ column audit_entry.principal_id
ALTER TABLE holdfast.audit_entry ADD COLUMN request_id text; --@ column audit_entry.request_id
ALTER TABLE holdfast.audit_entry ADD COLUMN action text; --@ column audit_entry.action
ALTER TABLE holdfast.audit_entry ADD COLUMN subject_type text; --@ column audit_entry.subject_type
ALTER TABLE holdfast.audit_entry ADD COLUMN subject_name text; --@ column audit_entry.subject_name
ALTER TABLE holdfast.audit_entry ADD COLUMN subject_id uuid; --@ column audit_entry.subject_id
ALTER TABLE holdfast.audit_entry ADD COLUMN subject_version bigint; --@ column audit_entry.subject_version
ALTER TABLE holdfast.audit_entry ADD COLUMN outcome text; --@ column audit_entry.outcome
ALTER TABLE holdfast.audit_entry ADD COLUMN sequence bigint; --@ column audit_entry.sequence
ALTER TABLE holdfast.audit_entry ADD COLUMN hash text; --@ column audit_entry.hash
CREATE TABLE holdfast.chunk (); --@ table chunk
ALTER TABLE holdfast.chunk ADD COLUMN tenant_id text COLLATE "C"; --@ column chunk.tenant_id
ALTER TABLE holdfast.chunk ADD COLUMN id uuid; --@ column chunk.id
ALTER TABLE holdfast.chunk ADD COLUMN collection_id uuid; --@ column chunk.collection_id
ALTER TABLE holdfast.chunk ADD COLUMN document_id uuid; --@ column chunk.document_id
ALTER TABLE holdfast.chunk ADD COLUMN ordinal integer; --@ column chunk.ordinal
ALTER TABLE holdfast.chunk ADD COLUMN language text COLLATE "C"; --@ column chunk.language
ALTER TABLE holdfast.chunk ADD COLUMN title text; --@ column chunk.title
ALTER TABLE holdfast.chunk ADD COLUMN headings text[]; --@ column chunk.headings
ALTER TABLE holdfast.chunk ADD COLUMN text text; --@ column chunk.text
ALTER TABLE holdfast.chunk ADD COLUMN token_count integer; --@ column chunk.token_count
ALTER TABLE holdfast.chunk ADD COLUMN metadata jsonb; --@ column chunk.metadata
ALTER TABLE holdfast.chunk ADD COLUMN valid_from timestamp with time zone; --@ column chunk.valid_from
ALTER TABLE holdfast.chunk ADD COLUMN valid_to timestamp with time zone; --@ column chunk.valid_to
ALTER TABLE holdfast.chunk ADD COLUMN created_at timestamp with time zone; --@ column chunk.created_at
ALTER TABLE holdfast.chunk ADD COLUMN updated_at timestamp with time zone; --@ column chunk.updated_at
ALTER TABLE holdfast.chunk ADD COLUMN content_hash bytea GENERATED ALWAYS AS (holdfast.content_hash(text)) STORED; --@ column chunk.content_hash
ALTER TABLE holdfast.chunk ADD COLUMN words tsvector; --@ column chunk.words
ALTER TABLE holdfast.chunk ADD COLUMN length integer; --@ column chunk.length
CREATE TABLE holdfast.collection (); --@ table collection
ALTER TABLE holdfast.collection ADD COLUMN tenant_id text COLLATE "C"; --@ column collection.tenant_id
ALTER TABLE holdfast.collection ADD COLUMN id uuid; --@ column collection.id
ALTER TABLE holdfast.collection ADD COLUMN name text COLLATE "C"; --@ column collection.name
ALTER TABLE holdfast.collection ADD COLUMN description text; --@ column collection.description
ALTER TABLE holdfast.collection ADD COLUMN language text COLLATE "C"; --@ column collection.language
ALTER TABLE holdfast.collection ADD COLUMN profile text COLLATE "C"; --@ column collection.profile
ALTER TABLE holdfast.collection ADD COLUMN embedding_model text COLLATE "C"; --@ column collection.embedding_model
ALTER TABLE holdfast.collection ADD COLUMN metadata jsonb; --@ column collection.metadata
ALTER TABLE holdfast.collection ADD COLUMN version bigint; --@ column collection.version
ALTER TABLE holdfast.collection ADD COLUMN created_at timestamp with time zone; --@ column collection.created_at
ALTER TABLE holdfast.collection ADD COLUMN updated_at timestamp with time zone; --@ column collection.updated_at
ALTER TABLE holdfast.collection ADD COLUMN created_by text; --@ column collection.created_by
CREATE TABLE holdfast.corpus_statistics (); --@ table corpus_statistics
ALTER TABLE holdfast.corpus_statistics ADD COLUMN tenant_id text COLLATE "C"; --@ column corpus_statistics.tenant_id
ALTER TABLE holdfast.corpus_statistics ADD COLUMN kind text; --@ column corpus_statistics.kind
ALTER TABLE holdfast.corpus_statistics ADD COLUMN passages bigint; --@ column corpus_statistics.passages
ALTER TABLE holdfast.corpus_statistics ADD COLUMN average_length double precision; --@ column corpus_statistics.average_length
ALTER TABLE holdfast.corpus_statistics ADD COLUMN refreshed_at timestamp with time zone; --@ column corpus_statistics.refreshed_at
ALTER TABLE holdfast.corpus_statistics ADD COLUMN sampled_of bigint; --@ column corpus_statistics.sampled_of
ALTER TABLE holdfast.corpus_statistics ADD COLUMN sampled_at timestamp with time zone; --@ column corpus_statistics.sampled_at
CREATE OR REPLACE FUNCTION holdfast.current_tenant()
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN COALESCE(NULLIF(current_setting('holdfast.tenant'::text, true), ''::text), holdfast.no_tenant()); --@ function current_tenant()
CREATE TABLE holdfast.document (); --@ table document
ALTER TABLE holdfast.document ADD COLUMN tenant_id text COLLATE "C"; --@ column document.tenant_id
ALTER TABLE holdfast.document ADD COLUMN id uuid; --@ column document.id
ALTER TABLE holdfast.document ADD COLUMN collection_id uuid; --@ column document.collection_id
ALTER TABLE holdfast.document ADD COLUMN external_id text COLLATE "C"; --@ column document.external_id
ALTER TABLE holdfast.document ADD COLUMN title text; --@ column document.title
ALTER TABLE holdfast.document ADD COLUMN source text; --@ column document.source
ALTER TABLE holdfast.document ADD COLUMN content_hash bytea; --@ column document.content_hash
ALTER TABLE holdfast.document ADD COLUMN chunk_version bigint; --@ column document.chunk_version
ALTER TABLE holdfast.document ADD COLUMN chunks integer; --@ column document.chunks
ALTER TABLE holdfast.document ADD COLUMN metadata jsonb; --@ column document.metadata
ALTER TABLE holdfast.document ADD COLUMN valid_from timestamp with time zone; --@ column document.valid_from
ALTER TABLE holdfast.document ADD COLUMN valid_to timestamp with time zone; --@ column document.valid_to
ALTER TABLE holdfast.document ADD COLUMN version bigint; --@ column document.version
ALTER TABLE holdfast.document ADD COLUMN created_at timestamp with time zone; --@ column document.created_at
ALTER TABLE holdfast.document ADD COLUMN updated_at timestamp with time zone; --@ column document.updated_at
ALTER TABLE holdfast.document ADD COLUMN created_by text; --@ column document.created_by
CREATE TABLE holdfast.embedding (); --@ table embedding
ALTER TABLE holdfast.embedding ADD COLUMN tenant_id text COLLATE "C"; --@ column embedding.tenant_id
ALTER TABLE holdfast.embedding ADD COLUMN model text COLLATE "C"; --@ column embedding.model
ALTER TABLE holdfast.embedding ADD COLUMN dimension integer; --@ column embedding.dimension
ALTER TABLE holdfast.embedding ADD COLUMN content_hash bytea; --@ column embedding.content_hash
ALTER TABLE holdfast.embedding ADD COLUMN vector real[]; --@ column embedding.vector
ALTER TABLE holdfast.embedding ADD COLUMN sketch bytea; --@ column embedding.sketch
ALTER TABLE holdfast.embedding ADD COLUMN cached boolean; --@ column embedding.cached
ALTER TABLE holdfast.embedding ADD COLUMN created_at timestamp with time zone; --@ column embedding.created_at
CREATE TABLE holdfast.embedding_model (); --@ table embedding_model
ALTER TABLE holdfast.embedding_model ADD COLUMN tenant_id text COLLATE "C"; --@ column embedding_model.tenant_id
ALTER TABLE holdfast.embedding_model ADD COLUMN name text COLLATE "C"; --@ column embedding_model.name
ALTER TABLE holdfast.embedding_model ADD COLUMN dimension integer; --@ column embedding_model.dimension
ALTER TABLE holdfast.embedding_model ADD COLUMN state text; --@ column embedding_model.state
ALTER TABLE holdfast.embedding_model ADD COLUMN memories_after uuid; --@ column embedding_model.memories_after
ALTER TABLE holdfast.embedding_model ADD COLUMN chunks_after uuid; --@ column embedding_model.chunks_after
ALTER TABLE holdfast.embedding_model ADD COLUMN created_at timestamp with time zone; --@ column embedding_model.created_at
CREATE TABLE holdfast.embedding_work (); --@ table embedding_work
ALTER TABLE holdfast.embedding_work ADD COLUMN tenant_id text COLLATE "C"; --@ column embedding_work.tenant_id
ALTER TABLE holdfast.embedding_work ADD COLUMN model text COLLATE "C"; --@ column embedding_work.model
ALTER TABLE holdfast.embedding_work ADD COLUMN kind text; --@ column embedding_work.kind
ALTER TABLE holdfast.embedding_work ADD COLUMN owner_id uuid; --@ column embedding_work.owner_id
ALTER TABLE holdfast.embedding_work ADD COLUMN content_hash bytea; --@ column embedding_work.content_hash
ALTER TABLE holdfast.embedding_work ADD COLUMN attempts integer; --@ column embedding_work.attempts
ALTER TABLE holdfast.embedding_work ADD COLUMN due_at timestamp with time zone; --@ column embedding_work.due_at
ALTER TABLE holdfast.embedding_work ADD COLUMN failed boolean; --@ column embedding_work.failed
ALTER TABLE holdfast.embedding_work ADD COLUMN reason text; --@ column embedding_work.reason
CREATE TABLE holdfast.graph_entity (); --@ table graph_entity
ALTER TABLE holdfast.graph_entity ADD COLUMN tenant_id text COLLATE "C"; --@ column graph_entity.tenant_id
ALTER TABLE holdfast.graph_entity ADD COLUMN namespace text COLLATE "C"; --@ column graph_entity.namespace
ALTER TABLE holdfast.graph_entity ADD COLUMN name text COLLATE "C"; --@ column graph_entity.name
ALTER TABLE holdfast.graph_entity ADD COLUMN type text; --@ column graph_entity.type
ALTER TABLE holdfast.graph_entity ADD COLUMN "position" bigint GENERATED ALWAYS AS IDENTITY; --@ column graph_entity.position
ALTER TABLE holdfast.graph_entity ADD COLUMN created_at timestamp with time zone; --@ column graph_entity.created_at
ALTER TABLE holdfast.graph_entity ADD COLUMN created_by text; --@ column graph_entity.created_by
ALTER TABLE holdfast.graph_entity ADD COLUMN words tsvector; --@ column graph_entity.words
CREATE TABLE holdfast.graph_observation (); --@ table graph_observation
ALTER TABLE holdfast.graph_observation ADD COLUMN tenant_id text COLLATE "C"; --@ column graph_observation.tenant_id
ALTER TABLE holdfast.graph_observation ADD COLUMN namespace text COLLATE "C"; --@ column graph_observation.namespace
ALTER TABLE holdfast.graph_observation ADD COLUMN entity text COLLATE "C"; --@ column graph_observation.entity
ALTER TABLE holdfast.graph_observation ADD COLUMN hash text COLLATE "C"; --@ column graph_observation.hash
ALTER TABLE holdfast.graph_observation ADD COLUMN content text; --@ column graph_observation.content
ALTER TABLE holdfast.graph_observation ADD COLUMN "position" bigint GENERATED ALWAYS AS IDENTITY; --@ column graph_observation.position
ALTER TABLE holdfast.graph_observation ADD COLUMN created_at timestamp with time zone; --@ column graph_observation.created_at
ALTER TABLE holdfast.graph_observation ADD COLUMN created_by text; --@ column graph_observation.created_by
CREATE TABLE holdfast.graph_relation (); --@ table graph_relation
ALTER TABLE holdfast.graph_relation ADD COLUMN tenant_id text COLLATE "C"; --@ column graph_relation.tenant_id
ALTER TABLE holdfast.graph_relation ADD COLUMN namespace text COLLATE "C"; --@ column graph_relation.namespace
ALTER TABLE holdfast.graph_relation ADD COLUMN hash text COLLATE "C"; --@ column graph_relation.hash
ALTER TABLE holdfast.graph_relation ADD COLUMN source text COLLATE "C"; --@ column graph_relation.source
ALTER TABLE holdfast.graph_relation ADD COLUMN target text COLLATE "C"; --@ column graph_relation.target
ALTER TABLE holdfast.graph_relation ADD COLUMN type text; --@ column graph_relation.type
ALTER TABLE holdfast.graph_relation ADD COLUMN "position" bigint GENERATED ALWAYS AS IDENTITY; --@ column graph_relation.position
ALTER TABLE holdfast.graph_relation ADD COLUMN created_at timestamp with time zone; --@ column graph_relation.created_at
ALTER TABLE holdfast.graph_relation ADD COLUMN created_by text; --@ column graph_relation.created_by
CREATE OR REPLACE FUNCTION holdfast.has_vector_index(of_model text, of_dimension integer, metric text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN (EXISTS (SELECT FROM pg_index i WHERE (i.indisvalid AND (i.indexrelid = (to_regclass(('holdfast.'::text || holdfast.vector_index_name(has_vector_index.of_model, has_vector_index.of_dimension, has_vector_index.metric))))::oid)))); --@ function has_vector_index(text,integer,text)
CREATE TABLE holdfast.idempotency_claim (); --@ table idempotency_claim
ALTER TABLE holdfast.idempotency_claim ADD COLUMN tenant_id text COLLATE "C"; --@ column idempotency_claim.tenant_id
ALTER TABLE holdfast.idempotency_claim ADD COLUMN principal_id text COLLATE "C"; --@ column idempotency_claim.principal_id
ALTER TABLE holdfast.idempotency_claim ADD COLUMN key text COLLATE "C"; --@ column idempotency_claim.key
ALTER TABLE holdfast.idempotency_claim ADD COLUMN operation text; --@ column idempotency_claim.operation
ALTER TABLE holdfast.idempotency_claim ADD COLUMN fingerprint text; --@ column idempotency_claim.fingerprint
ALTER TABLE holdfast.idempotency_claim ADD COLUMN subject_ids uuid[]; --@ column idempotency_claim.subject_ids
ALTER TABLE holdfast.idempotency_claim ADD COLUMN versions bigint[]; --@ column idempotency_claim.versions
ALTER TABLE holdfast.idempotency_claim ADD COLUMN expires_at timestamp with time zone; --@ column idempotency_claim.expires_at
CREATE TABLE holdfast.job (); --@ table job
ALTER TABLE holdfast.job ADD COLUMN tenant_id text COLLATE "C"; --@ column job.tenant_id
ALTER TABLE holdfast.job ADD COLUMN name text COLLATE "C"; --@ column job.name
ALTER TABLE holdfast.job ADD COLUMN slot timestamp with time zone; --@ column job.slot
ALTER TABLE holdfast.job ADD COLUMN node text; --@ column job.node
ALTER TABLE holdfast.job ADD COLUMN begun_at timestamp with time zone; --@ column job.begun_at
ALTER TABLE holdfast.job ADD COLUMN until timestamp with time zone; --@ column job.until
ALTER TABLE holdfast.job ADD COLUMN ended_at timestamp with time zone; --@ column job.ended_at
ALTER TABLE holdfast.job ADD COLUMN failure text; --@ column job.failure
ALTER TABLE holdfast.job ADD COLUMN succeeded_at timestamp with time zone; --@ column job.succeeded_at
CREATE TABLE holdfast.memory (); --@ table memory
ALTER TABLE holdfast.memory ADD COLUMN tenant_id text COLLATE "C"; --@ column memory.tenant_id
ALTER TABLE holdfast.memory ADD COLUMN id uuid; --@ column memory.id
ALTER TABLE holdfast.memory ADD COLUMN namespace text COLLATE "C"; --@ column memory.namespace
ALTER TABLE holdfast.memory ADD COLUMN key text COLLATE "C"; --@ column memory.key
ALTER TABLE holdfast.memory ADD COLUMN content text; --@ column memory.content
ALTER TABLE holdfast.memory ADD COLUMN category text COLLATE "C"; --@ column memory.category
ALTER TABLE holdfast.memory ADD COLUMN importance smallint; --@ column memory.importance
ALTER TABLE holdfast.memory ADD COLUMN tags text[]; --@ column memory.tags
ALTER TABLE holdfast.memory ADD COLUMN metadata jsonb; --@ column memory.metadata
ALTER TABLE holdfast.memory ADD COLUMN source text; --@ column memory.source
ALTER TABLE holdfast.memory ADD COLUMN valid_from timestamp with time zone; --@ column memory.valid_from
ALTER TABLE holdfast.memory ADD COLUMN valid_to timestamp with time zone; --@ column memory.valid_to
ALTER TABLE holdfast.memory ADD COLUMN expires_at timestamp with time zone; --@ column memory.expires_at
ALTER TABLE holdfast.memory ADD COLUMN version bigint; --@ column memory.version
ALTER TABLE holdfast.memory ADD COLUMN created_at timestamp with time zone; --@ column memory.created_at
ALTER TABLE holdfast.memory ADD COLUMN updated_at timestamp with time zone; --@ column memory.updated_at
ALTER TABLE holdfast.memory ADD COLUMN recorded_at timestamp with time zone; --@ column memory.recorded_at
ALTER TABLE holdfast.memory ADD COLUMN created_by text; --@ column memory.created_by
ALTER TABLE holdfast.memory ADD COLUMN deleted_at timestamp with time zone; --@ column memory.deleted_at
ALTER TABLE holdfast.memory ADD COLUMN words tsvector; --@ column memory.words
ALTER TABLE holdfast.memory ADD COLUMN length integer; --@ column memory.length
ALTER TABLE holdfast.memory ADD COLUMN content_hash bytea GENERATED ALWAYS AS (holdfast.content_hash(content)) STORED; --@ column memory.content_hash
CREATE TABLE holdfast.memory_history (); --@ table memory_history
ALTER TABLE holdfast.memory_history ADD COLUMN tenant_id text COLLATE "C"; --@ column memory_history.tenant_id
ALTER TABLE holdfast.memory_history ADD COLUMN id uuid; --@ column memory_history.id
ALTER TABLE holdfast.memory_history ADD COLUMN namespace text COLLATE "C"; --@ column memory_history.namespace
ALTER TABLE holdfast.memory_history ADD COLUMN key text COLLATE "C"; --@ column memory_history.key
ALTER TABLE holdfast.memory_history ADD COLUMN content text; --@ column memory_history.content
ALTER TABLE holdfast.memory_history ADD COLUMN category text COLLATE "C"; --@ column memory_history.category
ALTER TABLE holdfast.memory_history ADD COLUMN importance smallint; --@ column memory_history.importance
ALTER TABLE holdfast.memory_history ADD COLUMN tags text[]; --@ column memory_history.tags
ALTER TABLE holdfast.memory_history ADD COLUMN metadata jsonb; --@ column memory_history.metadata
ALTER TABLE holdfast.memory_history ADD COLUMN source text; --@ column memory_history.source
ALTER TABLE holdfast.memory_history ADD COLUMN valid_from timestamp with time zone; --@ column memory_history.valid_from
ALTER TABLE holdfast.memory_history ADD COLUMN valid_to timestamp with time zone; --@ column memory_history.valid_to
ALTER TABLE holdfast.memory_history ADD COLUMN expires_at timestamp with time zone; --@ column memory_history.expires_at
ALTER TABLE holdfast.memory_history ADD COLUMN version bigint; --@ column memory_history.version
ALTER TABLE holdfast.memory_history ADD COLUMN created_at timestamp with time zone; --@ column memory_history.created_at
ALTER TABLE holdfast.memory_history ADD COLUMN updated_at timestamp with time zone; --@ column memory_history.updated_at
ALTER TABLE holdfast.memory_history ADD COLUMN recorded_at timestamp with time zone; --@ column memory_history.recorded_at
ALTER TABLE holdfast.memory_history ADD COLUMN created_by text; --@ column memory_history.created_by
ALTER TABLE holdfast.memory_history ADD COLUMN deleted_at timestamp with time zone; --@ column memory_history.deleted_at
ALTER TABLE holdfast.memory_history ADD COLUMN superseded_at timestamp with time zone; --@ column memory_history.superseded_at
CREATE TABLE holdfast.memory_tombstone (); --@ table memory_tombstone
ALTER TABLE holdfast.memory_tombstone ADD COLUMN tenant_id text COLLATE "C"; --@ column memory_tombstone.tenant_id
ALTER TABLE holdfast.memory_tombstone ADD COLUMN namespace text COLLATE "C"; --@ column memory_tombstone.namespace
ALTER TABLE holdfast.memory_tombstone ADD COLUMN key text COLLATE "C"; --@ column memory_tombstone.key
ALTER TABLE holdfast.memory_tombstone ADD COLUMN id uuid; --@ column memory_tombstone.id
ALTER TABLE holdfast.memory_tombstone ADD COLUMN version bigint; --@ column memory_tombstone.version
ALTER TABLE holdfast.memory_tombstone ADD COLUMN recorded_at timestamp with time zone; --@ column memory_tombstone.recorded_at
ALTER TABLE holdfast.memory_tombstone ADD COLUMN removed_at timestamp with time zone; --@ column memory_tombstone.removed_at
CREATE TYPE holdfast.passage_filter AS (roots text[], lows text[], highs text[], lowest text, highest text, texts text[], numbers numeric[], moments timestamp with time zone[], present timestamp with time zone, past timestamp with time zone); --@ type passage_filter
CREATE OR REPLACE FUNCTION holdfast.passage_predicate(kind text, filter jsonb)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((((CASE kind WHEN 'memory'::text THEN '(m.deleted_at IS NULL AND (m.expires_at IS NULL OR m.expires_at > ($1).present)'::text ELSE '(true'::text END || CASE WHEN (jsonb_array_length((filter -> 'within'::text)) = 0) THEN ''::text WHEN (kind = 'memory'::text) THEN ((' AND m.namespace >= ($1).lowest AND m.namespace < ($1).highest'::text || ' AND EXISTS (SELECT FROM unnest(($1).roots, ($1).lows, ($1).highs) AS part (exact, low, high)'::text) || ' WHERE m.namespace = part.exact OR (m.namespace >= part.low AND m.namespace < part.high))'::text) ELSE ((' AND m.collection_id = ANY (ARRAY(SELECT c.id FROM holdfast.collection AS c, unnest(($1).roots, ($1).lows, ($1).highs) AS part (exact, low, high)'::text || ' WHERE c.tenant_id = holdfast.current_tenant() AND (''collections/'' || c.name COLLATE "C" = part.exact'::text) || ' OR (''collections/'' || c.name COLLATE "C" >= part.low AND ''collections/'' || c.name COLLATE "C" < part.high))))'::text) END) || ' AND '::text) || holdfast.condition_sql(kind, (filter -> 'where'::text), false)) || ')'::text); --@ function passage_predicate(text,jsonb)
CREATE TABLE holdfast.query_ticket (); --@ table query_ticket
ALTER TABLE holdfast.query_ticket ADD COLUMN tenant_id text COLLATE "C"; --@ column query_ticket.tenant_id
ALTER TABLE holdfast.query_ticket ADD COLUMN transaction_id xid8; --@ column query_ticket.transaction_id
CREATE TABLE holdfast.recall (); --@ table recall
ALTER TABLE holdfast.recall ADD COLUMN tenant_id text COLLATE "C"; --@ column recall.tenant_id
ALTER TABLE holdfast.recall ADD COLUMN id uuid; --@ column recall.id
ALTER TABLE holdfast.recall ADD COLUMN at timestamp with time zone; --@ column recall.at
ALTER TABLE holdfast.recall ADD COLUMN principal_id text; --@ column recall.principal_id
ALTER TABLE holdfast.recall ADD COLUMN request_id text; --@ column recall.request_id
ALTER TABLE holdfast.recall ADD COLUMN query text; --@ column recall.query
ALTER TABLE holdfast.recall ADD COLUMN namespace text COLLATE "C"; --@ column recall.namespace
ALTER TABLE holdfast.recall ADD COLUMN collections text[]; --@ column recall.collections
ALTER TABLE holdfast.recall ADD COLUMN as_of timestamp with time zone; --@ column recall.as_of
ALTER TABLE holdfast.recall ADD COLUMN embedding text; --@ column recall.embedding
ALTER TABLE holdfast.recall ADD COLUMN tuning jsonb; --@ column recall.tuning
ALTER TABLE holdfast.recall ADD COLUMN tokens integer; --@ column recall.tokens
ALTER TABLE holdfast.recall ADD COLUMN item_kinds text[]; --@ column recall.item_kinds
ALTER TABLE holdfast.recall ADD COLUMN item_ids uuid[]; --@ column recall.item_ids
ALTER TABLE holdfast.recall ADD COLUMN item_versions bigint[]; --@ column recall.item_versions
ALTER TABLE holdfast.recall ADD COLUMN item_scores double precision[]; --@ column recall.item_scores
CREATE TABLE holdfast.recall_feedback (); --@ table recall_feedback
ALTER TABLE holdfast.recall_feedback ADD COLUMN tenant_id text COLLATE "C"; --@ column recall_feedback.tenant_id
ALTER TABLE holdfast.recall_feedback ADD COLUMN recall_id uuid; --@ column recall_feedback.recall_id
ALTER TABLE holdfast.recall_feedback ADD COLUMN item_id uuid; --@ column recall_feedback.item_id
ALTER TABLE holdfast.recall_feedback ADD COLUMN principal_id text COLLATE "C"; --@ column recall_feedback.principal_id
ALTER TABLE holdfast.recall_feedback ADD COLUMN verdict text; --@ column recall_feedback.verdict
ALTER TABLE holdfast.recall_feedback ADD COLUMN note text; --@ column recall_feedback.note
ALTER TABLE holdfast.recall_feedback ADD COLUMN at timestamp with time zone; --@ column recall_feedback.at
CREATE TABLE holdfast.retention_policy (); --@ table retention_policy
ALTER TABLE holdfast.retention_policy ADD COLUMN tenant_id text COLLATE "C"; --@ column retention_policy.tenant_id
ALTER TABLE holdfast.retention_policy ADD COLUMN kind text; --@ column retention_policy.kind
ALTER TABLE holdfast.retention_policy ADD COLUMN max_age_days integer; --@ column retention_policy.max_age_days
ALTER TABLE holdfast.retention_policy ADD COLUMN max_count bigint; --@ column retention_policy.max_count
ALTER TABLE holdfast.retention_policy ADD COLUMN keep_importance smallint; --@ column retention_policy.keep_importance
ALTER TABLE holdfast.retention_policy ADD COLUMN version bigint; --@ column retention_policy.version
ALTER TABLE holdfast.retention_policy ADD COLUMN updated_at timestamp with time zone; --@ column retention_policy.updated_at
ALTER TABLE holdfast.retention_policy ADD COLUMN updated_by text; --@ column retention_policy.updated_by
CREATE TABLE holdfast.tenant (); --@ table tenant
ALTER TABLE holdfast.tenant ADD COLUMN tenant_id text COLLATE "C"; --@ column tenant.tenant_id
ALTER TABLE holdfast.tenant ADD COLUMN created_at timestamp with time zone; --@ column tenant.created_at
CREATE TABLE holdfast.term_statistics (); --@ table term_statistics
ALTER TABLE holdfast.term_statistics ADD COLUMN tenant_id text COLLATE "C"; --@ column term_statistics.tenant_id
ALTER TABLE holdfast.term_statistics ADD COLUMN kind text; --@ column term_statistics.kind
ALTER TABLE holdfast.term_statistics ADD COLUMN term text COLLATE "C"; --@ column term_statistics.term
ALTER TABLE holdfast.term_statistics ADD COLUMN share real; --@ column term_statistics.share
CREATE OR REPLACE FUNCTION holdfast.corner(source text, within text, f holdfast.passage_filter, tenant text, OUT passages integer, OUT average_length double precision)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
AS $function$
BEGIN
    EXECUTE format('SELECT count(*), coalesce(avg(length), 0) FROM (SELECT m.length FROM %s WHERE m.tenant_id = $2 AND %s LIMIT 3001) AS few',
                   source, within)
    INTO passages, average_length USING f, tenant;
END
$function$; --@ function corner(text,text,holdfast.passage_filter,text)
CREATE OR REPLACE FUNCTION holdfast.expected_frequencies(wanted text, f holdfast.passage_filter, tenant text, terms text[], quoted text[], passages bigint)
 RETURNS bigint[]
 LANGUAGE plpgsql
 STABLE
AS $function$
DECLARE
    frequencies bigint[] := ARRAY(
        SELECT (s.share * passages)::bigint
        FROM unnest(terms) WITH ORDINALITY AS t (term, place)
            LEFT JOIN holdfast.term_statistics AS s ON s.tenant_id = tenant AND s.kind = wanted AND s.term = t.term
        ORDER BY place);
    found     bigint;
    refreshed boolean := EXISTS (SELECT FROM holdfast.corpus_statistics AS c WHERE c.tenant_id = tenant AND c.kind = wanted);
BEGIN
    FOR i IN 1 .. cardinality(terms) LOOP
        CONTINUE WHEN frequencies[i] IS NOT NULL;
        IF refreshed THEN
            frequencies[i] := passages / 2000;
        ELSE
            EXECUTE format(
                'SELECT count(*) FROM (SELECT FROM holdfast.%I AS m WHERE m.tenant_id || '''' = $2 AND %s'
                || ' AND holdfast.owned_terms(m.tenant_id, m.words) @@ $3 LIMIT 20000) AS few', wanted, holdfast.live_sql(wanted))
            INTO found USING f, tenant, quoted[i]::tsquery;
            frequencies[i] := found;
        END IF;
    END LOOP;
    RETURN frequencies;
END
$function$; --@ function expected_frequencies(text,holdfast.passage_filter,text,text[],text[],bigint)
CREATE OR REPLACE FUNCTION holdfast.lies_within(namespace text, f holdfast.passage_filter)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
BEGIN
    IF f.roots IS NULL THEN
        RETURN true;
    END IF;
    RETURN EXISTS (
        SELECT FROM unnest(f.roots, f.lows, f.highs) AS part (exact, low, high)
        WHERE namespace = part.exact OR (namespace >= part.low COLLATE "C" AND namespace < part.high COLLATE "C"));
END
$function$; --@ function lies_within(text,holdfast.passage_filter)
CREATE OR REPLACE FUNCTION holdfast.read_filter(filter jsonb)
 RETURNS holdfast.passage_filter
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$
DECLARE
    f holdfast.passage_filter;
BEGIN
    f.present := filter ->> 'now';
    f.past := filter ->> 'as_of';
    IF filter -> 'within' <> '[]' THEN
        SELECT array_agg(root), array_agg(root || '/'), array_agg(root || '0'), min(root COLLATE "C"), max((root || '0') COLLATE "C")
        INTO f.roots, f.lows, f.highs, f.lowest, f.highest
        FROM jsonb_array_elements_text(filter -> 'within') AS root;
    END IF;
    IF filter -> 'where' <> '["all",[]]' THEN
        f.texts := ARRAY(SELECT jsonb_array_elements_text(filter -> 'texts'));
        f.numbers := ARRAY(SELECT jsonb_array_elements_text(filter -> 'numbers')::numeric);
        f.moments := ARRAY(SELECT jsonb_array_elements_text(filter -> 'moments')::timestamptz);
    END IF;
    RETURN f;
END
$function$; --@ function read_filter(jsonb)
ALTER TABLE holdfast.api_key ALTER COLUMN created_at SET NOT NULL; --@ not_null api_key.created_at
ALTER TABLE holdfast.api_key ALTER COLUMN created_by SET NOT NULL; --@ not_null api_key.created_by
ALTER TABLE holdfast.api_key ALTER COLUMN id SET NOT NULL; --@ not_null api_key.id
ALTER TABLE holdfast.api_key ALTER COLUMN name SET NOT NULL; --@ not_null api_key.name
ALTER TABLE holdfast.api_key ALTER COLUMN namespaces SET NOT NULL; --@ not_null api_key.namespaces
ALTER TABLE holdfast.api_key ALTER COLUMN role SET NOT NULL; --@ not_null api_key.role
ALTER TABLE holdfast.api_key ALTER COLUMN secret_hash SET NOT NULL; --@ not_null api_key.secret_hash
ALTER TABLE holdfast.api_key ALTER COLUMN tenant_id SET NOT NULL; --@ not_null api_key.tenant_id
ALTER TABLE holdfast.audit_entry ALTER COLUMN action SET NOT NULL; --@ not_null audit_entry.action
ALTER TABLE holdfast.audit_entry ALTER COLUMN at SET NOT NULL; --@ not_null audit_entry.at
ALTER TABLE holdfast.audit_entry ALTER COLUMN id SET NOT NULL; --@ not_null audit_entry.id
ALTER TABLE holdfast.audit_entry ALTER COLUMN outcome SET NOT NULL; --@ not_null audit_entry.outcome
ALTER TABLE holdfast.audit_entry ALTER COLUMN principal_id SET NOT NULL; --@ not_null audit_entry.principal_id
ALTER TABLE holdfast.audit_entry ALTER COLUMN request_id SET NOT NULL; --@ not_null audit_entry.request_id
ALTER TABLE holdfast.audit_entry ALTER COLUMN subject_name SET NOT NULL; --@ not_null audit_entry.subject_name
ALTER TABLE holdfast.audit_entry ALTER COLUMN subject_type SET NOT NULL; --@ not_null audit_entry.subject_type
ALTER TABLE holdfast.audit_entry ALTER COLUMN tenant_id SET NOT NULL; --@ not_null audit_entry.tenant_id
ALTER TABLE holdfast.chunk ALTER COLUMN collection_id SET NOT NULL; --@ not_null chunk.collection_id
ALTER TABLE holdfast.chunk ALTER COLUMN content_hash SET NOT NULL; --@ not_null chunk.content_hash
ALTER TABLE holdfast.chunk ALTER COLUMN created_at SET NOT NULL; --@ not_null chunk.created_at
ALTER TABLE holdfast.chunk ALTER COLUMN document_id SET NOT NULL; --@ not_null chunk.document_id
ALTER TABLE holdfast.chunk ALTER COLUMN headings SET NOT NULL; --@ not_null chunk.headings
ALTER TABLE holdfast.chunk ALTER COLUMN id SET NOT NULL; --@ not_null chunk.id
ALTER TABLE holdfast.chunk ALTER COLUMN language SET NOT NULL; --@ not_null chunk.language
ALTER TABLE holdfast.chunk ALTER COLUMN length SET NOT NULL; --@ not_null chunk.length
ALTER TABLE holdfast.chunk ALTER COLUMN metadata SET NOT NULL; --@ not_null chunk.metadata
ALTER TABLE holdfast.chunk ALTER COLUMN ordinal SET NOT NULL; --@ not_null chunk.ordinal
ALTER TABLE holdfast.chunk ALTER COLUMN tenant_id SET NOT NULL; --@ not_null chunk.tenant_id
ALTER TABLE holdfast.chunk ALTER COLUMN text SET NOT NULL; --@ not_null chunk.text
ALTER TABLE holdfast.chunk ALTER COLUMN token_count SET NOT NULL; --@ not_null chunk.token_count
ALTER TABLE holdfast.chunk ALTER COLUMN updated_at SET NOT NULL; --@ not_null chunk.updated_at
ALTER TABLE holdfast.chunk ALTER COLUMN words SET NOT NULL; --@ not_null chunk.words
ALTER TABLE holdfast.collection ALTER COLUMN created_at SET NOT NULL; --@ not_null collection.created_at
ALTER TABLE holdfast.collection ALTER COLUMN created_by SET NOT NULL; --@ not_null collection.created_by
ALTER TABLE holdfast.collection ALTER COLUMN id SET NOT NULL; --@ not_null collection.id
ALTER TABLE holdfast.collection ALTER COLUMN language SET NOT NULL; --@ not_null collection.language
ALTER TABLE holdfast.collection ALTER COLUMN metadata SET NOT NULL; --@ not_null collection.metadata
ALTER TABLE holdfast.collection ALTER COLUMN name SET NOT NULL; --@ not_null collection.name
ALTER TABLE holdfast.collection ALTER COLUMN profile SET NOT NULL; --@ not_null collection.profile
ALTER TABLE holdfast.collection ALTER COLUMN tenant_id SET NOT NULL; --@ not_null collection.tenant_id
ALTER TABLE holdfast.collection ALTER COLUMN updated_at SET NOT NULL; --@ not_null collection.updated_at
ALTER TABLE holdfast.collection ALTER COLUMN version SET NOT NULL; --@ not_null collection.version
ALTER TABLE holdfast.corpus_statistics ALTER COLUMN average_length SET NOT NULL; --@ not_null corpus_statistics.average_length
ALTER TABLE holdfast.corpus_statistics ALTER COLUMN kind SET NOT NULL; --@ not_null corpus_statistics.kind
ALTER TABLE holdfast.corpus_statistics ALTER COLUMN passages SET NOT NULL; --@ not_null corpus_statistics.passages
ALTER TABLE holdfast.corpus_statistics ALTER COLUMN refreshed_at SET NOT NULL; --@ not_null corpus_statistics.refreshed_at
ALTER TABLE holdfast.corpus_statistics ALTER COLUMN sampled_at SET NOT NULL; --@ not_null corpus_statistics.sampled_at
ALTER TABLE holdfast.corpus_statistics ALTER COLUMN sampled_of SET NOT NULL; --@ not_null corpus_statistics.sampled_of
ALTER TABLE holdfast.corpus_statistics ALTER COLUMN tenant_id SET NOT NULL; --@ not_null corpus_statistics.tenant_id
ALTER TABLE holdfast.document ALTER COLUMN chunk_version SET NOT NULL; --@ not_null document.chunk_version
ALTER TABLE holdfast.document ALTER COLUMN chunks SET NOT NULL; --@ not_null document.chunks
ALTER TABLE holdfast.document ALTER COLUMN collection_id SET NOT NULL; --@ not_null document.collection_id
ALTER TABLE holdfast.document ALTER COLUMN content_hash SET NOT NULL; --@ not_null document.content_hash
ALTER TABLE holdfast.document ALTER COLUMN created_at SET NOT NULL; --@ not_null document.created_at
ALTER TABLE holdfast.document ALTER COLUMN created_by SET NOT NULL; --@ not_null document.created_by
ALTER TABLE holdfast.document ALTER COLUMN external_id SET NOT NULL; --@ not_null document.external_id
ALTER TABLE holdfast.document ALTER COLUMN id SET NOT NULL; --@ not_null document.id
ALTER TABLE holdfast.document ALTER COLUMN metadata SET NOT NULL; --@ not_null document.metadata
ALTER TABLE holdfast.document ALTER COLUMN tenant_id SET NOT NULL; --@ not_null document.tenant_id
ALTER TABLE holdfast.document ALTER COLUMN updated_at SET NOT NULL; --@ not_null document.updated_at
ALTER TABLE holdfast.document ALTER COLUMN version SET NOT NULL; --@ not_null document.version
ALTER TABLE holdfast.embedding ALTER COLUMN cached SET NOT NULL; --@ not_null embedding.cached
ALTER TABLE holdfast.embedding ALTER COLUMN content_hash SET NOT NULL; --@ not_null embedding.content_hash
ALTER TABLE holdfast.embedding ALTER COLUMN created_at SET NOT NULL; --@ not_null embedding.created_at
ALTER TABLE holdfast.embedding ALTER COLUMN dimension SET NOT NULL; --@ not_null embedding.dimension
ALTER TABLE holdfast.embedding ALTER COLUMN model SET NOT NULL; --@ not_null embedding.model
ALTER TABLE holdfast.embedding ALTER COLUMN sketch SET NOT NULL; --@ not_null embedding.sketch
ALTER TABLE holdfast.embedding ALTER COLUMN tenant_id SET NOT NULL; --@ not_null embedding.tenant_id
ALTER TABLE holdfast.embedding ALTER COLUMN vector SET NOT NULL; --@ not_null embedding.vector
ALTER TABLE holdfast.embedding_model ALTER COLUMN created_at SET NOT NULL; --@ not_null embedding_model.created_at
ALTER TABLE holdfast.embedding_model ALTER COLUMN dimension SET NOT NULL; --@ not_null embedding_model.dimension
ALTER TABLE holdfast.embedding_model ALTER COLUMN name SET NOT NULL; --@ not_null embedding_model.name
ALTER TABLE holdfast.embedding_model ALTER COLUMN state SET NOT NULL; --@ not_null embedding_model.state
ALTER TABLE holdfast.embedding_model ALTER COLUMN tenant_id SET NOT NULL; --@ not_null embedding_model.tenant_id
ALTER TABLE holdfast.embedding_work ALTER COLUMN attempts SET NOT NULL; --@ not_null embedding_work.attempts
ALTER TABLE holdfast.embedding_work ALTER COLUMN content_hash SET NOT NULL; --@ not_null embedding_work.content_hash
ALTER TABLE holdfast.embedding_work ALTER COLUMN due_at SET NOT NULL; --@ not_null embedding_work.due_at
ALTER TABLE holdfast.embedding_work ALTER COLUMN failed SET NOT NULL; --@ not_null embedding_work.failed
ALTER TABLE holdfast.embedding_work ALTER COLUMN kind SET NOT NULL; --@ not_null embedding_work.kind
ALTER TABLE holdfast.embedding_work ALTER COLUMN model SET NOT NULL; --@ not_null embedding_work.model
ALTER TABLE holdfast.embedding_work ALTER COLUMN owner_id SET NOT NULL; --@ not_null embedding_work.owner_id
ALTER TABLE holdfast.embedding_work ALTER COLUMN tenant_id SET NOT NULL; --@ not_null embedding_work.tenant_id
ALTER TABLE holdfast.graph_entity ALTER COLUMN created_at SET NOT NULL; --@ not_null graph_entity.created_at
ALTER TABLE holdfast.graph_entity ALTER COLUMN created_by SET NOT NULL; --@ not_null graph_entity.created_by
ALTER TABLE holdfast.graph_entity ALTER COLUMN name SET NOT NULL; --@ not_null graph_entity.name
ALTER TABLE holdfast.graph_entity ALTER COLUMN namespace SET NOT NULL; --@ not_null graph_entity.namespace
ALTER TABLE holdfast.graph_entity ALTER COLUMN "position" SET NOT NULL; --@ not_null graph_entity.position
ALTER TABLE holdfast.graph_entity ALTER COLUMN tenant_id SET NOT NULL; --@ not_null graph_entity.tenant_id
ALTER TABLE holdfast.graph_entity ALTER COLUMN type SET NOT NULL; --@ not_null graph_entity.type
ALTER TABLE holdfast.graph_entity ALTER COLUMN words SET NOT NULL; --@ not_null graph_entity.words
ALTER TABLE holdfast.graph_observation ALTER COLUMN content SET NOT NULL; --@ not_null graph_observation.content
ALTER TABLE holdfast.graph_observation ALTER COLUMN created_at SET NOT NULL; --@ not_null graph_observation.created_at
ALTER TABLE holdfast.graph_observation ALTER COLUMN created_by SET NOT NULL; --@ not_null graph_observation.created_by
ALTER TABLE holdfast.graph_observation ALTER COLUMN entity SET NOT NULL; --@ not_null graph_observation.entity
ALTER TABLE holdfast.graph_observation ALTER COLUMN hash SET NOT NULL; --@ not_null graph_observation.hash
ALTER TABLE holdfast.graph_observation ALTER COLUMN namespace SET NOT NULL; --@ not_null graph_observation.namespace
ALTER TABLE holdfast.graph_observation ALTER COLUMN "position" SET NOT NULL; --@ not_null graph_observation.position
ALTER TABLE holdfast.graph_observation ALTER COLUMN tenant_id SET NOT NULL; --@ not_null graph_observation.tenant_id
ALTER TABLE holdfast.graph_relation ALTER COLUMN created_at SET NOT NULL; --@ not_null graph_relation.created_at
ALTER TABLE holdfast.graph_relation ALTER COLUMN created_by SET NOT NULL; --@ not_null graph_relation.created_by
ALTER TABLE holdfast.graph_relation ALTER COLUMN hash SET NOT NULL; --@ not_null graph_relation.hash
ALTER TABLE holdfast.graph_relation ALTER COLUMN namespace SET NOT NULL; --@ not_null graph_relation.namespace
ALTER TABLE holdfast.graph_relation ALTER COLUMN "position" SET NOT NULL; --@ not_null graph_relation.position
ALTER TABLE holdfast.graph_relation ALTER COLUMN source SET NOT NULL; --@ not_null graph_relation.source
ALTER TABLE holdfast.graph_relation ALTER COLUMN target SET NOT NULL; --@ not_null graph_relation.target
ALTER TABLE holdfast.graph_relation ALTER COLUMN tenant_id SET NOT NULL; --@ not_null graph_relation.tenant_id
ALTER TABLE holdfast.graph_relation ALTER COLUMN type SET NOT NULL; --@ not_null graph_relation.type
ALTER TABLE holdfast.idempotency_claim ALTER COLUMN expires_at SET NOT NULL; --@ not_null idempotency_claim.expires_at
ALTER TABLE holdfast.idempotency_claim ALTER COLUMN fingerprint SET NOT NULL; --@ not_null idempotency_claim.fingerprint
ALTER TABLE holdfast.idempotency_claim ALTER COLUMN key SET NOT NULL; --@ not_null idempotency_claim.key
ALTER TABLE holdfast.idempotency_claim ALTER COLUMN operation SET NOT NULL; --@ not_null idempotency_claim.operation
ALTER TABLE holdfast.idempotency_claim ALTER COLUMN principal_id SET NOT NULL; --@ not_null idempotency_claim.principal_id
ALTER TABLE holdfast.idempotency_claim ALTER COLUMN subject_ids SET NOT NULL; --@ not_null idempotency_claim.subject_ids
ALTER TABLE holdfast.idempotency_claim ALTER COLUMN tenant_id SET NOT NULL; --@ not_null idempotency_claim.tenant_id
ALTER TABLE holdfast.idempotency_claim ALTER COLUMN versions SET NOT NULL; --@ not_null idempotency_claim.versions
ALTER TABLE holdfast.job ALTER COLUMN begun_at SET NOT NULL; --@ not_null job.begun_at
ALTER TABLE holdfast.job ALTER COLUMN name SET NOT NULL; --@ not_null job.name
ALTER TABLE holdfast.job ALTER COLUMN node SET NOT NULL; --@ not_null job.node
ALTER TABLE holdfast.job ALTER COLUMN slot SET NOT NULL; --@ not_null job.slot
ALTER TABLE holdfast.job ALTER COLUMN tenant_id SET NOT NULL; --@ not_null job.tenant_id
ALTER TABLE holdfast.job ALTER COLUMN until SET NOT NULL; --@ not_null job.until
ALTER TABLE holdfast.memory ALTER COLUMN category SET NOT NULL; --@ not_null memory.category
ALTER TABLE holdfast.memory ALTER COLUMN content SET NOT NULL; --@ not_null memory.content
ALTER TABLE holdfast.memory ALTER COLUMN content_hash SET NOT NULL; --@ not_null memory.content_hash
ALTER TABLE holdfast.memory ALTER COLUMN created_at SET NOT NULL; --@ not_null memory.created_at
ALTER TABLE holdfast.memory ALTER COLUMN created_by SET NOT NULL; --@ not_null memory.created_by
ALTER TABLE holdfast.memory ALTER COLUMN id SET NOT NULL; --@ not_null memory.id
ALTER TABLE holdfast.memory ALTER COLUMN importance SET NOT NULL; --@ not_null memory.importance
ALTER TABLE holdfast.memory ALTER COLUMN key SET NOT NULL; --@ not_null memory.key
ALTER TABLE holdfast.memory ALTER COLUMN length SET NOT NULL; --@ not_null memory.length
ALTER TABLE holdfast.memory ALTER COLUMN metadata SET NOT NULL; --@ not_null memory.metadata
ALTER TABLE holdfast.memory ALTER COLUMN namespace SET NOT NULL; --@ not_null memory.namespace
ALTER TABLE holdfast.memory ALTER COLUMN recorded_at SET NOT NULL; --@ not_null memory.recorded_at
ALTER TABLE holdfast.memory ALTER COLUMN tags SET NOT NULL; --@ not_null memory.tags
ALTER TABLE holdfast.memory ALTER COLUMN tenant_id SET NOT NULL; --@ not_null memory.tenant_id
ALTER TABLE holdfast.memory ALTER COLUMN updated_at SET NOT NULL; --@ not_null memory.updated_at
ALTER TABLE holdfast.memory ALTER COLUMN version SET NOT NULL; --@ not_null memory.version
ALTER TABLE holdfast.memory ALTER COLUMN words SET NOT NULL; --@ not_null memory.words
ALTER TABLE holdfast.memory_history ALTER COLUMN category SET NOT NULL; --@ not_null memory_history.category
ALTER TABLE holdfast.memory_history ALTER COLUMN content SET NOT NULL; --@ not_null memory_history.content
ALTER TABLE holdfast.memory_history ALTER COLUMN created_at SET NOT NULL; --@ not_null memory_history.created_at
ALTER TABLE holdfast.memory_history ALTER COLUMN created_by SET NOT NULL; --@ not_null memory_history.created_by
ALTER TABLE holdfast.memory_history ALTER COLUMN id SET NOT NULL; --@ not_null memory_history.id
ALTER TABLE holdfast.memory_history ALTER COLUMN importance SET NOT NULL; --@ not_null memory_history.importance
ALTER TABLE holdfast.memory_history ALTER COLUMN key SET NOT NULL; --@ not_null memory_history.key
ALTER TABLE holdfast.memory_history ALTER COLUMN metadata SET NOT NULL; --@ not_null memory_history.metadata
ALTER TABLE holdfast.memory_history ALTER COLUMN namespace SET NOT NULL; --@ not_null memory_history.namespace
ALTER TABLE holdfast.memory_history ALTER COLUMN recorded_at SET NOT NULL; --@ not_null memory_history.recorded_at
ALTER TABLE holdfast.memory_history ALTER COLUMN superseded_at SET NOT NULL; --@ not_null memory_history.superseded_at
ALTER TABLE holdfast.memory_history ALTER COLUMN tags SET NOT NULL; --@ not_null memory_history.tags
ALTER TABLE holdfast.memory_history ALTER COLUMN tenant_id SET NOT NULL; --@ not_null memory_history.tenant_id
ALTER TABLE holdfast.memory_history ALTER COLUMN updated_at SET NOT NULL; --@ not_null memory_history.updated_at
ALTER TABLE holdfast.memory_history ALTER COLUMN version SET NOT NULL; --@ not_null memory_history.version
ALTER TABLE holdfast.memory_tombstone ALTER COLUMN id SET NOT NULL; --@ not_null memory_tombstone.id
ALTER TABLE holdfast.memory_tombstone ALTER COLUMN key SET NOT NULL; --@ not_null memory_tombstone.key
ALTER TABLE holdfast.memory_tombstone ALTER COLUMN namespace SET NOT NULL; --@ not_null memory_tombstone.namespace
ALTER TABLE holdfast.memory_tombstone ALTER COLUMN recorded_at SET NOT NULL; --@ not_null memory_tombstone.recorded_at
ALTER TABLE holdfast.memory_tombstone ALTER COLUMN removed_at SET NOT NULL; --@ not_null memory_tombstone.removed_at
ALTER TABLE holdfast.memory_tombstone ALTER COLUMN tenant_id SET NOT NULL; --@ not_null memory_tombstone.tenant_id
ALTER TABLE holdfast.memory_tombstone ALTER COLUMN version SET NOT NULL; --@ not_null memory_tombstone.version
ALTER TABLE holdfast.query_ticket ALTER COLUMN tenant_id SET NOT NULL; --@ not_null query_ticket.tenant_id
ALTER TABLE holdfast.query_ticket ALTER COLUMN transaction_id SET NOT NULL; --@ not_null query_ticket.transaction_id
ALTER TABLE holdfast.recall ALTER COLUMN at SET NOT NULL; --@ not_null recall.at
ALTER TABLE holdfast.recall ALTER COLUMN collections SET NOT NULL; --@ not_null recall.collections
ALTER TABLE holdfast.recall ALTER COLUMN embedding SET NOT NULL; --@ not_null recall.embedding
ALTER TABLE holdfast.recall ALTER COLUMN id SET NOT NULL; --@ not_null recall.id
ALTER TABLE holdfast.recall ALTER COLUMN item_ids SET NOT NULL; --@ not_null recall.item_ids
ALTER TABLE holdfast.recall ALTER COLUMN item_kinds SET NOT NULL; --@ not_null recall.item_kinds
ALTER TABLE holdfast.recall ALTER COLUMN item_scores SET NOT NULL; --@ not_null recall.item_scores
ALTER TABLE holdfast.recall ALTER COLUMN item_versions SET NOT NULL; --@ not_null recall.item_versions
ALTER TABLE holdfast.recall ALTER COLUMN principal_id SET NOT NULL; --@ not_null recall.principal_id
ALTER TABLE holdfast.recall ALTER COLUMN query SET NOT NULL; --@ not_null recall.query
ALTER TABLE holdfast.recall ALTER COLUMN request_id SET NOT NULL; --@ not_null recall.request_id
ALTER TABLE holdfast.recall ALTER COLUMN tenant_id SET NOT NULL; --@ not_null recall.tenant_id
ALTER TABLE holdfast.recall ALTER COLUMN tokens SET NOT NULL; --@ not_null recall.tokens
ALTER TABLE holdfast.recall ALTER COLUMN tuning SET NOT NULL; --@ not_null recall.tuning
ALTER TABLE holdfast.recall_feedback ALTER COLUMN at SET NOT NULL; --@ not_null recall_feedback.at
ALTER TABLE holdfast.recall_feedback ALTER COLUMN item_id SET NOT NULL; --@ not_null recall_feedback.item_id
ALTER TABLE holdfast.recall_feedback ALTER COLUMN principal_id SET NOT NULL; --@ not_null recall_feedback.principal_id
ALTER TABLE holdfast.recall_feedback ALTER COLUMN recall_id SET NOT NULL; --@ not_null recall_feedback.recall_id
ALTER TABLE holdfast.recall_feedback ALTER COLUMN tenant_id SET NOT NULL; --@ not_null recall_feedback.tenant_id
ALTER TABLE holdfast.recall_feedback ALTER COLUMN verdict SET NOT NULL; --@ not_null recall_feedback.verdict
ALTER TABLE holdfast.retention_policy ALTER COLUMN kind SET NOT NULL; --@ not_null retention_policy.kind
ALTER TABLE holdfast.retention_policy ALTER COLUMN tenant_id SET NOT NULL; --@ not_null retention_policy.tenant_id
ALTER TABLE holdfast.retention_policy ALTER COLUMN updated_at SET NOT NULL; --@ not_null retention_policy.updated_at
ALTER TABLE holdfast.retention_policy ALTER COLUMN updated_by SET NOT NULL; --@ not_null retention_policy.updated_by
ALTER TABLE holdfast.retention_policy ALTER COLUMN version SET NOT NULL; --@ not_null retention_policy.version
ALTER TABLE holdfast.tenant ALTER COLUMN created_at SET NOT NULL; --@ not_null tenant.created_at
ALTER TABLE holdfast.tenant ALTER COLUMN tenant_id SET NOT NULL; --@ not_null tenant.tenant_id
ALTER TABLE holdfast.term_statistics ALTER COLUMN kind SET NOT NULL; --@ not_null term_statistics.kind
ALTER TABLE holdfast.term_statistics ALTER COLUMN share SET NOT NULL; --@ not_null term_statistics.share
ALTER TABLE holdfast.term_statistics ALTER COLUMN tenant_id SET NOT NULL; --@ not_null term_statistics.tenant_id
ALTER TABLE holdfast.term_statistics ALTER COLUMN term SET NOT NULL; --@ not_null term_statistics.term
ALTER TABLE holdfast.embedding_work ALTER COLUMN attempts SET DEFAULT 0; --@ default embedding_work.attempts
ALTER TABLE holdfast.embedding_work ALTER COLUMN failed SET DEFAULT false; --@ default embedding_work.failed
ALTER TABLE holdfast.query_ticket ALTER COLUMN transaction_id SET DEFAULT pg_current_xact_id(); --@ default query_ticket.transaction_id
ALTER TABLE holdfast.embedding ALTER COLUMN content_hash SET STORAGE PLAIN; --@ storage embedding.content_hash
ALTER TABLE holdfast.embedding ALTER COLUMN model SET STORAGE PLAIN; --@ storage embedding.model
ALTER TABLE holdfast.embedding ALTER COLUMN sketch SET STORAGE PLAIN; --@ storage embedding.sketch
ALTER TABLE holdfast.embedding ALTER COLUMN tenant_id SET STORAGE PLAIN; --@ storage embedding.tenant_id
ALTER TABLE holdfast.embedding ALTER COLUMN vector SET STORAGE EXTERNAL; --@ storage embedding.vector
ALTER TABLE holdfast.embedding SET (toast_tuple_target=128); --@ option embedding.toast_tuple_target
ALTER TABLE holdfast.api_key ADD CONSTRAINT api_key_pkey PRIMARY KEY (tenant_id, id); --@ constraint api_key.api_key_pkey
ALTER TABLE holdfast.audit_entry ADD CONSTRAINT audit_entry_pkey PRIMARY KEY (tenant_id, id); --@ constraint audit_entry.audit_entry_pkey
ALTER TABLE holdfast.chunk ADD CONSTRAINT chunk_pkey PRIMARY KEY (tenant_id, id); --@ constraint chunk.chunk_pkey
ALTER TABLE holdfast.chunk ADD CONSTRAINT chunk_place UNIQUE (tenant_id, document_id, ordinal); --@ constraint chunk.chunk_place
ALTER TABLE holdfast.collection ADD CONSTRAINT collection_name UNIQUE (tenant_id, name); --@ constraint collection.collection_name
ALTER TABLE holdfast.collection ADD CONSTRAINT collection_pkey PRIMARY KEY (tenant_id, id); --@ constraint collection.collection_pkey
ALTER TABLE holdfast.corpus_statistics ADD CONSTRAINT corpus_statistics_pkey PRIMARY KEY (tenant_id, kind); --@ constraint corpus_statistics.corpus_statistics_pkey
ALTER TABLE holdfast.document ADD CONSTRAINT document_address UNIQUE (tenant_id, collection_id, external_id); --@ constraint document.document_address
ALTER TABLE holdfast.document ADD CONSTRAINT document_pkey PRIMARY KEY (tenant_id, id); --@ constraint document.document_pkey
ALTER TABLE holdfast.embedding ADD CONSTRAINT embedding_pkey PRIMARY KEY (tenant_id, model, content_hash); --@ constraint embedding.embedding_pkey
ALTER TABLE holdfast.embedding_model ADD CONSTRAINT embedding_model_pkey PRIMARY KEY (tenant_id, name); --@ constraint embedding_model.embedding_model_pkey
ALTER TABLE holdfast.embedding_work ADD CONSTRAINT embedding_work_pkey PRIMARY KEY (tenant_id, model, kind, owner_id); --@ constraint embedding_work.embedding_work_pkey
ALTER TABLE holdfast.graph_entity ADD CONSTRAINT graph_entity_pkey PRIMARY KEY (tenant_id, namespace, name); --@ constraint graph_entity.graph_entity_pkey
ALTER TABLE holdfast.graph_observation ADD CONSTRAINT graph_observation_pkey PRIMARY KEY (tenant_id, namespace, entity, hash); --@ constraint graph_observation.graph_observation_pkey
ALTER TABLE holdfast.graph_relation ADD CONSTRAINT graph_relation_pkey PRIMARY KEY (tenant_id, namespace, hash); --@ constraint graph_relation.graph_relation_pkey
ALTER TABLE holdfast.idempotency_claim ADD CONSTRAINT idempotency_claim_pkey PRIMARY KEY (tenant_id, principal_id, key); --@ constraint idempotency_claim.idempotency_claim_pkey
ALTER TABLE holdfast.job ADD CONSTRAINT job_pkey PRIMARY KEY (tenant_id, name); --@ constraint job.job_pkey
ALTER TABLE holdfast.memory ADD CONSTRAINT memory_address UNIQUE (tenant_id, namespace, key); --@ constraint memory.memory_address
ALTER TABLE holdfast.memory ADD CONSTRAINT memory_pkey PRIMARY KEY (tenant_id, id); --@ constraint memory.memory_pkey
ALTER TABLE holdfast.memory_history ADD CONSTRAINT memory_history_pkey PRIMARY KEY (tenant_id, id, version); --@ constraint memory_history.memory_history_pkey
ALTER TABLE holdfast.memory_tombstone ADD CONSTRAINT memory_tombstone_pkey PRIMARY KEY (tenant_id, namespace, key); --@ constraint memory_tombstone.memory_tombstone_pkey
ALTER TABLE holdfast.query_ticket ADD CONSTRAINT query_ticket_pkey PRIMARY KEY (tenant_id, transaction_id); --@ constraint query_ticket.query_ticket_pkey
ALTER TABLE holdfast.recall ADD CONSTRAINT recall_pkey PRIMARY KEY (tenant_id, id); --@ constraint recall.recall_pkey
ALTER TABLE holdfast.recall_feedback ADD CONSTRAINT recall_feedback_pkey PRIMARY KEY (tenant_id, recall_id, item_id, principal_id); --@ constraint recall_feedback.recall_feedback_pkey
ALTER TABLE holdfast.retention_policy ADD CONSTRAINT retention_policy_pkey PRIMARY KEY (tenant_id, kind); --@ constraint retention_policy.retention_policy_pkey
ALTER TABLE holdfast.tenant ADD CONSTRAINT tenant_pkey PRIMARY KEY (tenant_id); --@ constraint tenant.tenant_pkey
ALTER TABLE holdfast.term_statistics ADD CONSTRAINT term_statistics_pkey PRIMARY KEY (tenant_id, kind, term); --@ constraint term_statistics.term_statistics_pkey
ALTER TABLE holdfast.api_key ADD CONSTRAINT api_key_role_check CHECK ((role = ANY (ARRAY['admin'::text, 'writer'::text, 'reader'::text]))); --@ constraint api_key.api_key_role_check
ALTER TABLE holdfast.api_key ADD CONSTRAINT api_key_secret_hash_check CHECK ((secret_hash ~ '^[0-9a-f]{64}$'::text)); --@ constraint api_key.api_key_secret_hash_check
ALTER TABLE holdfast.audit_entry ADD CONSTRAINT audit_entry_check CHECK (((sequence IS NULL) = (hash IS NULL))); --@ constraint audit_entry.audit_entry_check
ALTER TABLE holdfast.audit_entry ADD CONSTRAINT audit_entry_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)); --@ constraint audit_entry.audit_entry_hash_check
ALTER TABLE holdfast.audit_entry ADD CONSTRAINT audit_entry_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text]))); --@ constraint audit_entry.audit_entry_outcome_check
ALTER TABLE holdfast.chunk ADD CONSTRAINT chunk_headings_check CHECK ((cardinality(headings) <= 8)); --@ constraint chunk.chunk_headings_check
ALTER TABLE holdfast.chunk ADD CONSTRAINT chunk_metadata_check CHECK ((jsonb_typeof(metadata) = 'object'::text)); --@ constraint chunk.chunk_metadata_check
ALTER TABLE holdfast.chunk ADD CONSTRAINT chunk_ordinal_check CHECK ((ordinal >= 0)); --@ constraint chunk.chunk_ordinal_check
ALTER TABLE holdfast.chunk ADD CONSTRAINT chunk_text_check CHECK (((octet_length(text) >= 1) AND (octet_length(text) <= 32768))); --@ constraint chunk.chunk_text_check
ALTER TABLE holdfast.chunk ADD CONSTRAINT chunk_title_check CHECK (((octet_length(title) >= 1) AND (octet_length(title) <= 16384))); --@ constraint chunk.chunk_title_check
ALTER TABLE holdfast.chunk ADD CONSTRAINT chunk_token_count_check CHECK ((token_count >= 0)); --@ constraint chunk.chunk_token_count_check
ALTER TABLE holdfast.collection ADD CONSTRAINT collection_description_check CHECK (((char_length(description) >= 1) AND (char_length(description) <= 4096))); --@ constraint collection.collection_description_check
ALTER TABLE holdfast.collection ADD CONSTRAINT collection_embedding_model_check CHECK (((octet_length(embedding_model) >= 1) AND (octet_length(embedding_model) <= 128))); --@ constraint collection.collection_embedding_model_check
ALTER TABLE holdfast.collection ADD CONSTRAINT collection_language_check CHECK ((language ~ '^[a-z]{1,32}$'::text)); --@ constraint collection.collection_language_check
ALTER TABLE holdfast.collection ADD CONSTRAINT collection_metadata_check CHECK ((jsonb_typeof(metadata) = 'object'::text)); --@ constraint collection.collection_metadata_check
ALTER TABLE holdfast.collection ADD CONSTRAINT collection_name_check CHECK ((name ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text)); --@ constraint collection.collection_name_check
ALTER TABLE holdfast.collection ADD CONSTRAINT collection_profile_check CHECK ((profile = ANY (ARRAY['text'::text, 'schema'::text]))); --@ constraint collection.collection_profile_check
ALTER TABLE holdfast.collection ADD CONSTRAINT collection_version_check CHECK ((version >= 1)); --@ constraint collection.collection_version_check
ALTER TABLE holdfast.corpus_statistics ADD CONSTRAINT corpus_statistics_average_length_check CHECK ((average_length >= (0)::double precision)); --@ constraint corpus_statistics.corpus_statistics_average_length_check
ALTER TABLE holdfast.corpus_statistics ADD CONSTRAINT corpus_statistics_kind_check CHECK ((kind = ANY (ARRAY['memory'::text, 'chunk'::text]))); --@ constraint corpus_statistics.corpus_statistics_kind_check
ALTER TABLE holdfast.corpus_statistics ADD CONSTRAINT corpus_statistics_passages_check CHECK ((passages >= 0)); --@ constraint corpus_statistics.corpus_statistics_passages_check
ALTER TABLE holdfast.document ADD CONSTRAINT document_check CHECK (((chunk_version >= 1) AND (chunk_version <= version))); --@ constraint document.document_check
ALTER TABLE holdfast.document ADD CONSTRAINT document_check1 CHECK ((valid_from < valid_to)); --@ constraint document.document_check1
ALTER TABLE holdfast.document ADD CONSTRAINT document_chunks_check CHECK ((chunks >= 0)); --@ constraint document.document_chunks_check
ALTER TABLE holdfast.document ADD CONSTRAINT document_content_hash_check CHECK ((octet_length(content_hash) = 32)); --@ constraint document.document_content_hash_check
ALTER TABLE holdfast.document ADD CONSTRAINT document_external_id_check CHECK (((octet_length(external_id) >= 1) AND (octet_length(external_id) <= 768))); --@ constraint document.document_external_id_check
ALTER TABLE holdfast.document ADD CONSTRAINT document_metadata_check CHECK ((jsonb_typeof(metadata) = 'object'::text)); --@ constraint document.document_metadata_check
ALTER TABLE holdfast.document ADD CONSTRAINT document_source_check CHECK (((char_length(source) >= 1) AND (char_length(source) <= 2048))); --@ constraint document.document_source_check
ALTER TABLE holdfast.document ADD CONSTRAINT document_title_check CHECK (((char_length(title) >= 1) AND (char_length(title) <= 512))); --@ constraint document.document_title_check
ALTER TABLE holdfast.document ADD CONSTRAINT document_version_check CHECK ((version >= 1)); --@ constraint document.document_version_check
ALTER TABLE holdfast.embedding ADD CONSTRAINT embedding_check CHECK ((cardinality(vector) = dimension)); --@ constraint embedding.embedding_check
ALTER TABLE holdfast.embedding ADD CONSTRAINT embedding_check1 CHECK ((octet_length(sketch) = (dimension + 44))); --@ constraint embedding.embedding_check1
ALTER TABLE holdfast.embedding ADD CONSTRAINT embedding_content_hash_check CHECK ((octet_length(content_hash) = 32)); --@ constraint embedding.embedding_content_hash_check
ALTER TABLE holdfast.embedding_model ADD CONSTRAINT embedding_model_dimension_check CHECK (((dimension >= 1) AND (dimension <= 4000))); --@ constraint embedding_model.embedding_model_dimension_check
ALTER TABLE holdfast.embedding_model ADD CONSTRAINT embedding_model_name_check CHECK ((name ~ '^[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}$'::text)); --@ constraint embedding_model.embedding_model_name_check
ALTER TABLE holdfast.embedding_model ADD CONSTRAINT embedding_model_state_check CHECK ((state = ANY (ARRAY['stored'::text, 'building'::text, 'active'::text]))); --@ constraint embedding_model.embedding_model_state_check
ALTER TABLE holdfast.embedding_work ADD CONSTRAINT embedding_work_kind_check CHECK ((kind = ANY (ARRAY['memory'::text, 'chunk'::text]))); --@ constraint embedding_work.embedding_work_kind_check
ALTER TABLE holdfast.graph_entity ADD CONSTRAINT graph_entity_name_check CHECK (((octet_length(name) >= 1) AND (octet_length(name) <= 768))); --@ constraint graph_entity.graph_entity_name_check
ALTER TABLE holdfast.graph_entity ADD CONSTRAINT graph_entity_namespace_check CHECK (((octet_length(namespace) >= 1) AND (octet_length(namespace) <= 1536))); --@ constraint graph_entity.graph_entity_namespace_check
ALTER TABLE holdfast.graph_entity ADD CONSTRAINT graph_entity_type_check CHECK (((char_length(type) >= 1) AND (char_length(type) <= 256))); --@ constraint graph_entity.graph_entity_type_check
ALTER TABLE holdfast.graph_observation ADD CONSTRAINT graph_observation_content_check CHECK (((octet_length(content) >= 1) AND (octet_length(content) <= 32768))); --@ constraint graph_observation.graph_observation_content_check
ALTER TABLE holdfast.graph_observation ADD CONSTRAINT graph_observation_hash_check CHECK ((char_length(hash) = 64)); --@ constraint graph_observation.graph_observation_hash_check
ALTER TABLE holdfast.graph_relation ADD CONSTRAINT graph_relation_hash_check CHECK ((char_length(hash) = 64)); --@ constraint graph_relation.graph_relation_hash_check
ALTER TABLE holdfast.graph_relation ADD CONSTRAINT graph_relation_namespace_check CHECK (((octet_length(namespace) >= 1) AND (octet_length(namespace) <= 1536))); --@ constraint graph_relation.graph_relation_namespace_check
ALTER TABLE holdfast.graph_relation ADD CONSTRAINT graph_relation_source_check CHECK (((octet_length(source) >= 1) AND (octet_length(source) <= 768))); --@ constraint graph_relation.graph_relation_source_check
ALTER TABLE holdfast.graph_relation ADD CONSTRAINT graph_relation_target_check CHECK (((octet_length(target) >= 1) AND (octet_length(target) <= 768))); --@ constraint graph_relation.graph_relation_target_check
ALTER TABLE holdfast.graph_relation ADD CONSTRAINT graph_relation_type_check CHECK (((char_length(type) >= 1) AND (char_length(type) <= 256))); --@ constraint graph_relation.graph_relation_type_check
ALTER TABLE holdfast.idempotency_claim ADD CONSTRAINT idempotency_claim_check CHECK ((cardinality(subject_ids) = cardinality(versions))); --@ constraint idempotency_claim.idempotency_claim_check
ALTER TABLE holdfast.job ADD CONSTRAINT job_check CHECK (((failure IS NULL) OR (ended_at IS NOT NULL))); --@ constraint job.job_check
ALTER TABLE holdfast.job ADD CONSTRAINT job_failure_check CHECK ((char_length(failure) <= 500)); --@ constraint job.job_failure_check
ALTER TABLE holdfast.job ADD CONSTRAINT job_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100))); --@ constraint job.job_name_check
ALTER TABLE holdfast.memory ADD CONSTRAINT memory_category_check CHECK (((char_length(category) >= 1) AND (char_length(category) <= 64))); --@ constraint memory.memory_category_check
ALTER TABLE holdfast.memory ADD CONSTRAINT memory_check CHECK ((valid_from < valid_to)); --@ constraint memory.memory_check
ALTER TABLE holdfast.memory ADD CONSTRAINT memory_content_check CHECK (((octet_length(content) >= 1) AND (octet_length(content) <= 262144))); --@ constraint memory.memory_content_check
ALTER TABLE holdfast.memory ADD CONSTRAINT memory_importance_check CHECK (((importance >= 1) AND (importance <= 10))); --@ constraint memory.memory_importance_check
ALTER TABLE holdfast.memory ADD CONSTRAINT memory_key_check CHECK (((octet_length(key) >= 1) AND (octet_length(key) <= 768))); --@ constraint memory.memory_key_check
ALTER TABLE holdfast.memory ADD CONSTRAINT memory_metadata_check CHECK ((jsonb_typeof(metadata) = 'object'::text)); --@ constraint memory.memory_metadata_check
ALTER TABLE holdfast.memory ADD CONSTRAINT memory_namespace_check CHECK (((octet_length(namespace) >= 1) AND (octet_length(namespace) <= 1536))); --@ constraint memory.memory_namespace_check
ALTER TABLE holdfast.memory ADD CONSTRAINT memory_source_check CHECK (((char_length(source) >= 1) AND (char_length(source) <= 2048))); --@ constraint memory.memory_source_check
ALTER TABLE holdfast.memory ADD CONSTRAINT memory_tags_check CHECK ((cardinality(tags) <= 64)); --@ constraint memory.memory_tags_check
ALTER TABLE holdfast.memory ADD CONSTRAINT memory_version_check CHECK ((version >= 1)); --@ constraint memory.memory_version_check
ALTER TABLE holdfast.memory_history ADD CONSTRAINT memory_history_check CHECK ((recorded_at < superseded_at)); --@ constraint memory_history.memory_history_check
ALTER TABLE holdfast.memory_tombstone ADD CONSTRAINT memory_tombstone_version_check CHECK ((version >= 1)); --@ constraint memory_tombstone.memory_tombstone_version_check
ALTER TABLE holdfast.recall ADD CONSTRAINT recall_check CHECK (((cardinality(item_ids) = cardinality(item_kinds)) AND (cardinality(item_ids) = cardinality(item_versions)) AND (cardinality(item_ids) = cardinality(item_scores)))); --@ constraint recall.recall_check
ALTER TABLE holdfast.recall ADD CONSTRAINT recall_embedding_check CHECK ((embedding = ANY (ARRAY['used'::text, 'none'::text, 'unavailable'::text]))); --@ constraint recall.recall_embedding_check
ALTER TABLE holdfast.recall ADD CONSTRAINT recall_item_kinds_check CHECK ((item_kinds <@ ARRAY['memory'::text, 'chunk'::text])); --@ constraint recall.recall_item_kinds_check
ALTER TABLE holdfast.recall ADD CONSTRAINT recall_tokens_check CHECK ((tokens >= 0)); --@ constraint recall.recall_tokens_check
ALTER TABLE holdfast.recall ADD CONSTRAINT recall_tuning_check CHECK ((jsonb_typeof(tuning) = 'object'::text)); --@ constraint recall.recall_tuning_check
ALTER TABLE holdfast.recall_feedback ADD CONSTRAINT recall_feedback_note_check CHECK (((char_length(note) >= 1) AND (char_length(note) <= 1000))); --@ constraint recall_feedback.recall_feedback_note_check
ALTER TABLE holdfast.recall_feedback ADD CONSTRAINT recall_feedback_verdict_check CHECK ((verdict = ANY (ARRAY['used'::text, 'wrong'::text, 'outdated'::text]))); --@ constraint recall_feedback.recall_feedback_verdict_check
ALTER TABLE holdfast.retention_policy ADD CONSTRAINT retention_policy_check CHECK (((max_age_days IS NOT NULL) OR (max_count IS NOT NULL))); --@ constraint retention_policy.retention_policy_check
ALTER TABLE holdfast.retention_policy ADD CONSTRAINT retention_policy_keep_importance_check CHECK (((keep_importance >= 1) AND (keep_importance <= 10))); --@ constraint retention_policy.retention_policy_keep_importance_check
ALTER TABLE holdfast.retention_policy ADD CONSTRAINT retention_policy_kind_check CHECK ((kind = ANY (ARRAY['memories'::text, 'expired_memories'::text, 'deleted_memories'::text, 'memory_versions'::text, 'documents'::text, 'recalls'::text]))); --@ constraint retention_policy.retention_policy_kind_check
ALTER TABLE holdfast.retention_policy ADD CONSTRAINT retention_policy_max_age_days_check CHECK (((max_age_days >= 1) AND (max_age_days <= 36500))); --@ constraint retention_policy.retention_policy_max_age_days_check
ALTER TABLE holdfast.retention_policy ADD CONSTRAINT retention_policy_max_count_check CHECK ((max_count >= 0)); --@ constraint retention_policy.retention_policy_max_count_check
ALTER TABLE holdfast.retention_policy ADD CONSTRAINT retention_policy_version_check CHECK ((version >= 1)); --@ constraint retention_policy.retention_policy_version_check
ALTER TABLE holdfast.tenant ADD CONSTRAINT tenant_tenant_id_check CHECK ((tenant_id ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text)); --@ constraint tenant.tenant_tenant_id_check
ALTER TABLE holdfast.term_statistics ADD CONSTRAINT term_statistics_kind_check CHECK ((kind = ANY (ARRAY['memory'::text, 'chunk'::text]))); --@ constraint term_statistics.term_statistics_kind_check
ALTER TABLE holdfast.term_statistics ADD CONSTRAINT term_statistics_share_check CHECK (((share >= (0)::double precision) AND (share <= (1)::double precision))); --@ constraint term_statistics.term_statistics_share_check
ALTER TABLE holdfast.api_key ADD CONSTRAINT api_key_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES holdfast.tenant(tenant_id); --@ constraint api_key.api_key_tenant_id_fkey
ALTER TABLE holdfast.chunk ADD CONSTRAINT chunk_document FOREIGN KEY (tenant_id, document_id) REFERENCES holdfast.document(tenant_id, id) ON DELETE CASCADE; --@ constraint chunk.chunk_document
ALTER TABLE holdfast.document ADD CONSTRAINT document_collection FOREIGN KEY (tenant_id, collection_id) REFERENCES holdfast.collection(tenant_id, id) ON DELETE CASCADE; --@ constraint document.document_collection
ALTER TABLE holdfast.embedding ADD CONSTRAINT embedding_of_model FOREIGN KEY (tenant_id, model) REFERENCES holdfast.embedding_model(tenant_id, name); --@ constraint embedding.embedding_of_model
ALTER TABLE holdfast.embedding_work ADD CONSTRAINT embedding_work_of_model FOREIGN KEY (tenant_id, model) REFERENCES holdfast.embedding_model(tenant_id, name); --@ constraint embedding_work.embedding_work_of_model
ALTER TABLE holdfast.graph_observation ADD CONSTRAINT graph_observation_entity FOREIGN KEY (tenant_id, namespace, entity) REFERENCES holdfast.graph_entity(tenant_id, namespace, name) ON DELETE CASCADE; --@ constraint graph_observation.graph_observation_entity
ALTER TABLE holdfast.recall_feedback ADD CONSTRAINT recall_feedback_recall FOREIGN KEY (tenant_id, recall_id) REFERENCES holdfast.recall(tenant_id, id) ON DELETE CASCADE; --@ constraint recall_feedback.recall_feedback_recall
CREATE INDEX api_key_id ON holdfast.api_key USING btree (id); --@ index api_key.api_key_id
CREATE UNIQUE INDEX audit_entry_sequence ON holdfast.audit_entry USING btree (tenant_id, sequence) WHERE (sequence IS NOT NULL); --@ index audit_entry.audit_entry_sequence
CREATE INDEX audit_entry_time ON holdfast.audit_entry USING btree (tenant_id, at, id); --@ index audit_entry.audit_entry_time
CREATE INDEX audit_entry_unsealed ON holdfast.audit_entry USING btree (tenant_id, id) WHERE (sequence IS NULL); --@ index audit_entry.audit_entry_unsealed
CREATE INDEX chunk_collection ON holdfast.chunk USING btree (tenant_id, collection_id) INCLUDE (length); --@ index chunk.chunk_collection
CREATE INDEX chunk_content ON holdfast.chunk USING btree (tenant_id, content_hash) WHERE (content_hash IS NOT NULL); --@ index chunk.chunk_content
CREATE INDEX chunk_terms ON holdfast.chunk USING gin (holdfast.owned_terms(tenant_id, words)); --@ index chunk.chunk_terms
CREATE INDEX chunk_trigrams ON holdfast.chunk USING gist ("left"(text, 1000) holdfast.gist_trgm_ops (siglen='256')); --@ index chunk.chunk_trigrams
CREATE UNIQUE INDEX embedding_model_in_use ON holdfast.embedding_model USING btree (tenant_id, state) WHERE (state <> 'stored'::text); --@ index embedding_model.embedding_model_in_use
CREATE INDEX embedding_work_due ON holdfast.embedding_work USING btree (tenant_id, model, due_at) WHERE (NOT failed); --@ index embedding_work.embedding_work_due
CREATE INDEX graph_entity_words ON holdfast.graph_entity USING gin (words); --@ index graph_entity.graph_entity_words
CREATE INDEX graph_relation_source ON holdfast.graph_relation USING btree (tenant_id, namespace, source); --@ index graph_relation.graph_relation_source
CREATE INDEX graph_relation_target ON holdfast.graph_relation USING btree (tenant_id, namespace, target); --@ index graph_relation.graph_relation_target
CREATE INDEX idempotency_claim_expiry ON holdfast.idempotency_claim USING btree (tenant_id, expires_at) WHERE (expires_at IS NOT NULL); --@ index idempotency_claim.idempotency_claim_expiry
CREATE INDEX memory_category ON holdfast.memory USING btree (tenant_id, category, namespace, key) WHERE (category IS NOT NULL); --@ index memory.memory_category
CREATE INDEX memory_content ON holdfast.memory USING btree (tenant_id, content_hash) WHERE (content_hash IS NOT NULL); --@ index memory.memory_content
CREATE INDEX memory_neighbours ON holdfast.memory USING btree (tenant_id, namespace, id) INCLUDE (length, expires_at) WHERE (deleted_at IS NULL); --@ index memory.memory_neighbours
CREATE INDEX memory_terms ON holdfast.memory USING gin (holdfast.owned_terms(tenant_id, words)) WHERE (deleted_at IS NULL); --@ index memory.memory_terms
CREATE INDEX memory_trigrams ON holdfast.memory USING gist ("left"(content, 1000) holdfast.gist_trgm_ops (siglen='256')); --@ index memory.memory_trigrams
CREATE INDEX memory_history_address ON holdfast.memory_history USING btree (tenant_id, namespace, key, recorded_at) WHERE (namespace IS NOT NULL); --@ index memory_history.memory_history_address
CREATE INDEX recall_time ON holdfast.recall USING btree (tenant_id, at, id); --@ index recall.recall_time
ALTER TABLE holdfast.api_key ENABLE ROW LEVEL SECURITY; --@ row_security api_key
ALTER TABLE holdfast.audit_entry ENABLE ROW LEVEL SECURITY; --@ row_security audit_entry
ALTER TABLE holdfast.chunk ENABLE ROW LEVEL SECURITY; --@ row_security chunk
ALTER TABLE holdfast.collection ENABLE ROW LEVEL SECURITY; --@ row_security collection
ALTER TABLE holdfast.corpus_statistics ENABLE ROW LEVEL SECURITY; --@ row_security corpus_statistics
ALTER TABLE holdfast.document ENABLE ROW LEVEL SECURITY; --@ row_security document
ALTER TABLE holdfast.embedding ENABLE ROW LEVEL SECURITY; --@ row_security embedding
ALTER TABLE holdfast.embedding_model ENABLE ROW LEVEL SECURITY; --@ row_security embedding_model
ALTER TABLE holdfast.embedding_work ENABLE ROW LEVEL SECURITY; --@ row_security embedding_work
ALTER TABLE holdfast.graph_entity ENABLE ROW LEVEL SECURITY; --@ row_security graph_entity
ALTER TABLE holdfast.graph_observation ENABLE ROW LEVEL SECURITY; --@ row_security graph_observation
ALTER TABLE holdfast.graph_relation ENABLE ROW LEVEL SECURITY; --@ row_security graph_relation
ALTER TABLE holdfast.idempotency_claim ENABLE ROW LEVEL SECURITY; --@ row_security idempotency_claim
ALTER TABLE holdfast.job ENABLE ROW LEVEL SECURITY; --@ row_security job
ALTER TABLE holdfast.memory ENABLE ROW LEVEL SECURITY; --@ row_security memory
ALTER TABLE holdfast.memory_history ENABLE ROW LEVEL SECURITY; --@ row_security memory_history
ALTER TABLE holdfast.memory_tombstone ENABLE ROW LEVEL SECURITY; --@ row_security memory_tombstone
ALTER TABLE holdfast.query_ticket ENABLE ROW LEVEL SECURITY; --@ row_security query_ticket
ALTER TABLE holdfast.recall ENABLE ROW LEVEL SECURITY; --@ row_security recall
ALTER TABLE holdfast.recall_feedback ENABLE ROW LEVEL SECURITY; --@ row_security recall_feedback
ALTER TABLE holdfast.retention_policy ENABLE ROW LEVEL SECURITY; --@ row_security retention_policy
ALTER TABLE holdfast.tenant ENABLE ROW LEVEL SECURITY; --@ row_security tenant
ALTER TABLE holdfast.term_statistics ENABLE ROW LEVEL SECURITY; --@ row_security term_statistics
ALTER TABLE holdfast.api_key FORCE ROW LEVEL SECURITY; --@ forced_row_security api_key
ALTER TABLE holdfast.audit_entry FORCE ROW LEVEL SECURITY; --@ forced_row_security audit_entry
ALTER TABLE holdfast.chunk FORCE ROW LEVEL SECURITY; --@ forced_row_security chunk
ALTER TABLE holdfast.collection FORCE ROW LEVEL SECURITY; --@ forced_row_security collection
ALTER TABLE holdfast.corpus_statistics FORCE ROW LEVEL SECURITY; --@ forced_row_security corpus_statistics
ALTER TABLE holdfast.document FORCE ROW LEVEL SECURITY; --@ forced_row_security document
ALTER TABLE holdfast.embedding FORCE ROW LEVEL SECURITY; --@ forced_row_security embedding
ALTER TABLE holdfast.embedding_model FORCE ROW LEVEL SECURITY; --@ forced_row_security embedding_model
ALTER TABLE holdfast.embedding_work FORCE ROW LEVEL SECURITY; --@ forced_row_security embedding_work
ALTER TABLE holdfast.graph_entity FORCE ROW LEVEL SECURITY; --@ forced_row_security graph_entity
ALTER TABLE holdfast.graph_observation FORCE ROW LEVEL SECURITY; --@ forced_row_security graph_observation
ALTER TABLE holdfast.graph_relation FORCE ROW LEVEL SECURITY; --@ forced_row_security graph_relation
ALTER TABLE holdfast.idempotency_claim FORCE ROW LEVEL SECURITY; --@ forced_row_security idempotency_claim
ALTER TABLE holdfast.job FORCE ROW LEVEL SECURITY; --@ forced_row_security job
ALTER TABLE holdfast.memory FORCE ROW LEVEL SECURITY; --@ forced_row_security memory
ALTER TABLE holdfast.memory_history FORCE ROW LEVEL SECURITY; --@ forced_row_security memory_history
ALTER TABLE holdfast.memory_tombstone FORCE ROW LEVEL SECURITY; --@ forced_row_security memory_tombstone
ALTER TABLE holdfast.query_ticket FORCE ROW LEVEL SECURITY; --@ forced_row_security query_ticket
ALTER TABLE holdfast.recall FORCE ROW LEVEL SECURITY; --@ forced_row_security recall
ALTER TABLE holdfast.recall_feedback FORCE ROW LEVEL SECURITY; --@ forced_row_security recall_feedback
ALTER TABLE holdfast.retention_policy FORCE ROW LEVEL SECURITY; --@ forced_row_security retention_policy
ALTER TABLE holdfast.tenant FORCE ROW LEVEL SECURITY; --@ forced_row_security tenant
ALTER TABLE holdfast.term_statistics FORCE ROW LEVEL SECURITY; --@ forced_row_security term_statistics
CREATE POLICY api_key_insert ON holdfast.api_key AS PERMISSIVE FOR INSERT TO PUBLIC WITH CHECK ((tenant_id = holdfast.current_tenant())); --@ policy api_key.api_key_insert
CREATE POLICY api_key_read ON holdfast.api_key AS PERMISSIVE FOR SELECT TO PUBLIC USING (
CASE
    WHEN (current_setting('holdfast.presented_key'::text, true) <> ''::text) THEN (id = (current_setting('holdfast.presented_key'::text, true))::uuid)
    ELSE (tenant_id = holdfast.current_tenant())
END); --@ policy api_key.api_key_read
CREATE POLICY api_key_update ON holdfast.api_key AS PERMISSIVE FOR UPDATE TO PUBLIC USING ((tenant_id = holdfast.current_tenant())) WITH CHECK ((tenant_id = holdfast.current_tenant())); --@ policy api_key.api_key_update
CREATE POLICY audit_entry_query ON holdfast.audit_entry AS RESTRICTIVE FOR SELECT TO holdfast_query USING ((tenant_id = ( SELECT holdfast.query_tenant() AS query_tenant))); --@ policy audit_entry.audit_entry_query
CREATE POLICY audit_entry_tenant ON holdfast.audit_entry AS PERMISSIVE FOR ALL TO PUBLIC USING ((tenant_id = holdfast.current_tenant())) WITH CHECK ((tenant_id = holdfast.current_tenant())); --@ policy audit_entry.audit_entry_tenant
CREATE POLICY chunk_query ON holdfast.chunk AS RESTRICTIVE FOR SELECT TO holdfast_query USING ((tenant_id = ( SELECT holdfast.query_tenant() AS query_tenant))); --@ policy chunk.chunk_query
CREATE POLICY chunk_search ON holdfast.chunk AS PERMISSIVE FOR SELECT TO holdfast_search USING (true); --@ policy chunk.chunk_search
CREATE POLICY chunk_tenant ON holdfast.chunk AS PERMISSIVE FOR ALL TO PUBLIC USING ((tenant_id = holdfast.current_tenant())) WITH CHECK ((tenant_id = holdfast.current_tenant())); --@ policy chunk.chunk_tenant
CREATE POLICY collection_query ON holdfast.collection AS RESTRICTIVE FOR SELECT TO holdfast_query USING ((tenant_id = ( SELECT holdfast.query_tenant() AS query_tenant))); --@ policy collection.collection_query
CREATE POLICY collection_search ON holdfast.collection AS PERMISSIVE FOR SELECT TO holdfast_search USING (true); --@ policy collection.collection_search
CREATE POLICY collection_tenant ON holdfast.collection AS PERMISSIVE FOR ALL TO PUBLIC USING ((tenant_id = holdfast.current_tenant())) WITH CHECK ((tenant_id = holdfast.current_tenant())); --@ policy collection.collection_tenant
CREATE POLICY corpus_statistics_tenant ON holdfast.corpus_statistics AS PERMISSIVE FOR ALL TO PUBLIC USING ((tenant_id = holdfast.current_tenant())) WITH CHECK ((tenant_id = holdfast.current_tenant())); --@ policy corpus_statistics.corpus_statistics_tenant
CREATE POLICY document_query ON holdfast.document AS RESTRICTIVE FOR SELECT TO holdfast_query USING ((tenant_id = ( SELECT holdfast.query_tenant() AS query_tenant))); --@ policy document.document_query
CREATE POLICY document_search ON holdfast.document AS PERMISSIVE FOR SELECT TO holdfast_search USING (true); --@ policy document.document_search
CREATE POLICY document_tenant ON holdfast.document AS PERMISSIVE FOR ALL TO PUBLIC USING ((tenant_id = holdfast.current_tenant())) WITH CHECK ((tenant_id = holdfast.current_tenant())); --@ policy document.document_tenant
CREATE POLICY embedding_search ON holdfast.embedding AS PERMISSIVE FOR SELECT TO holdfast_search USING (true); --@ policy embedding.embedding_search
CREATE POLICY embedding_tenant ON holdfast.embedding AS PERMISSIVE FOR ALL TO PUBLIC USING ((tenant_id = holdfast.current_tenant())) WITH CHECK ((tenant_id = holdfast.current_tenant())); --@ policy embedding.embedding_tenant
CREATE POLICY embedding_model_query ON holdfast.embedding_model AS RESTRICTIVE FOR SELECT TO holdfast_query USING ((tenant_id = ( SELECT holdfast.query_tenant() AS query_tenant))); --@ policy embedding_model.embedding_model_query
CREATE POLICY embedding_model_tenant ON holdfast.embedding_model AS PERMISSIVE FOR ALL TO PUBLIC USING ((tenant_id = holdfast.current_tenant())) WITH CHECK ((tenant_id = holdfast.current_tenant())); --@ policy embedding_model.embedding_model_tenant
CREATE POLICY embedding_work_query ON holdfast.embedding_work AS RESTRICTIVE FOR SELECT TO holdfast_query USING ((tenant_id = ( SELECT holdfast.query_tenant() AS query_tenant))); --@ policy embedding_work.embedding_work_query
CREATE POLICY embedding_work_tenant ON holdfast.embedding_work AS PERMISSIVE FOR ALL TO PUBLIC USING ((tenant_id = holdfast.current_tenant())) WITH CHECK ((tenant_id = holdfast.current_tenant())); --@ policy embedding_work.embedding_work_tenant
CREATE POLICY graph_entity_query ON holdfast.graph_entity AS RESTRICTIVE FOR SELECT TO holdfast_query USING ((tenant_id = ( SELECT holdfast.query_tenant() AS query_tenant))); --@ policy graph_entity.graph_entity_query
CREATE POLICY graph_entity_search ON holdfast.graph_entity AS PERMISSIVE FOR SELECT TO holdfast_search USING (true); --@ policy graph_entity.graph_entity_search
CREATE POLICY graph_entity_tenant ON holdfast.graph_entity AS PERMISSIVE FOR ALL TO PUBLIC USING ((tenant_id = holdfast.current_tenant())) WITH CHECK ((tenant_id = holdfast.current_tenant())); --@ policy graph_entity.graph_entity_tenant
CREATE POLICY graph_observation_query ON holdfast.graph_observation AS RESTRICTIVE FOR SELECT TO holdfast_query USING ((tenant_id = ( SELECT holdfast.query_tenant() AS query_tenant))); --@ policy graph_observation.graph_observation_query
CREATE POLICY graph_observation_tenant ON holdfast.graph_observation AS PERMISSIVE FOR ALL TO PUBLIC USING ((tenant_id = holdfast.current_tenant())) WITH CHECK ((tenant_id = holdfast.current_tenant())); --@ policy graph_observation.graph_observation_tenant
CREATE POLICY graph_relation_query ON holdfast.graph_relation AS RESTRICTIVE FOR SELECT TO holdfast_query USING ((tenant_id = ( SELECT holdfast.query_tenant() AS query_tenant))); --@ policy graph_relation.graph_relation_query
CREATE POLICY graph_relation_tenant ON holdfast.graph_relation AS PERMISSIVE FOR ALL TO PUBLIC USING ((tenant_id = holdfast.current_tenant())) WITH CHECK ((tenant_id = holdfast.current_tenant())); --@ policy graph_relation.graph_relation_tenant
CREATE POLICY idempotency_claim_tenant ON holdfast.idempotency_claim AS PERMISSIVE FOR ALL TO PUBLIC USING ((tenant_id = holdfast.current_tenant())) WITH CHECK ((tenant_id = holdfast.current_tenant())); --@ policy idempotency_claim.idempotency_claim_tenant
CREATE POLICY job_tenant ON holdfast.job AS PERMISSIVE FOR ALL TO PUBLIC USING ((tenant_id = holdfast.current_tenant())) WITH CHECK ((tenant_id = holdfast.current_tenant())); --@ policy job.job_tenant
CREATE POLICY memory_query ON holdfast.memory AS RESTRICTIVE FOR SELECT TO holdfast_query USING ((tenant_id = ( SELECT holdfast.query_tenant() AS query_tenant))); --@ policy memory.memory_query
CREATE POLICY memory_search ON holdfast.memory AS PERMISSIVE FOR SELECT TO holdfast_search USING (true); --@ policy memory.memory_search
CREATE POLICY memory_tenant ON holdfast.memory AS PERMISSIVE FOR ALL TO PUBLIC USING ((tenant_id = holdfast.current_tenant())) WITH CHECK ((tenant_id = holdfast.current_tenant())); --@ policy memory.memory_tenant
CREATE POLICY memory_history_query ON holdfast.memory_history AS RESTRICTIVE FOR SELECT TO holdfast_query USING ((tenant_id = ( SELECT holdfast.query_tenant() AS query_tenant))); --@ policy memory_history.memory_history_query
CREATE POLICY memory_history_search ON holdfast.memory_history AS PERMISSIVE FOR SELECT TO holdfast_search USING (true); --@ policy memory_history.memory_history_search
CREATE POLICY memory_history_tenant ON holdfast.memory_history AS PERMISSIVE FOR ALL TO PUBLIC USING ((tenant_id = holdfast.current_tenant())) WITH CHECK ((tenant_id = holdfast.current_tenant())); --@ policy memory_history.memory_history_tenant
CREATE POLICY memory_tombstone_tenant ON holdfast.memory_tombstone AS PERMISSIVE FOR ALL TO PUBLIC USING ((tenant_id = holdfast.current_tenant())) WITH CHECK ((tenant_id = holdfast.current_tenant())); --@ policy memory_tombstone.memory_tombstone_tenant
CREATE POLICY query_ticket_search ON holdfast.query_ticket AS PERMISSIVE FOR SELECT TO holdfast_search USING (true); --@ policy query_ticket.query_ticket_search
CREATE POLICY query_ticket_tenant ON holdfast.query_ticket AS PERMISSIVE FOR ALL TO PUBLIC USING ((tenant_id = holdfast.current_tenant())) WITH CHECK ((tenant_id = holdfast.current_tenant())); --@ policy query_ticket.query_ticket_tenant
CREATE POLICY recall_query ON holdfast.recall AS RESTRICTIVE FOR SELECT TO holdfast_query USING ((tenant_id = ( SELECT holdfast.query_tenant() AS query_tenant))); --@ policy recall.recall_query
CREATE POLICY recall_tenant ON holdfast.recall AS PERMISSIVE FOR ALL TO PUBLIC USING ((tenant_id = holdfast.current_tenant())) WITH CHECK ((tenant_id = holdfast.current_tenant())); --@ policy recall.recall_tenant
CREATE POLICY recall_feedback_query ON holdfast.recall_feedback AS RESTRICTIVE FOR SELECT TO holdfast_query USING ((tenant_id = ( SELECT holdfast.query_tenant() AS query_tenant))); --@ policy recall_feedback.recall_feedback_query
CREATE POLICY recall_feedback_tenant ON holdfast.recall_feedback AS PERMISSIVE FOR ALL TO PUBLIC USING ((tenant_id = holdfast.current_tenant())) WITH CHECK ((tenant_id = holdfast.current_tenant())); --@ policy recall_feedback.recall_feedback_tenant
CREATE POLICY retention_policy_tenant ON holdfast.retention_policy AS PERMISSIVE FOR ALL TO PUBLIC USING ((tenant_id = holdfast.current_tenant())) WITH CHECK ((tenant_id = holdfast.current_tenant())); --@ policy retention_policy.retention_policy_tenant
CREATE POLICY tenant_read ON holdfast.tenant AS PERMISSIVE FOR SELECT TO PUBLIC USING (
CASE
    WHEN (current_setting('holdfast.operator'::text, true) = 'on'::text) THEN true
    ELSE (tenant_id = holdfast.current_tenant())
END); --@ policy tenant.tenant_read
CREATE POLICY tenant_write ON holdfast.tenant AS PERMISSIVE FOR INSERT TO PUBLIC WITH CHECK ((tenant_id = holdfast.current_tenant())); --@ policy tenant.tenant_write
CREATE POLICY term_statistics_tenant ON holdfast.term_statistics AS PERMISSIVE FOR ALL TO PUBLIC USING ((tenant_id = holdfast.current_tenant())) WITH CHECK ((tenant_id = holdfast.current_tenant())); --@ policy term_statistics.term_statistics_tenant
CREATE OR REPLACE TRIGGER audit_entry_sealed_once BEFORE UPDATE ON holdfast.audit_entry FOR EACH ROW WHEN ((old.sequence IS NOT NULL)) EXECUTE FUNCTION holdfast.refuse_resealing(); --@ trigger audit_entry.audit_entry_sealed_once
CREATE OR REPLACE TRIGGER chunk_has_words BEFORE INSERT OR UPDATE OF language, title, text, words, length ON holdfast.chunk FOR EACH ROW EXECUTE FUNCTION holdfast.index_chunk_words(); --@ trigger chunk.chunk_has_words
CREATE OR REPLACE TRIGGER chunk_insert_queues_text AFTER INSERT ON holdfast.chunk REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION holdfast.queue_chunk_texts(); --@ trigger chunk.chunk_insert_queues_text
CREATE OR REPLACE TRIGGER chunk_update_queues_text AFTER UPDATE ON holdfast.chunk REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION holdfast.queue_chunk_texts(); --@ trigger chunk.chunk_update_queues_text
CREATE OR REPLACE TRIGGER document_keeps_chunks_true BEFORE UPDATE ON holdfast.document FOR EACH ROW EXECUTE FUNCTION holdfast.keep_chunks_true(); --@ trigger document.document_keeps_chunks_true
CREATE OR REPLACE TRIGGER graph_words_after_delete AFTER DELETE ON holdfast.graph_observation REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION holdfast.keep_graph_words(); --@ trigger graph_observation.graph_words_after_delete
CREATE OR REPLACE TRIGGER graph_words_after_insert AFTER INSERT ON holdfast.graph_observation REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION holdfast.keep_graph_words(); --@ trigger graph_observation.graph_words_after_insert
CREATE OR REPLACE TRIGGER memory_begins_once AFTER INSERT ON holdfast.memory FOR EACH ROW EXECUTE FUNCTION holdfast.refuse_second_beginning(); --@ trigger memory.memory_begins_once
CREATE OR REPLACE TRIGGER memory_goes_on BEFORE INSERT ON holdfast.memory FOR EACH ROW EXECUTE FUNCTION holdfast.go_on_from_tombstone(); --@ trigger memory.memory_goes_on
CREATE OR REPLACE TRIGGER memory_has_new_words BEFORE UPDATE ON holdfast.memory FOR EACH ROW WHEN (((new.words = old.words) AND ((new.content <> old.content) OR (new.tags <> old.tags) OR (new.key <> old.key)))) EXECUTE FUNCTION holdfast.index_memory_words(); --@ trigger memory.memory_has_new_words
CREATE OR REPLACE TRIGGER memory_has_words BEFORE INSERT ON holdfast.memory FOR EACH ROW EXECUTE FUNCTION holdfast.index_memory_words(); --@ trigger memory.memory_has_words
CREATE OR REPLACE TRIGGER memory_insert_queues_text AFTER INSERT ON holdfast.memory REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION holdfast.queue_memory_texts(); --@ trigger memory.memory_insert_queues_text
CREATE OR REPLACE TRIGGER memory_keeps_history AFTER UPDATE ON holdfast.memory FOR EACH ROW EXECUTE FUNCTION holdfast.keep_memory_history(); --@ trigger memory.memory_keeps_history
CREATE OR REPLACE TRIGGER memory_update_queues_text AFTER UPDATE ON holdfast.memory REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION holdfast.queue_memory_texts(); --@ trigger memory.memory_update_queues_text
GRANT INSERT ON holdfast.api_key TO holdfast_app; --@ grant INSERT on table api_key to holdfast_app
GRANT SELECT ON holdfast.api_key TO holdfast_app; --@ grant SELECT on table api_key to holdfast_app
GRANT UPDATE (revoked_at) ON holdfast.api_key TO holdfast_app; --@ grant UPDATE (revoked_at) on table api_key to holdfast_app
GRANT INSERT ON holdfast.audit_entry TO holdfast_app; --@ grant INSERT on table audit_entry to holdfast_app
GRANT SELECT ON holdfast.audit_entry TO holdfast_app; --@ grant SELECT on table audit_entry to holdfast_app
GRANT SELECT ON holdfast.audit_entry TO holdfast_query; --@ grant SELECT on table audit_entry to holdfast_query
GRANT UPDATE (hash) ON holdfast.audit_entry TO holdfast_app; --@ grant UPDATE (hash) on table audit_entry to holdfast_app
GRANT UPDATE (sequence) ON holdfast.audit_entry TO holdfast_app; --@ grant UPDATE (sequence) on table audit_entry to holdfast_app
GRANT DELETE ON holdfast.chunk TO holdfast_app; --@ grant DELETE on table chunk to holdfast_app
GRANT INSERT ON holdfast.chunk TO holdfast_app; --@ grant INSERT on table chunk to holdfast_app
GRANT SELECT ON holdfast.chunk TO holdfast_app; --@ grant SELECT on table chunk to holdfast_app
GRANT SELECT ON holdfast.chunk TO holdfast_query; --@ grant SELECT on table chunk to holdfast_query
GRANT SELECT ON holdfast.chunk TO holdfast_search; --@ grant SELECT on table chunk to holdfast_search
GRANT UPDATE ON holdfast.chunk TO holdfast_app; --@ grant UPDATE on table chunk to holdfast_app
GRANT DELETE ON holdfast.collection TO holdfast_app; --@ grant DELETE on table collection to holdfast_app
GRANT INSERT ON holdfast.collection TO holdfast_app; --@ grant INSERT on table collection to holdfast_app
GRANT SELECT ON holdfast.collection TO holdfast_app; --@ grant SELECT on table collection to holdfast_app
GRANT SELECT ON holdfast.collection TO holdfast_query; --@ grant SELECT on table collection to holdfast_query
GRANT SELECT ON holdfast.collection TO holdfast_search; --@ grant SELECT on table collection to holdfast_search
GRANT UPDATE ON holdfast.collection TO holdfast_app; --@ grant UPDATE on table collection to holdfast_app
GRANT DELETE ON holdfast.corpus_statistics TO holdfast_search; --@ grant DELETE on table corpus_statistics to holdfast_search
GRANT INSERT ON holdfast.corpus_statistics TO holdfast_search; --@ grant INSERT on table corpus_statistics to holdfast_search
GRANT SELECT ON holdfast.corpus_statistics TO holdfast_search; --@ grant SELECT on table corpus_statistics to holdfast_search
GRANT UPDATE ON holdfast.corpus_statistics TO holdfast_search; --@ grant UPDATE on table corpus_statistics to holdfast_search
GRANT DELETE ON holdfast.document TO holdfast_app; --@ grant DELETE on table document to holdfast_app
GRANT INSERT ON holdfast.document TO holdfast_app; --@ grant INSERT on table document to holdfast_app
GRANT SELECT ON holdfast.document TO holdfast_app; --@ grant SELECT on table document to holdfast_app
GRANT SELECT ON holdfast.document TO holdfast_query; --@ grant SELECT on table document to holdfast_query
GRANT SELECT ON holdfast.document TO holdfast_search; --@ grant SELECT on table document to holdfast_search
GRANT UPDATE ON holdfast.document TO holdfast_app; --@ grant UPDATE on table document to holdfast_app
GRANT DELETE ON holdfast.embedding TO holdfast_app; --@ grant DELETE on table embedding to holdfast_app
GRANT INSERT ON holdfast.embedding TO holdfast_app; --@ grant INSERT on table embedding to holdfast_app
GRANT SELECT ON holdfast.embedding TO holdfast_app; --@ grant SELECT on table embedding to holdfast_app
GRANT SELECT ON holdfast.embedding TO holdfast_search; --@ grant SELECT on table embedding to holdfast_search
GRANT UPDATE (cached) ON holdfast.embedding TO holdfast_app; --@ grant UPDATE (cached) on table embedding to holdfast_app
GRANT INSERT ON holdfast.embedding_model TO holdfast_app; --@ grant INSERT on table embedding_model to holdfast_app
GRANT SELECT ON holdfast.embedding_model TO holdfast_app; --@ grant SELECT on table embedding_model to holdfast_app
GRANT SELECT ON holdfast.embedding_model TO holdfast_query; --@ grant SELECT on table embedding_model to holdfast_query
GRANT UPDATE ON holdfast.embedding_model TO holdfast_app; --@ grant UPDATE on table embedding_model to holdfast_app
GRANT DELETE ON holdfast.embedding_work TO holdfast_app; --@ grant DELETE on table embedding_work to holdfast_app
GRANT INSERT ON holdfast.embedding_work TO holdfast_app; --@ grant INSERT on table embedding_work to holdfast_app
GRANT SELECT ON holdfast.embedding_work TO holdfast_app; --@ grant SELECT on table embedding_work to holdfast_app
GRANT SELECT ON holdfast.embedding_work TO holdfast_query; --@ grant SELECT on table embedding_work to holdfast_query
GRANT UPDATE ON holdfast.embedding_work TO holdfast_app; --@ grant UPDATE on table embedding_work to holdfast_app
GRANT EXECUTE ON FUNCTION holdfast.few_hashes(text,jsonb,integer) TO holdfast_app; --@ grant EXECUTE on function few_hashes(text,jsonb,integer) to holdfast_app
GRANT DELETE ON holdfast.graph_entity TO holdfast_app; --@ grant DELETE on table graph_entity to holdfast_app
GRANT INSERT ON holdfast.graph_entity TO holdfast_app; --@ grant INSERT on table graph_entity to holdfast_app
GRANT SELECT ON holdfast.graph_entity TO holdfast_app; --@ grant SELECT on table graph_entity to holdfast_app
GRANT SELECT ON holdfast.graph_entity TO holdfast_query; --@ grant SELECT on table graph_entity to holdfast_query
GRANT SELECT ON holdfast.graph_entity TO holdfast_search; --@ grant SELECT on table graph_entity to holdfast_search
GRANT UPDATE (words) ON holdfast.graph_entity TO holdfast_app; --@ grant UPDATE (words) on table graph_entity to holdfast_app
GRANT DELETE ON holdfast.graph_observation TO holdfast_app; --@ grant DELETE on table graph_observation to holdfast_app
GRANT INSERT ON holdfast.graph_observation TO holdfast_app; --@ grant INSERT on table graph_observation to holdfast_app
GRANT SELECT ON holdfast.graph_observation TO holdfast_app; --@ grant SELECT on table graph_observation to holdfast_app
GRANT SELECT ON holdfast.graph_observation TO holdfast_query; --@ grant SELECT on table graph_observation to holdfast_query
GRANT DELETE ON holdfast.graph_relation TO holdfast_app; --@ grant DELETE on table graph_relation to holdfast_app
GRANT INSERT ON holdfast.graph_relation TO holdfast_app; --@ grant INSERT on table graph_relation to holdfast_app
GRANT SELECT ON holdfast.graph_relation TO holdfast_app; --@ grant SELECT on table graph_relation to holdfast_app
GRANT SELECT ON holdfast.graph_relation TO holdfast_query; --@ grant SELECT on table graph_relation to holdfast_query
GRANT USAGE ON SCHEMA holdfast TO holdfast_app; --@ grant USAGE on schema holdfast to holdfast_app
GRANT USAGE ON SCHEMA holdfast TO holdfast_query; --@ grant USAGE on schema holdfast to holdfast_query
GRANT USAGE ON SCHEMA holdfast TO holdfast_search; --@ grant USAGE on schema holdfast to holdfast_search
GRANT DELETE ON holdfast.idempotency_claim TO holdfast_app; --@ grant DELETE on table idempotency_claim to holdfast_app
GRANT INSERT ON holdfast.idempotency_claim TO holdfast_app; --@ grant INSERT on table idempotency_claim to holdfast_app
GRANT SELECT ON holdfast.idempotency_claim TO holdfast_app; --@ grant SELECT on table idempotency_claim to holdfast_app
GRANT INSERT ON holdfast.job TO holdfast_app; --@ grant INSERT on table job to holdfast_app
GRANT SELECT ON holdfast.job TO holdfast_app; --@ grant SELECT on table job to holdfast_app
GRANT UPDATE ON holdfast.job TO holdfast_app; --@ grant UPDATE on table job to holdfast_app
GRANT EXECUTE ON FUNCTION holdfast.lexical_candidates(text,text,text[],text[],text,jsonb,integer) TO holdfast_app; --@ grant EXECUTE on function lexical_candidates(text,text,text[],text[],text,jsonb,integer) to holdfast_app
GRANT INSERT ON holdfast.memory TO holdfast_app; --@ grant INSERT on table memory to holdfast_app
GRANT SELECT ON holdfast.memory TO holdfast_app; --@ grant SELECT on table memory to holdfast_app
GRANT SELECT ON holdfast.memory TO holdfast_query; --@ grant SELECT on table memory to holdfast_query
GRANT SELECT ON holdfast.memory TO holdfast_search; --@ grant SELECT on table memory to holdfast_search
GRANT UPDATE ON holdfast.memory TO holdfast_app; --@ grant UPDATE on table memory to holdfast_app
GRANT INSERT ON holdfast.memory_history TO holdfast_app; --@ grant INSERT on table memory_history to holdfast_app
GRANT SELECT ON holdfast.memory_history TO holdfast_app; --@ grant SELECT on table memory_history to holdfast_app
GRANT SELECT ON holdfast.memory_history TO holdfast_query; --@ grant SELECT on table memory_history to holdfast_query
GRANT SELECT ON holdfast.memory_history TO holdfast_search; --@ grant SELECT on table memory_history to holdfast_search
GRANT SELECT ON holdfast.memory_tombstone TO holdfast_app; --@ grant SELECT on table memory_tombstone to holdfast_app
GRANT EXECUTE ON FUNCTION holdfast.nearest_by_index(text,jsonb,text,text,real[],integer,integer) TO holdfast_app; --@ grant EXECUTE on function nearest_by_index(text,jsonb,text,text,real[],integer,integer) to holdfast_app
GRANT EXECUTE ON FUNCTION holdfast.passages_of(text,jsonb,text,integer,bytea[]) TO holdfast_app; --@ grant EXECUTE on function passages_of(text,jsonb,text,integer,bytea[]) to holdfast_app
GRANT EXECUTE ON FUNCTION holdfast.query_tenant() TO holdfast_query; --@ grant EXECUTE on function query_tenant() to holdfast_query
GRANT INSERT ON holdfast.query_ticket TO holdfast_app; --@ grant INSERT on table query_ticket to holdfast_app
GRANT SELECT ON holdfast.query_ticket TO holdfast_search; --@ grant SELECT on table query_ticket to holdfast_search
GRANT DELETE ON holdfast.recall TO holdfast_app; --@ grant DELETE on table recall to holdfast_app
GRANT INSERT ON holdfast.recall TO holdfast_app; --@ grant INSERT on table recall to holdfast_app
GRANT SELECT ON holdfast.recall TO holdfast_app; --@ grant SELECT on table recall to holdfast_app
GRANT SELECT ON holdfast.recall TO holdfast_query; --@ grant SELECT on table recall to holdfast_query
GRANT DELETE ON holdfast.recall_feedback TO holdfast_app; --@ grant DELETE on table recall_feedback to holdfast_app
GRANT INSERT ON holdfast.recall_feedback TO holdfast_app; --@ grant INSERT on table recall_feedback to holdfast_app
GRANT SELECT ON holdfast.recall_feedback TO holdfast_app; --@ grant SELECT on table recall_feedback to holdfast_app
GRANT SELECT ON holdfast.recall_feedback TO holdfast_query; --@ grant SELECT on table recall_feedback to holdfast_query
GRANT UPDATE ON holdfast.recall_feedback TO holdfast_app; --@ grant UPDATE on table recall_feedback to holdfast_app
GRANT EXECUTE ON FUNCTION holdfast.refresh_statistics(text,timestamp with time zone) TO holdfast_app; --@ grant EXECUTE on function refresh_statistics(text,timestamp with time zone) to holdfast_app
GRANT EXECUTE ON FUNCTION holdfast.remove_memories(uuid[],bigint[],timestamp with time zone) TO holdfast_app; --@ grant EXECUTE on function remove_memories(uuid[],bigint[],timestamp with time zone) to holdfast_app
GRANT EXECUTE ON FUNCTION holdfast.remove_memory_versions(uuid[],bigint[]) TO holdfast_app; --@ grant EXECUTE on function remove_memory_versions(uuid[],bigint[]) to holdfast_app
GRANT EXECUTE ON FUNCTION holdfast.remove_past_of_memories(uuid[],bigint[],uuid[],bigint[]) TO holdfast_app; --@ grant EXECUTE on function remove_past_of_memories(uuid[],bigint[],uuid[],bigint[]) to holdfast_app
GRANT DELETE ON holdfast.retention_policy TO holdfast_app; --@ grant DELETE on table retention_policy to holdfast_app
GRANT INSERT ON holdfast.retention_policy TO holdfast_app; --@ grant INSERT on table retention_policy to holdfast_app
GRANT SELECT ON holdfast.retention_policy TO holdfast_app; --@ grant SELECT on table retention_policy to holdfast_app
GRANT UPDATE ON holdfast.retention_policy TO holdfast_app; --@ grant UPDATE on table retention_policy to holdfast_app
GRANT EXECUTE ON FUNCTION holdfast.run_query(text,text[],integer,integer) TO holdfast_app; --@ grant EXECUTE on function run_query(text,text[],integer,integer) to holdfast_app
GRANT EXECUTE ON FUNCTION holdfast.search_graph(text,text,integer) TO holdfast_app; --@ grant EXECUTE on function search_graph(text,text,integer) to holdfast_app
GRANT INSERT ON holdfast.tenant TO holdfast_app; --@ grant INSERT on table tenant to holdfast_app
GRANT SELECT ON holdfast.tenant TO holdfast_app; --@ grant SELECT on table tenant to holdfast_app
GRANT DELETE ON holdfast.term_statistics TO holdfast_search; --@ grant DELETE on table term_statistics to holdfast_search
GRANT INSERT ON holdfast.term_statistics TO holdfast_search; --@ grant INSERT on table term_statistics to holdfast_search
GRANT SELECT ON holdfast.term_statistics TO holdfast_search; --@ grant SELECT on table term_statistics to holdfast_search
GRANT UPDATE ON holdfast.term_statistics TO holdfast_search; --@ grant UPDATE on table term_statistics to holdfast_search
GRANT EXECUTE ON FUNCTION holdfast.begin_embedding(text,integer,timestamp with time zone) TO PUBLIC; --@ public_execution begin_embedding(text,integer,timestamp with time zone)
GRANT EXECUTE ON FUNCTION holdfast.chunk_words(text,text,text) TO PUBLIC; --@ public_execution chunk_words(text,text,text)
GRANT EXECUTE ON FUNCTION holdfast.condition_sql(text,jsonb,boolean) TO PUBLIC; --@ public_execution condition_sql(text,jsonb,boolean)
GRANT EXECUTE ON FUNCTION holdfast.content_hash(text) TO PUBLIC; --@ public_execution content_hash(text)
GRANT EXECUTE ON FUNCTION holdfast.corner(text,text,holdfast.passage_filter,text) TO PUBLIC; --@ public_execution corner(text,text,holdfast.passage_filter,text)
GRANT EXECUTE ON FUNCTION holdfast.corpus(text,timestamp with time zone) TO PUBLIC; --@ public_execution corpus(text,timestamp with time zone)
GRANT EXECUTE ON FUNCTION holdfast.counts_sql(integer) TO PUBLIC; --@ public_execution counts_sql(integer)
GRANT EXECUTE ON FUNCTION holdfast.current_tenant() TO PUBLIC; --@ public_execution current_tenant()
GRANT EXECUTE ON FUNCTION holdfast.cut_over_embedding(boolean) TO PUBLIC; --@ public_execution cut_over_embedding(boolean)
GRANT EXECUTE ON FUNCTION holdfast.expected_frequencies(text,holdfast.passage_filter,text,text[],text[],bigint) TO PUBLIC; --@ public_execution expected_frequencies(text,holdfast.passage_filter,text,text[],text[],bigint)
REVOKE EXECUTE ON FUNCTION holdfast.few_hashes(text,jsonb,integer) FROM PUBLIC; --@ public_execution few_hashes(text,jsonb,integer)
GRANT EXECUTE ON FUNCTION holdfast.field_sql(text,text) TO PUBLIC; --@ public_execution field_sql(text,text)
GRANT EXECUTE ON FUNCTION holdfast.go_on_from_tombstone() TO PUBLIC; --@ public_execution go_on_from_tombstone()
GRANT EXECUTE ON FUNCTION holdfast.graph_words(text) TO PUBLIC; --@ public_execution graph_words(text)
GRANT EXECUTE ON FUNCTION holdfast.has_vector_index(text,integer,text) TO PUBLIC; --@ public_execution has_vector_index(text,integer,text)
GRANT EXECUTE ON FUNCTION holdfast.hash_sql(text,jsonb) TO PUBLIC; --@ public_execution hash_sql(text,jsonb)
GRANT EXECUTE ON FUNCTION holdfast.index_chunk_words() TO PUBLIC; --@ public_execution index_chunk_words()
GRANT EXECUTE ON FUNCTION holdfast.index_memory_words() TO PUBLIC; --@ public_execution index_memory_words()
GRANT EXECUTE ON FUNCTION holdfast.keep_chunks_true() TO PUBLIC; --@ public_execution keep_chunks_true()
GRANT EXECUTE ON FUNCTION holdfast.keep_graph_words() TO PUBLIC; --@ public_execution keep_graph_words()
GRANT EXECUTE ON FUNCTION holdfast.keep_memory_history() TO PUBLIC; --@ public_execution keep_memory_history()
REVOKE EXECUTE ON FUNCTION holdfast.lexical_candidates(text,text,text[],text[],text,jsonb,integer) FROM PUBLIC; --@ public_execution lexical_candidates(text,text,text[],text[],text,jsonb,integer)
GRANT EXECUTE ON FUNCTION holdfast.lies_within(text,holdfast.passage_filter) TO PUBLIC; --@ public_execution lies_within(text,holdfast.passage_filter)
GRANT EXECUTE ON FUNCTION holdfast.literal_source(text,text,text) TO PUBLIC; --@ public_execution literal_source(text,text,text)
GRANT EXECUTE ON FUNCTION holdfast.live_sql(text) TO PUBLIC; --@ public_execution live_sql(text)
GRANT EXECUTE ON FUNCTION holdfast.load_passages(text,uuid[],jsonb,integer,integer,text[],integer) TO PUBLIC; --@ public_execution load_passages(text,uuid[],jsonb,integer,integer,text[],integer)
GRANT EXECUTE ON FUNCTION holdfast.memory_words(text,text[],text) TO PUBLIC; --@ public_execution memory_words(text,text[],text)
GRANT EXECUTE ON FUNCTION holdfast.metadata_sql(text,jsonb) TO PUBLIC; --@ public_execution metadata_sql(text,jsonb)
GRANT EXECUTE ON FUNCTION holdfast.must_have(text[],text[],tsquery[],text,text[]) TO PUBLIC; --@ public_execution must_have(text[],text[],tsquery[],text,text[])
REVOKE EXECUTE ON FUNCTION holdfast.nearest_by_index(text,jsonb,text,text,real[],integer,integer) FROM PUBLIC; --@ public_execution nearest_by_index(text,jsonb,text,text,real[],integer,integer)
GRANT EXECUTE ON FUNCTION holdfast.no_tenant() TO PUBLIC; --@ public_execution no_tenant()
GRANT EXECUTE ON FUNCTION holdfast.own_field_sql(text,jsonb) TO PUBLIC; --@ public_execution own_field_sql(text,jsonb)
GRANT EXECUTE ON FUNCTION holdfast.owned_terms(text,tsvector) TO PUBLIC; --@ public_execution owned_terms(text,tsvector)
GRANT EXECUTE ON FUNCTION holdfast.passage_predicate(text,jsonb) TO PUBLIC; --@ public_execution passage_predicate(text,jsonb)
GRANT EXECUTE ON FUNCTION holdfast.passage_source(text,jsonb) TO PUBLIC; --@ public_execution passage_source(text,jsonb)
REVOKE EXECUTE ON FUNCTION holdfast.passages_of(text,jsonb,text,integer,bytea[]) FROM PUBLIC; --@ public_execution passages_of(text,jsonb,text,integer,bytea[])
GRANT EXECUTE ON FUNCTION holdfast.prefix_rank(tsvector,tsquery,text) TO PUBLIC; --@ public_execution prefix_rank(tsvector,tsquery,text)
REVOKE EXECUTE ON FUNCTION holdfast.query_tenant() FROM PUBLIC; --@ public_execution query_tenant()
GRANT EXECUTE ON FUNCTION holdfast.queue_chunk_texts() TO PUBLIC; --@ public_execution queue_chunk_texts()
GRANT EXECUTE ON FUNCTION holdfast.queue_memory_texts() TO PUBLIC; --@ public_execution queue_memory_texts()
GRANT EXECUTE ON FUNCTION holdfast.quoted_term(text) TO PUBLIC; --@ public_execution quoted_term(text)
GRANT EXECUTE ON FUNCTION holdfast.ranks_sql(integer,integer) TO PUBLIC; --@ public_execution ranks_sql(integer,integer)
GRANT EXECUTE ON FUNCTION holdfast.read_filter(jsonb) TO PUBLIC; --@ public_execution read_filter(jsonb)
REVOKE EXECUTE ON FUNCTION holdfast.refresh_statistics(text,timestamp with time zone) FROM PUBLIC; --@ public_execution refresh_statistics(text,timestamp with time zone)
GRANT EXECUTE ON FUNCTION holdfast.refuse_resealing() TO PUBLIC; --@ public_execution refuse_resealing()
GRANT EXECUTE ON FUNCTION holdfast.refuse_second_beginning() TO PUBLIC; --@ public_execution refuse_second_beginning()
REVOKE EXECUTE ON FUNCTION holdfast.remove_memories(uuid[],bigint[],timestamp with time zone) FROM PUBLIC; --@ public_execution remove_memories(uuid[],bigint[],timestamp with time zone)
REVOKE EXECUTE ON FUNCTION holdfast.remove_memory_versions(uuid[],bigint[]) FROM PUBLIC; --@ public_execution remove_memory_versions(uuid[],bigint[])
REVOKE EXECUTE ON FUNCTION holdfast.remove_past_of_memories(uuid[],bigint[],uuid[],bigint[]) FROM PUBLIC; --@ public_execution remove_past_of_memories(uuid[],bigint[],uuid[],bigint[])
REVOKE EXECUTE ON FUNCTION holdfast.run_query(text,text[],integer,integer) FROM PUBLIC; --@ public_execution run_query(text,text[],integer,integer)
REVOKE EXECUTE ON FUNCTION holdfast.search_graph(text,text,integer) FROM PUBLIC; --@ public_execution search_graph(text,text,integer)
GRANT EXECUTE ON FUNCTION holdfast.short_texts(jsonb,text[],integer) TO PUBLIC; --@ public_execution short_texts(jsonb,text[],integer)
GRANT EXECUTE ON FUNCTION holdfast.term_owner(text) TO PUBLIC; --@ public_execution term_owner(text)
GRANT EXECUTE ON FUNCTION holdfast.terms_in(tsvector) TO PUBLIC; --@ public_execution terms_in(tsvector)
GRANT EXECUTE ON FUNCTION holdfast.terms_of(text[],text) TO PUBLIC; --@ public_execution terms_of(text[],text)
GRANT EXECUTE ON FUNCTION holdfast.text_sql(text) TO PUBLIC; --@ public_execution text_sql(text)
GRANT EXECUTE ON FUNCTION holdfast.value_sql(jsonb) TO PUBLIC; --@ public_execution value_sql(jsonb)
GRANT EXECUTE ON FUNCTION holdfast.vector_index_name(text,integer,text) TO PUBLIC; --@ public_execution vector_index_name(text,integer,text)
GRANT EXECUTE ON FUNCTION holdfast.vector_words(integer,text) TO PUBLIC; --@ public_execution vector_words(integer,text)
GRANT EXECUTE ON FUNCTION holdfast.weights_sql(integer) TO PUBLIC; --@ public_execution weights_sql(integer)
ALTER TABLE holdfast.api_key OWNER TO holdfast_owner; --@ owner table api_key
ALTER TABLE holdfast.audit_entry OWNER TO holdfast_owner; --@ owner table audit_entry
ALTER TABLE holdfast.chunk OWNER TO holdfast_owner; --@ owner table chunk
ALTER TABLE holdfast.collection OWNER TO holdfast_owner; --@ owner table collection
ALTER TABLE holdfast.corpus_statistics OWNER TO holdfast_owner; --@ owner table corpus_statistics
ALTER TABLE holdfast.document OWNER TO holdfast_owner; --@ owner table document
ALTER TABLE holdfast.embedding OWNER TO holdfast_owner; --@ owner table embedding
ALTER TABLE holdfast.embedding_model OWNER TO holdfast_owner; --@ owner table embedding_model
ALTER TABLE holdfast.embedding_work OWNER TO holdfast_owner; --@ owner table embedding_work
ALTER TABLE holdfast.graph_entity OWNER TO holdfast_owner; --@ owner table graph_entity
ALTER TABLE holdfast.graph_observation OWNER TO holdfast_owner; --@ owner table graph_observation
ALTER TABLE holdfast.graph_relation OWNER TO holdfast_owner; --@ owner table graph_relation
ALTER TABLE holdfast.idempotency_claim OWNER TO holdfast_owner; --@ owner table idempotency_claim
ALTER TABLE holdfast.job OWNER TO holdfast_owner; --@ owner table job
ALTER TABLE holdfast.memory OWNER TO holdfast_owner; --@ owner table memory
ALTER TABLE holdfast.memory_history OWNER TO holdfast_owner; --@ owner table memory_history
ALTER TABLE holdfast.memory_tombstone OWNER TO holdfast_owner; --@ owner table memory_tombstone
ALTER TYPE holdfast.passage_filter OWNER TO holdfast_owner; --@ owner type passage_filter
ALTER TABLE holdfast.query_ticket OWNER TO holdfast_owner; --@ owner table query_ticket
ALTER TABLE holdfast.recall OWNER TO holdfast_owner; --@ owner table recall
ALTER TABLE holdfast.recall_feedback OWNER TO holdfast_owner; --@ owner table recall_feedback
ALTER TABLE holdfast.retention_policy OWNER TO holdfast_owner; --@ owner table retention_policy
ALTER TABLE holdfast.tenant OWNER TO holdfast_owner; --@ owner table tenant
ALTER TABLE holdfast.term_statistics OWNER TO holdfast_owner; --@ owner table term_statistics
ALTER FUNCTION holdfast.begin_embedding(text,integer,timestamp with time zone) OWNER TO holdfast_owner; --@ owner function begin_embedding(text,integer,timestamp with time zone)
ALTER FUNCTION holdfast.chunk_words(text,text,text) OWNER TO holdfast_owner; --@ owner function chunk_words(text,text,text)
ALTER FUNCTION holdfast.condition_sql(text,jsonb,boolean) OWNER TO holdfast_owner; --@ owner function condition_sql(text,jsonb,boolean)
ALTER FUNCTION holdfast.content_hash(text) OWNER TO holdfast_owner; --@ owner function content_hash(text)
ALTER FUNCTION holdfast.corner(text,text,holdfast.passage_filter,text) OWNER TO holdfast_owner; --@ owner function corner(text,text,holdfast.passage_filter,text)
ALTER FUNCTION holdfast.corpus(text,timestamp with time zone) OWNER TO holdfast_owner; --@ owner function corpus(text,timestamp with time zone)
ALTER FUNCTION holdfast.counts_sql(integer) OWNER TO holdfast_owner; --@ owner function counts_sql(integer)
ALTER FUNCTION holdfast.current_tenant() OWNER TO holdfast_owner; --@ owner function current_tenant()
ALTER FUNCTION holdfast.cut_over_embedding(boolean) OWNER TO holdfast_owner; --@ owner function cut_over_embedding(boolean)
ALTER FUNCTION holdfast.expected_frequencies(text,holdfast.passage_filter,text,text[],text[],bigint) OWNER TO holdfast_owner; --@ owner function expected_frequencies(text,holdfast.passage_filter,text,text[],text[],bigint)
ALTER FUNCTION holdfast.few_hashes(text,jsonb,integer) OWNER TO holdfast_search; --@ owner function few_hashes(text,jsonb,integer)
ALTER FUNCTION holdfast.field_sql(text,text) OWNER TO holdfast_owner; --@ owner function field_sql(text,text)
ALTER FUNCTION holdfast.go_on_from_tombstone() OWNER TO holdfast_owner; --@ owner function go_on_from_tombstone()
ALTER FUNCTION holdfast.graph_words(text) OWNER TO holdfast_owner; --@ owner function graph_words(text)
ALTER FUNCTION holdfast.has_vector_index(text,integer,text) OWNER TO holdfast_owner; --@ owner function has_vector_index(text,integer,text)
ALTER FUNCTION holdfast.hash_sql(text,jsonb) OWNER TO holdfast_owner; --@ owner function hash_sql(text,jsonb)
ALTER FUNCTION holdfast.index_chunk_words() OWNER TO holdfast_owner; --@ owner function index_chunk_words()
ALTER FUNCTION holdfast.index_memory_words() OWNER TO holdfast_owner; --@ owner function index_memory_words()
ALTER FUNCTION holdfast.keep_chunks_true() OWNER TO holdfast_owner; --@ owner function keep_chunks_true()
ALTER FUNCTION holdfast.keep_graph_words() OWNER TO holdfast_owner; --@ owner function keep_graph_words()
ALTER FUNCTION holdfast.keep_memory_history() OWNER TO holdfast_owner; --@ owner function keep_memory_history()
ALTER FUNCTION holdfast.lexical_candidates(text,text,text[],text[],text,jsonb,integer) OWNER TO holdfast_search; --@ owner function lexical_candidates(text,text,text[],text[],text,jsonb,integer)
ALTER FUNCTION holdfast.lies_within(text,holdfast.passage_filter) OWNER TO holdfast_owner; --@ owner function lies_within(text,holdfast.passage_filter)
ALTER FUNCTION holdfast.literal_source(text,text,text) OWNER TO holdfast_owner; --@ owner function literal_source(text,text,text)
ALTER FUNCTION holdfast.live_sql(text) OWNER TO holdfast_owner; --@ owner function live_sql(text)
ALTER FUNCTION holdfast.load_passages(text,uuid[],jsonb,integer,integer,text[],integer) OWNER TO holdfast_owner; --@ owner function load_passages(text,uuid[],jsonb,integer,integer,text[],integer)
ALTER FUNCTION holdfast.memory_words(text,text[],text) OWNER TO holdfast_owner; --@ owner function memory_words(text,text[],text)
ALTER FUNCTION holdfast.metadata_sql(text,jsonb) OWNER TO holdfast_owner; --@ owner function metadata_sql(text,jsonb)
ALTER FUNCTION holdfast.must_have(text[],text[],tsquery[],text,text[]) OWNER TO holdfast_owner; --@ owner function must_have(text[],text[],tsquery[],text,text[])
ALTER FUNCTION holdfast.nearest_by_index(text,jsonb,text,text,real[],integer,integer) OWNER TO holdfast_search; --@ owner function nearest_by_index(text,jsonb,text,text,real[],integer,integer)
ALTER FUNCTION holdfast.no_tenant() OWNER TO holdfast_owner; --@ owner function no_tenant()
ALTER FUNCTION holdfast.own_field_sql(text,jsonb) OWNER TO holdfast_owner; --@ owner function own_field_sql(text,jsonb)
ALTER FUNCTION holdfast.owned_terms(text,tsvector) OWNER TO holdfast_owner; --@ owner function owned_terms(text,tsvector)
ALTER FUNCTION holdfast.passage_predicate(text,jsonb) OWNER TO holdfast_owner; --@ owner function passage_predicate(text,jsonb)
ALTER FUNCTION holdfast.passage_source(text,jsonb) OWNER TO holdfast_owner; --@ owner function passage_source(text,jsonb)
ALTER FUNCTION holdfast.passages_of(text,jsonb,text,integer,bytea[]) OWNER TO holdfast_search; --@ owner function passages_of(text,jsonb,text,integer,bytea[])
ALTER FUNCTION holdfast.prefix_rank(tsvector,tsquery,text) OWNER TO holdfast_owner; --@ owner function prefix_rank(tsvector,tsquery,text)
ALTER FUNCTION holdfast.query_tenant() OWNER TO holdfast_search; --@ owner function query_tenant()
ALTER FUNCTION holdfast.queue_chunk_texts() OWNER TO holdfast_owner; --@ owner function queue_chunk_texts()
ALTER FUNCTION holdfast.queue_memory_texts() OWNER TO holdfast_owner; --@ owner function queue_memory_texts()
ALTER FUNCTION holdfast.quoted_term(text) OWNER TO holdfast_owner; --@ owner function quoted_term(text)
ALTER FUNCTION holdfast.ranks_sql(integer,integer) OWNER TO holdfast_owner; --@ owner function ranks_sql(integer,integer)
ALTER FUNCTION holdfast.read_filter(jsonb) OWNER TO holdfast_owner; --@ owner function read_filter(jsonb)
ALTER FUNCTION holdfast.refresh_statistics(text,timestamp with time zone) OWNER TO holdfast_search; --@ owner function refresh_statistics(text,timestamp with time zone)
ALTER FUNCTION holdfast.refuse_resealing() OWNER TO holdfast_owner; --@ owner function refuse_resealing()
ALTER FUNCTION holdfast.refuse_second_beginning() OWNER TO holdfast_owner; --@ owner function refuse_second_beginning()
ALTER FUNCTION holdfast.remove_memories(uuid[],bigint[],timestamp with time zone) OWNER TO holdfast_owner; --@ owner function remove_memories(uuid[],bigint[],timestamp with time zone)
ALTER FUNCTION holdfast.remove_memory_versions(uuid[],bigint[]) OWNER TO holdfast_owner; --@ owner function remove_memory_versions(uuid[],bigint[])
ALTER FUNCTION holdfast.remove_past_of_memories(uuid[],bigint[],uuid[],bigint[]) OWNER TO holdfast_owner; --@ owner function remove_past_of_memories(uuid[],bigint[],uuid[],bigint[])
ALTER FUNCTION holdfast.run_query(text,text[],integer,integer) OWNER TO holdfast_query; --@ owner function run_query(text,text[],integer,integer)
ALTER FUNCTION holdfast.search_graph(text,text,integer) OWNER TO holdfast_search; --@ owner function search_graph(text,text,integer)
ALTER FUNCTION holdfast.short_texts(jsonb,text[],integer) OWNER TO holdfast_owner; --@ owner function short_texts(jsonb,text[],integer)
ALTER FUNCTION holdfast.term_owner(text) OWNER TO holdfast_owner; --@ owner function term_owner(text)
ALTER FUNCTION holdfast.terms_in(tsvector) OWNER TO holdfast_owner; --@ owner function terms_in(tsvector)
ALTER FUNCTION holdfast.terms_of(text[],text) OWNER TO holdfast_owner; --@ owner function terms_of(text[],text)
ALTER FUNCTION holdfast.text_sql(text) OWNER TO holdfast_owner; --@ owner function text_sql(text)
ALTER FUNCTION holdfast.value_sql(jsonb) OWNER TO holdfast_owner; --@ owner function value_sql(jsonb)
ALTER FUNCTION holdfast.vector_index_name(text,integer,text) OWNER TO holdfast_owner; --@ owner function vector_index_name(text,integer,text)
ALTER FUNCTION holdfast.vector_words(integer,text) OWNER TO holdfast_owner; --@ owner function vector_words(integer,text)
ALTER FUNCTION holdfast.weights_sql(integer) OWNER TO holdfast_owner; --@ owner function weights_sql(integer)
