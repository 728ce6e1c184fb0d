-- The passages that have the words of a question, with the figures that ranking takes. See ADR 12 and 13.

-- The terms of a text, by the rules of each of these languages.
CREATE FUNCTION holdfast.terms_of(languages text[], words text) RETURNS text[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
BEGIN
    RETURN ARRAY(SELECT DISTINCT term COLLATE "C"
                 FROM unnest(languages) AS language,
                      unnest(tsvector_to_array(to_tsvector(('pg_catalog.' || language)::regconfig, words))) AS term
                 WHERE octet_length(term) <= 2000
                 ORDER BY 1 LIMIT 64);
END
$$;

-- How often the passage m has each term, as an array: by single terms ts_rank is the sum of weight / place^2 over the
-- occurrences, divided by pi^2 / 6. A place in key, tags, title or headings weighs 1 and comes first, one in the text a half; so
-- the answer tells how many of each there are. It costs a twentieth of counting positions. A prefix may stand for several
-- words, so there the number itself is answered, doubled and negative, and one less when one is in the title.
CREATE FUNCTION holdfast.ranks_sql(terms integer, prefixes integer) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
    RETURN 'ARRAY[' || concat_ws(', ',
        (SELECT string_agg(format('ts_rank(''{0.5,1,1,1}'', m.words, ($3)[%s])', i), ', ') FROM generate_series(1, terms) AS i),
        (SELECT string_agg(format('holdfast.prefix_rank(m.words, ($3)[%s], ($4)[%s])', terms + i, i), ', ') FROM generate_series(1, prefixes) AS i))
        || ']::real[]';
END
$$;

CREATE FUNCTION holdfast.prefix_rank(words tsvector, wanted tsquery, prefix text) RETURNS real
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN words @@ wanted
        THEN (SELECT -2 * sum(cardinality(positions)) - max(CASE WHEN weights && '{A,B,C}' THEN 1 ELSE 0 END)
              FROM unnest(words) WHERE lexeme ^@ prefix)
        ELSE 0 END;

-- How many live passages there are and their average length: counted when there are some thousands or fewer, as last counted in the
-- background when there are more, and counted as far as is reasonable when that has not yet been.
CREATE FUNCTION holdfast.corpus(wanted text, present timestamptz, OUT passages bigint, OUT average_length double precision, OUT counted boolean)
    LANGUAGE plpgsql STABLE
AS $$
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
$$;

CREATE FUNCTION holdfast.live_sql(kind text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE kind WHEN 'memory' THEN '(m.deleted_at IS NULL AND (m.expires_at IS NULL OR m.expires_at > ($1).present))' ELSE 'true' END;

-- In how many hits each term is.
CREATE FUNCTION holdfast.counts_sql(terms integer) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
    RETURN (SELECT 'ARRAY[' || string_agg(format('count(*) FILTER (WHERE ranks[%s] <> 0)', i), ', ') || ']::bigint[]' FROM generate_series(1, terms) AS i);
END
$$;

-- What a hit's terms say together: the sum of their inverse document frequencies, of $8 passages.
CREATE FUNCTION holdfast.weights_sql(terms integer) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
    RETURN (SELECT string_agg(format('CASE WHEN ranks[%1$s] <> 0 THEN ln((1 + greatest($8 - df[%1$s] + 0.5, 0.5) / (df[%1$s] + 0.5))::double precision) ELSE 0 END', i), ' + ')
            FROM generate_series(1, terms) AS i);
END
$$;

-- What a passage must have: the phrases, by the rules of one of the languages, and the beginnings of words. In indexed the same for
-- the index, which knows nothing of the order of words. NULL: nothing.
CREATE FUNCTION holdfast.must_have(
    languages text[], phrases text[], prefixes tsquery[], owner text, owned_prefixes text[], OUT must tsquery, OUT indexed text)
    LANGUAGE sql STABLE PARALLEL SAFE
AS $$
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
$$;

-- In how many passages each term is, as far as that is known without reading them.
CREATE FUNCTION holdfast.expected_frequencies(
    wanted text, f holdfast.passage_filter, tenant text, terms text[], quoted text[], passages bigint) RETURNS bigint[]
    LANGUAGE plpgsql STABLE
AS $$
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
$$;

-- The newest passages with all their words, those too that say little. In place of what source selects from.
CREATE FUNCTION holdfast.literal_source(kind text, source text, passes text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN format('(SELECT m.*, %s AS words FROM (SELECT %s FROM %s WHERE m.tenant_id = $2 AND %s'
        || ' ORDER BY m.id DESC LIMIT 500) AS m) AS m',
        CASE kind
            WHEN 'memory' THEN 'setweight(to_tsvector(''pg_catalog.simple'', translate(m.key, ''_-./:'', ''     '')), ''A'')'
                || ' || setweight(to_tsvector(''pg_catalog.simple'', array_to_string(m.tags, '' '')), ''B'')'
                || ' || setweight(to_tsvector(''pg_catalog.simple'', m.content), ''D'')'
            ELSE 'setweight(to_tsvector(''pg_catalog.simple'', coalesce(m.title, '''')), ''A'')'
                || ' || setweight(to_tsvector(''pg_catalog.simple'', m.text), ''D'')'
        END,
        CASE kind
            WHEN 'memory' THEN 'm.tenant_id, m.id, m.namespace, m.key, m.content, m.category, m.importance, m.tags, m.metadata, m.source,'
                || ' m.valid_from, m.valid_to, m.expires_at, m.created_at, m.updated_at, m.deleted_at, m.length'
            ELSE 'm.tenant_id, m.id, m.collection_id, m.namespace, m.name, m.title, m.text, m.metadata, m.source, m.valid_from,'
                || ' m.valid_to, m.created_at, m.updated_at, m.length'
        END, source, passes);

-- How many passages lie within what is asked about, at most 3,001, and their average length.
CREATE FUNCTION holdfast.corner(source text, within text, f holdfast.passage_filter, tenant text, OUT passages integer, OUT average_length double precision)
    LANGUAGE plpgsql STABLE
AS $$
BEGIN
    EXECUTE format('SELECT count(*), coalesce(avg(length), 0) FROM (SELECT m.length FROM %s WHERE m.tenant_id = $2 AND %s LIMIT 3001) AS few',
                   source, within)
    INTO passages, average_length USING f, tenant;
END
$$;

CREATE FUNCTION holdfast.lexical_candidates(
    wanted text, query text, phrases text[], prefixes text[], related text, filter jsonb, most integer,
    OUT terms text[], OUT frequencies bigint[], OUT passages bigint, OUT average_length double precision,
    OUT ids uuid[], OUT lengths integer[], OUT ranks real[], OUT similarities real[])
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = holdfast, pg_catalog, pg_temp
    SET enable_seqscan = off
    SET max_parallel_workers_per_gather = 0
    SET jit = off
    SET work_mem = '32MB'
AS $$
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
$$;

REVOKE ALL ON FUNCTION holdfast.lexical_candidates FROM PUBLIC;
GRANT EXECUTE ON FUNCTION holdfast.lexical_candidates TO holdfast_app;
GRANT CREATE ON SCHEMA holdfast TO holdfast_search;
ALTER FUNCTION holdfast.lexical_candidates OWNER TO holdfast_search;
REVOKE CREATE ON SCHEMA holdfast FROM holdfast_search;
