-- Reading what was found, and counting what searches need to know of large tenants.

-- The members of a document that are texts of at most so many characters, in the order of the names; NULL for the others.
CREATE FUNCTION holdfast.short_texts(document jsonb, names text[], longest integer) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
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
$$;

-- Whether a namespace lies in one of the subtrees of a filter.
CREATE FUNCTION holdfast.lies_within(namespace text, f holdfast.passage_filter) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
    RETURN f.roots IS NULL OR EXISTS (
        SELECT FROM unnest(f.roots, f.lows, f.highs) AS part (exact, low, high)
        WHERE namespace = part.exact OR (namespace >= part.low COLLATE "C" AND namespace < part.high COLLATE "C"));
END
$$;

-- The passages of these ids, in their order, what stands next to each within 16 places, and what the metadata tell under the names
-- given as members, in texts of at most the longest; nothing when there are no metadata. Runs as its caller, under row-level security,
-- which the indexes of ids and places do not mind.
--
-- What stands next to a passage lies where that lies. So without conditions and past it is wanted too, and the statement is always the
-- same, which saves planning it: more than half of its time. Nothing worth sorting is sorted, so indexes are to give the order.
CREATE FUNCTION holdfast.load_passages(wanted text, given uuid[], filter jsonb, neighbours integer, characters integer, members text[],
        longest integer)
    RETURNS TABLE (
        id uuid, namespace text, name text, title text, beginning text, cut boolean, place integer, date timestamptz,
        importance integer, tags text[], told text[], source text, version bigint, earlier uuid[], later uuid[])
    LANGUAGE plpgsql STABLE
    SET enable_sort = off
AS $$
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
$$;

-- Counts the passages of a tenant that has many of them and, in a sample that lies evenly in time, in how many each word is. Bounded:
-- not sooner than a second for every 10,000 passages after the last time, and a new sample only when a fifth has changed or a day has
-- passed. Answers how many were sampled.
CREATE FUNCTION holdfast.refresh_statistics(wanted text, at timestamptz) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = holdfast, pg_catalog, pg_temp
    SET enable_seqscan = off
    SET enable_sort = off
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

REVOKE ALL ON FUNCTION holdfast.refresh_statistics FROM PUBLIC;
GRANT EXECUTE ON FUNCTION holdfast.refresh_statistics TO holdfast_app;
GRANT CREATE ON SCHEMA holdfast TO holdfast_search;
ALTER FUNCTION holdfast.refresh_statistics OWNER TO holdfast_search;
REVOKE CREATE ON SCHEMA holdfast FROM holdfast_search;
