-- As V17: who asks for a version by its number is not led through all versions of the tenant. Who asks by address compares the namespace.
-- The old one goes last, so that reads go on while the new one is made.
CREATE INDEX memory_history_place ON holdfast.memory_history (tenant_id, namespace, key, recorded_at) WHERE namespace IS NOT NULL;
DROP INDEX holdfast.memory_history_address;
ALTER INDEX holdfast.memory_history_place RENAME TO memory_history_address;

-- As before, but what is searched as it was at a moment may use that index, whatever namespace it is in.
CREATE OR REPLACE FUNCTION holdfast.passage_source(kind text, filter jsonb) RETURNS text
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
                || ' FROM holdfast.memory_history WHERE tenant_id = $2 AND namespace >= '''' AND recorded_at <= ($1).past AND superseded_at > ($1).past) AS h) AS m',
                'tenant_id, id, namespace, key, content, category, importance, tags, metadata, source, valid_from, valid_to, expires_at,'
                || ' version, created_at, updated_at, recorded_at, deleted_at')
    END;
END
$$;
