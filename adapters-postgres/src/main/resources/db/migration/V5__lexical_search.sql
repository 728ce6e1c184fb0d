-- Functions that a query cannot take in are in PL/pgSQL even where SQL would do: it keeps their plans, SQL functions are planned anew
-- in every transaction.
--
-- What search by words needs: which passages have a word, how often, and how long they are. See ADR 12.

-- Index entries begin with the tenant, so that a look-up reads the passages of that tenant and of no other, however many there are.
-- Of the name only a hash is in the entry: two tenants may share one, which costs a look at rows that the predicate then refuses.
CREATE FUNCTION holdfast.term_owner(tenant text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN left(md5(tenant), 6);

-- Lexemes may have 2,046 bytes; those that would not fit with the owner before them cannot be looked for. As one text and not word by
-- word, which took a third of the time of a write.
CREATE FUNCTION holdfast.owned_terms(tenant text, words tsvector) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
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
$$;

-- A lexeme as a query, whatever its characters.
CREATE FUNCTION holdfast.quoted_term(term text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN '''' || replace(replace(term, '\', '\\'), '''', '''''') || '''';

CREATE FUNCTION holdfast.terms_in(words tsvector) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (SELECT coalesce(sum(cardinality(positions)), 0) FROM unnest(words));

-- The words of a memory and their number: a trigger and not generated columns, because one could not use the other, and to make
-- the words is most of the cost of a write. A statement that hands over the words it has had made for the same text, as an upsert
-- does that turns out to be an update, does not have them made twice.
CREATE FUNCTION holdfast.index_memory_words() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    NEW.words := holdfast.memory_words(NEW.key, NEW.tags, NEW.content);
    NEW.length := holdfast.terms_in(NEW.words);
    RETURN NEW;
END
$$;

ALTER TABLE holdfast.memory ALTER COLUMN words DROP EXPRESSION;
ALTER TABLE holdfast.memory ADD COLUMN length integer;
-- By a change of type, which reads every row, as an update by an owner bound to row-level security would not.
ALTER TABLE holdfast.memory ALTER COLUMN length TYPE integer USING holdfast.terms_in(words);
ALTER TABLE holdfast.memory ALTER COLUMN length SET NOT NULL;

CREATE TRIGGER memory_has_words
    BEFORE INSERT ON holdfast.memory
    FOR EACH ROW
EXECUTE FUNCTION holdfast.index_memory_words();

CREATE TRIGGER memory_has_new_words
    BEFORE UPDATE ON holdfast.memory
    FOR EACH ROW
    WHEN (NEW.words = OLD.words AND (NEW.content <> OLD.content OR NEW.tags <> OLD.tags OR NEW.key <> OLD.key))
EXECUTE FUNCTION holdfast.index_memory_words();

CREATE INDEX memory_terms ON holdfast.memory USING gin (holdfast.owned_terms(tenant_id, words)) WHERE deleted_at IS NULL;
-- What stands next to a memory; and, without a look at the rows, how many there are and how long.
CREATE INDEX memory_neighbours ON holdfast.memory (tenant_id, namespace, id) INCLUDE (length, expires_at) WHERE deleted_at IS NULL;

CREATE INDEX chunk_terms ON holdfast.chunk USING gin (holdfast.owned_terms(tenant_id, words));
CREATE INDEX chunk_trigrams ON holdfast.chunk USING gin ("left"(text, 1000) holdfast.gin_trgm_ops);
CREATE INDEX chunk_collection ON holdfast.chunk (tenant_id, collection_id) INCLUDE (length);

CREATE POLICY memory_history_search ON holdfast.memory_history FOR SELECT TO holdfast_search USING (true);
GRANT SELECT ON holdfast.memory_history TO holdfast_search;

-- Of tenants with many passages: how many, how long, and which words are in many of them. Refreshed in the background.
CREATE TABLE holdfast.corpus_statistics (
    tenant_id      text COLLATE "C" NOT NULL,
    kind           text             NOT NULL CHECK (kind IN ('memory', 'chunk')),
    passages       bigint           NOT NULL CHECK (passages >= 0),
    average_length double precision NOT NULL CHECK (average_length >= 0),
    refreshed_at   timestamptz      NOT NULL,
    -- When the words were last counted, and in how many passages.
    sampled_of     bigint           NOT NULL,
    sampled_at     timestamptz      NOT NULL,
    PRIMARY KEY (tenant_id, kind)
);

-- A word that is not here is in fewer than one passage of a thousand.
CREATE TABLE holdfast.term_statistics (
    tenant_id text COLLATE "C" NOT NULL,
    kind      text             NOT NULL CHECK (kind IN ('memory', 'chunk')),
    term      text COLLATE "C" NOT NULL,
    share     real             NOT NULL CHECK (share BETWEEN 0 AND 1),
    PRIMARY KEY (tenant_id, kind, term)
);

ALTER TABLE holdfast.corpus_statistics ENABLE ROW LEVEL SECURITY;
ALTER TABLE holdfast.corpus_statistics FORCE ROW LEVEL SECURITY;
ALTER TABLE holdfast.term_statistics ENABLE ROW LEVEL SECURITY;
ALTER TABLE holdfast.term_statistics FORCE ROW LEVEL SECURITY;

CREATE POLICY corpus_statistics_tenant ON holdfast.corpus_statistics
    USING (tenant_id = holdfast.current_tenant()) WITH CHECK (tenant_id = holdfast.current_tenant());
CREATE POLICY term_statistics_tenant ON holdfast.term_statistics
    USING (tenant_id = holdfast.current_tenant()) WITH CHECK (tenant_id = holdfast.current_tenant());
-- Only the functions below look at them.
GRANT SELECT, INSERT, UPDATE, DELETE ON holdfast.corpus_statistics, holdfast.term_statistics TO holdfast_search;

-- A filter as statements take it. Nothing that a caller wrote becomes part of a statement's text: conditions are compiled into fixed
-- fragments that name values by their places in these arrays.
CREATE TYPE holdfast.passage_filter AS (
    roots   text[],
    lows    text[],
    highs   text[],
    lowest  text,
    highest text,
    texts   text[],
    numbers numeric[],
    moments timestamptz[],
    present timestamptz,
    past    timestamptz
);

-- A subtree is its root and the half-open span of names that begin with the root and a slash: in the order of code points that span
-- ends where "/" is replaced by the next character, "0".
CREATE FUNCTION holdfast.read_filter(filter jsonb) RETURNS holdfast.passage_filter
    LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
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
$$;

-- What a condition calls a field, as an expression over the passage m. An empty answer: there is no such field.
CREATE FUNCTION holdfast.field_sql(kind text, field text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE kind || ' ' || field
        WHEN 'memory namespace' THEN 'm.namespace'
        WHEN 'memory name' THEN 'm.key'
        WHEN 'memory category' THEN 'm.category'
        WHEN 'memory importance' THEN 'm.importance'
        WHEN 'memory source' THEN 'm.source COLLATE "C"'
        WHEN 'memory created_at' THEN 'm.created_at'
        WHEN 'memory updated_at' THEN 'm.updated_at'
        WHEN 'memory valid_from' THEN 'm.valid_from'
        WHEN 'memory valid_to' THEN 'm.valid_to'
        WHEN 'memory expires_at' THEN 'm.expires_at'
        WHEN 'chunk namespace' THEN 'm.namespace'
        WHEN 'chunk name' THEN 'm.name'
        WHEN 'chunk source' THEN 'm.source COLLATE "C"'
        WHEN 'chunk importance' THEN '1'
        WHEN 'chunk title' THEN 'm.title COLLATE "C"'
        WHEN 'chunk created_at' THEN 'm.created_at'
        WHEN 'chunk updated_at' THEN 'm.updated_at'
        WHEN 'chunk valid_from' THEN 'm.valid_from'
        WHEN 'chunk valid_to' THEN 'm.valid_to'
        ELSE CASE
            WHEN field IN ('category', 'source', 'title') THEN 'NULL::text COLLATE "C"'
            WHEN field = 'expires_at' THEN 'NULL::timestamptz'
        END
    END;

-- A value of a condition: its type, and its place in the array of that type.
CREATE FUNCTION holdfast.value_sql(value jsonb) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
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
$$;

-- One comparison of a field that passages have by themselves.
CREATE FUNCTION holdfast.own_field_sql(kind text, condition jsonb) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
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
$$;

-- One comparison of a place in the metadata, which may hold anything or nothing.
CREATE FUNCTION holdfast.metadata_sql(kind text, condition jsonb) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
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
$$;

-- A tree of conditions over the passage m; the filter is $1. What does not hold because something is missing is NULL, and made false
-- where a negation would turn it round.
CREATE FUNCTION holdfast.condition_sql(kind text, condition jsonb, negated boolean) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
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
$$;

-- Whether the passage m is live and passes the filter $1. Its tenant is the statement's business.
CREATE FUNCTION holdfast.passage_predicate(kind text, filter jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE kind WHEN 'memory' THEN '(m.deleted_at IS NULL AND (m.expires_at IS NULL OR m.expires_at > ($1).present)' ELSE '(true' END
        || CASE WHEN jsonb_array_length(filter -> 'within') = 0 THEN ''
           WHEN kind = 'memory' THEN ' AND m.namespace >= ($1).lowest AND m.namespace < ($1).highest'
               || ' AND EXISTS (SELECT FROM unnest(($1).roots, ($1).lows, ($1).highs) AS part (exact, low, high)'
               || ' WHERE m.namespace = part.exact OR (m.namespace >= part.low AND m.namespace < part.high))'
           ELSE ' AND m.collection_id = ANY (ARRAY(SELECT c.id FROM holdfast.collection AS c, unnest(($1).roots, ($1).lows, ($1).highs) AS part (exact, low, high)'
               || ' WHERE c.tenant_id = holdfast.current_tenant() AND (''collections/'' || c.name COLLATE "C" = part.exact'
               || ' OR (''collections/'' || c.name COLLATE "C" >= part.low AND ''collections/'' || c.name COLLATE "C" < part.high))))' END
        || ' AND ' || holdfast.condition_sql(kind, filter -> 'where', false) || ')';

-- The passages, as something to select from, named m. Of the past: what was recorded at the moment ($1).past of the tenant $2.
-- A chunk has what conditions look at from its document; where none of that is asked for, the planner leaves the document out.
CREATE FUNCTION holdfast.passage_source(kind text, filter jsonb) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
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
                || ' FROM holdfast.memory_history WHERE tenant_id = $2 AND recorded_at <= ($1).past AND superseded_at > ($1).past) AS h) AS m',
                'tenant_id, id, namespace, key, content, category, importance, tags, metadata, source, valid_from, valid_to, expires_at,'
                || ' version, created_at, updated_at, recorded_at, deleted_at')
    END;
END
$$;

-- The text of the passage m.
CREATE FUNCTION holdfast.text_sql(kind text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE kind WHEN 'memory' THEN 'm.content' ELSE 'm.text' END;

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
                'SELECT count(*) FROM (SELECT FROM holdfast.%I AS m WHERE m.tenant_id = $2 AND %s'
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
    quoted := ARRAY(SELECT quoted_term(CASE WHEN past THEN '' ELSE term_owner(tenant) END || term) FROM unnest(terms) WITH ORDINALITY AS t (term, i) ORDER BY i)
        || ARRAY(SELECT quoted_term(CASE WHEN past THEN '' ELSE term_owner(tenant) END || prefix) || ':*' FROM unnest(beginnings) WITH ORDINALITY AS t (prefix, i) ORDER BY i);
    queries := ARRAY(SELECT quoted_term(term)::tsquery FROM unnest(terms) WITH ORDINALITY AS t (term, i) ORDER BY i)
        || ARRAY(SELECT (quoted_term(term) || ':*')::tsquery FROM unnest(beginnings) WITH ORDINALITY AS t (term, i) ORDER BY i);
    IF past THEN
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
        FOREACH likeness IN ARRAY CASE WHEN counted THEN '{0.6,0.45,0.3}'::text[] WHEN passages < 200000 THEN '{0.6,0.5}' ELSE '{0.6}' END LOOP
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
                (SELECT string_agg(format('($3)[%s] <%% "left"(%s, 1000)', i, text_sql(wanted)), ' OR ')
                 FROM generate_series(1, cardinality(misspelt)) AS i),
                passage_predicate(wanted, filter))
            INTO ids, lengths, similarities
            USING f, tenant, misspelt, most;
            EXIT WHEN ids IS NOT NULL;
        END LOOP;
    END IF;
END
$$;

-- The passages of these ids, in their order, and what stands next to each within 16 places. Runs as its caller, under row-level
-- security, which the indexes of ids and places do not mind.
CREATE FUNCTION holdfast.load_passages(wanted text, given uuid[], filter jsonb, neighbours integer, characters integer)
    RETURNS TABLE (
        id uuid, namespace text, name text, title text, beginning text, cut boolean, place integer, date timestamptz,
        importance integer, tags text[], metadata jsonb, source text, version bigint, earlier uuid[], later uuid[])
    LANGUAGE plpgsql STABLE
AS $$
DECLARE
    passages text := holdfast.passage_source(wanted, filter);
    passes   text := holdfast.passage_predicate(wanted, filter);
    live     text := holdfast.live_sql(wanted);
    line     text := CASE wanted WHEN 'memory' THEN 'm.namespace = p.namespace' ELSE 'm.document_id = p.document_id' END;
    spot     text := CASE wanted WHEN 'memory' THEN 'id' ELSE 'ordinal' END;
    beside   text := 'ARRAY(SELECT near.id FROM (SELECT m.id, m.%1$s AS spot FROM (SELECT m.* FROM %2$s WHERE m.tenant_id = $2 AND %3$s'
        || ' AND m.%1$s %4$s p.%1$s AND %5$s ORDER BY m.%1$s %6$s LIMIT %8$s) AS m WHERE %7$s ORDER BY m.%1$s %6$s LIMIT $4) AS near'
        || ' ORDER BY near.spot)';
    -- What stands next to a passage lies where that lies; so without conditions and past, the next are those that are wanted.
    reach    text := CASE WHEN filter -> 'where' = '["all",[]]' AND filter ->> 'as_of' IS NULL THEN '$4' ELSE '16' END;
BEGIN
    RETURN QUERY EXECUTE format($sql$
        SELECT p.id, p.namespace::text, %s, "left"(p.%s, $5), length(p.%2$s) > $5, %s, coalesce(p.valid_from, p.updated_at), %s, p.metadata,
               p.source, p.version, %s, %s
        FROM unnest($3) WITH ORDINALITY AS wanted (id, rank)
            JOIN LATERAL (SELECT m.* FROM %s WHERE m.tenant_id = $2 AND m.id = wanted.id AND %s) AS p ON true
        ORDER BY wanted.rank
        $sql$,
        CASE wanted WHEN 'memory' THEN 'p.key::text, NULL::text' ELSE 'p.name::text, p.title' END,
        CASE wanted WHEN 'memory' THEN 'content' ELSE 'text' END,
        CASE wanted WHEN 'memory' THEN '0' ELSE 'p.ordinal' END,
        CASE wanted WHEN 'memory' THEN 'p.importance::integer, p.tags' ELSE '1, ''{}''::text[]' END,
        format(beside, spot, passages, line, '<', live, 'DESC', passes, reach),
        format(beside, spot, passages, line, '>', live, 'ASC', passes, reach),
        passages, passes)
    USING holdfast.read_filter(filter), holdfast.current_tenant(), given, neighbours, characters;
END
$$;

-- Counts the passages of a tenant that has many of them and, in a sample that lies evenly in time, in how many each word is. Bounded:
-- not sooner than a second for every 10,000 passages after the last time, and a new sample only when a fifth has changed or a day has
-- passed. Answers how many were sampled.
CREATE FUNCTION holdfast.refresh_statistics(wanted text, at timestamptz) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = holdfast, pg_catalog, pg_temp
    SET enable_seqscan = off
AS $$
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
$$;

REVOKE ALL ON FUNCTION holdfast.lexical_candidates FROM PUBLIC;
REVOKE ALL ON FUNCTION holdfast.refresh_statistics FROM PUBLIC;
GRANT EXECUTE ON FUNCTION holdfast.lexical_candidates TO holdfast_app;
GRANT EXECUTE ON FUNCTION holdfast.refresh_statistics TO holdfast_app;
GRANT CREATE ON SCHEMA holdfast TO holdfast_search;
ALTER FUNCTION holdfast.lexical_candidates OWNER TO holdfast_search;
ALTER FUNCTION holdfast.refresh_statistics OWNER TO holdfast_search;
REVOKE CREATE ON SCHEMA holdfast FROM holdfast_search;
