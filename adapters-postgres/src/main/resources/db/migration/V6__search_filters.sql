-- Filters of searches, compiled in the database. See ADR 13.
--
-- Functions that a query cannot take in are in PL/pgSQL even where SQL would do: it keeps their plans, SQL functions are planned anew
-- in every transaction.

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
