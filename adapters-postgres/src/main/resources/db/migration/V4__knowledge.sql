CREATE TABLE holdfast.collection (
    tenant_id       text COLLATE "C" NOT NULL,
    id              uuid             NOT NULL,
    name            text COLLATE "C" NOT NULL CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    description     text CHECK (char_length(description) BETWEEN 1 AND 4096),
    -- A name and not a regconfig: pg_upgrade refuses a database with columns of that type.
    language        text COLLATE "C" NOT NULL CHECK (language ~ '^[a-z]{1,32}$'),
    profile         text COLLATE "C" NOT NULL CHECK (profile IN ('text', 'schema')),
    embedding_model text COLLATE "C" CHECK (octet_length(embedding_model) BETWEEN 1 AND 128),
    metadata        jsonb            NOT NULL CHECK (jsonb_typeof(metadata) = 'object'),
    version         bigint           NOT NULL CHECK (version >= 1),
    created_at      timestamptz      NOT NULL,
    updated_at      timestamptz      NOT NULL,
    created_by      text             NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT collection_name UNIQUE (tenant_id, name)
);

CREATE TABLE holdfast.document (
    tenant_id     text COLLATE "C" NOT NULL,
    id            uuid             NOT NULL,
    collection_id uuid             NOT NULL,
    external_id   text COLLATE "C" NOT NULL CHECK (octet_length(external_id) BETWEEN 1 AND 768),
    title         text CHECK (char_length(title) BETWEEN 1 AND 512),
    source        text CHECK (char_length(source) BETWEEN 1 AND 2048),
    -- Of the title and the chunks: a document that is put again as it was keeps its chunks.
    content_hash  bytea            NOT NULL CHECK (octet_length(content_hash) = 32),
    -- The version that brought the chunks.
    chunk_version bigint           NOT NULL,
    chunks        integer          NOT NULL CHECK (chunks >= 0),
    metadata      jsonb            NOT NULL CHECK (jsonb_typeof(metadata) = 'object'),
    valid_from    timestamptz,
    valid_to      timestamptz,
    version       bigint           NOT NULL CHECK (version >= 1),
    created_at    timestamptz      NOT NULL,
    updated_at    timestamptz      NOT NULL,
    created_by    text             NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CHECK (chunk_version BETWEEN 1 AND version),
    CONSTRAINT document_address UNIQUE (tenant_id, collection_id, external_id),
    CONSTRAINT document_collection FOREIGN KEY (tenant_id, collection_id) REFERENCES holdfast.collection ON DELETE CASCADE,
    CHECK (valid_from < valid_to)
);

-- What a search looks at: title and headings count for more than the text. Declared immutable because a configuration found by its
-- name is not, though those of pg_catalog are.
CREATE FUNCTION holdfast.chunk_words(language text, title text, text text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN setweight(to_tsvector(('pg_catalog.' || language)::regconfig, coalesce(title, '')), 'A')
        || setweight(to_tsvector(('pg_catalog.' || language)::regconfig, text), 'D');

-- What a text is known by wherever it occurs. Declared immutable because convert_to is not, though it is to UTF-8.
CREATE FUNCTION holdfast.content_hash(text text) RETURNS bytea
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN sha256(convert_to(text, 'UTF8'));

CREATE TABLE holdfast.chunk (
    tenant_id     text COLLATE "C" NOT NULL,
    id            uuid             NOT NULL,
    collection_id uuid             NOT NULL,
    document_id   uuid             NOT NULL,
    ordinal       integer          NOT NULL CHECK (ordinal >= 0),
    -- Of the collection, where it never changes.
    language      text COLLATE "C" NOT NULL,
    -- The document's title and the headings, joined by ' > '.
    title         text CHECK (octet_length(title) BETWEEN 1 AND 16384),
    headings      text[]           NOT NULL CHECK (cardinality(headings) <= 8),
    text          text             NOT NULL CHECK (octet_length(text) BETWEEN 1 AND 32768),
    token_count   integer          NOT NULL CHECK (token_count >= 0),
    metadata      jsonb            NOT NULL CHECK (jsonb_typeof(metadata) = 'object'),
    -- Of the document.
    valid_from    timestamptz,
    valid_to      timestamptz,
    created_at    timestamptz      NOT NULL,
    updated_at    timestamptz      NOT NULL,
    content_hash  bytea            NOT NULL GENERATED ALWAYS AS (holdfast.content_hash(text)) STORED,
    words         tsvector         NOT NULL,
    -- The terms in words, repeated ones counted.
    length        integer          NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT chunk_place UNIQUE (tenant_id, document_id, ordinal),
    CONSTRAINT chunk_document FOREIGN KEY (tenant_id, document_id) REFERENCES holdfast.document ON DELETE CASCADE
);

-- A trigger and not generated columns: one could not use the other, and to make the words twice is most of the cost of a chunk.
CREATE FUNCTION holdfast.index_chunk_words() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    NEW.words := holdfast.chunk_words(NEW.language, NEW.title, NEW.text);
    NEW.length := (SELECT coalesce(sum(cardinality(positions)), 0) FROM unnest(NEW.words));
    RETURN NEW;
END
$$;

CREATE TRIGGER chunk_has_words
    BEFORE INSERT OR UPDATE OF language, title, text, words, length ON holdfast.chunk
    FOR EACH ROW
EXECUTE FUNCTION holdfast.index_chunk_words();

-- A trigger, because a statement that replaces a document cannot see the chunks another transaction gave it a moment ago.
CREATE FUNCTION holdfast.keep_chunks_true() RETURNS trigger
    LANGUAGE plpgsql
AS $$
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
$$;

CREATE TRIGGER document_keeps_chunks_true
    BEFORE UPDATE ON holdfast.document
    FOR EACH ROW
EXECUTE FUNCTION holdfast.keep_chunks_true();

ALTER TABLE holdfast.collection ENABLE ROW LEVEL SECURITY;
ALTER TABLE holdfast.collection FORCE ROW LEVEL SECURITY;
ALTER TABLE holdfast.document ENABLE ROW LEVEL SECURITY;
ALTER TABLE holdfast.document FORCE ROW LEVEL SECURITY;
ALTER TABLE holdfast.chunk ENABLE ROW LEVEL SECURITY;
ALTER TABLE holdfast.chunk FORCE ROW LEVEL SECURITY;

CREATE POLICY collection_tenant ON holdfast.collection
    USING (tenant_id = holdfast.current_tenant()) WITH CHECK (tenant_id = holdfast.current_tenant());
CREATE POLICY document_tenant ON holdfast.document
    USING (tenant_id = holdfast.current_tenant()) WITH CHECK (tenant_id = holdfast.current_tenant());
CREATE POLICY chunk_tenant ON holdfast.chunk
    USING (tenant_id = holdfast.current_tenant()) WITH CHECK (tenant_id = holdfast.current_tenant());

GRANT SELECT, INSERT, UPDATE, DELETE ON holdfast.collection, holdfast.document, holdfast.chunk TO holdfast_app;

-- As memory_search: words are looked for by functions that bind themselves to the tenant. A filter may name the collection and
-- what a chunk has from its document.
CREATE POLICY collection_search ON holdfast.collection FOR SELECT TO holdfast_search USING (true);
CREATE POLICY document_search ON holdfast.document FOR SELECT TO holdfast_search USING (true);
CREATE POLICY chunk_search ON holdfast.chunk FOR SELECT TO holdfast_search USING (true);
GRANT SELECT ON holdfast.collection, holdfast.document, holdfast.chunk TO holdfast_search;
