-- What a search looks at: the key and the tags count for more than the content. Declared immutable because array_to_string is
-- not, though it is for text.
CREATE FUNCTION holdfast.memory_words(key text, tags text[], content text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN setweight(to_tsvector('english'::regconfig, translate(key, '_-./:', '     ')), 'A')
        || setweight(to_tsvector('english'::regconfig, array_to_string(tags, ' ')), 'B')
        || setweight(to_tsvector('english'::regconfig, content), 'D');

CREATE TABLE holdfast.memory (
    tenant_id   text COLLATE "C" NOT NULL,
    id          uuid             NOT NULL,
    namespace   text COLLATE "C" NOT NULL CHECK (octet_length(namespace) BETWEEN 1 AND 1536),
    key         text COLLATE "C" NOT NULL CHECK (octet_length(key) BETWEEN 1 AND 768),
    content     text             NOT NULL CHECK (octet_length(content) BETWEEN 1 AND 262144),
    category    text COLLATE "C" NOT NULL CHECK (char_length(category) BETWEEN 1 AND 64),
    importance  smallint         NOT NULL CHECK (importance BETWEEN 1 AND 10),
    tags        text[]           NOT NULL CHECK (cardinality(tags) <= 64),
    metadata    jsonb            NOT NULL CHECK (jsonb_typeof(metadata) = 'object'),
    source      text CHECK (char_length(source) BETWEEN 1 AND 2048),
    valid_from  timestamptz,
    valid_to    timestamptz,
    expires_at  timestamptz,
    version     bigint           NOT NULL CHECK (version >= 1),
    created_at  timestamptz      NOT NULL,
    updated_at  timestamptz      NOT NULL,
    recorded_at timestamptz      NOT NULL,
    created_by  text             NOT NULL,
    deleted_at  timestamptz,
    words       tsvector         NOT NULL GENERATED ALWAYS AS (holdfast.memory_words(key, tags, content)) STORED,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT memory_address UNIQUE (tenant_id, namespace, key),
    CHECK (valid_from < valid_to)
);

CREATE INDEX memory_category ON holdfast.memory (tenant_id, category, namespace, key);
-- Near misses are looked for in the beginning of a content only: an index over all trigrams of long texts costs more than it finds.
CREATE INDEX memory_trigrams ON holdfast.memory USING gin ("left"(content, 1000) holdfast.gin_trgm_ops);

-- Every version that is no longer the current one, with the time it was.
CREATE TABLE holdfast.memory_history (
    tenant_id     text COLLATE "C" NOT NULL,
    id            uuid             NOT NULL,
    namespace     text COLLATE "C" NOT NULL,
    key           text COLLATE "C" NOT NULL,
    content       text             NOT NULL,
    category      text COLLATE "C" NOT NULL,
    importance    smallint         NOT NULL,
    tags          text[]           NOT NULL,
    metadata      jsonb            NOT NULL,
    source        text,
    valid_from    timestamptz,
    valid_to      timestamptz,
    expires_at    timestamptz,
    version       bigint           NOT NULL,
    created_at    timestamptz      NOT NULL,
    updated_at    timestamptz      NOT NULL,
    recorded_at   timestamptz      NOT NULL,
    created_by    text             NOT NULL,
    deleted_at    timestamptz,
    superseded_at timestamptz      NOT NULL,
    PRIMARY KEY (tenant_id, id, version),
    CHECK (recorded_at < superseded_at)
);

CREATE INDEX memory_history_address ON holdfast.memory_history (tenant_id, namespace, key, recorded_at);

-- A trigger, because nothing that changes a memory may forget it, and because a statement that upserts cannot see the row it
-- replaces when another transaction committed it a moment ago.
CREATE FUNCTION holdfast.keep_memory_history() RETURNS trigger
    LANGUAGE plpgsql
AS $$
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
$$;

CREATE TRIGGER memory_keeps_history
    AFTER UPDATE ON holdfast.memory
    FOR EACH ROW
EXECUTE FUNCTION holdfast.keep_memory_history();

ALTER TABLE holdfast.memory ENABLE ROW LEVEL SECURITY;
ALTER TABLE holdfast.memory FORCE ROW LEVEL SECURITY;
ALTER TABLE holdfast.memory_history ENABLE ROW LEVEL SECURITY;
ALTER TABLE holdfast.memory_history FORCE ROW LEVEL SECURITY;

CREATE POLICY memory_tenant ON holdfast.memory
    USING (tenant_id = holdfast.current_tenant()) WITH CHECK (tenant_id = holdfast.current_tenant());
CREATE POLICY memory_history_tenant ON holdfast.memory_history
    USING (tenant_id = holdfast.current_tenant()) WITH CHECK (tenant_id = holdfast.current_tenant());

GRANT SELECT, INSERT, UPDATE ON holdfast.memory TO holdfast_app;
GRANT SELECT, INSERT ON holdfast.memory_history TO holdfast_app;

-- Under row-level security no index of words or trigrams can be used, because their operators are not leakproof: every row of the
-- tenant would be read. So they are looked for by functions that run as a role without that barrier and bind themselves to the
-- tenant of the transaction.
CREATE POLICY memory_search ON holdfast.memory FOR SELECT TO holdfast_search USING (true);
GRANT USAGE ON SCHEMA holdfast TO holdfast_search;
GRANT SELECT ON holdfast.memory TO holdfast_search;
