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
