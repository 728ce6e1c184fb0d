table api_key owner holdfast_owner row security forced
table audit_entry owner holdfast_owner row security forced
table chunk owner holdfast_owner row security forced
table collection owner holdfast_owner row security forced
table document owner holdfast_owner row security forced
table idempotency_claim owner holdfast_owner row security forced
table memory owner holdfast_owner row security forced
table memory_history owner holdfast_owner row security forced
table tenant owner holdfast_owner row security forced
column api_key.tenant_id text collate C not null
column api_key.id uuid not null
column api_key.name text not null
column api_key.role text not null
column api_key.namespaces text[] not null
column api_key.secret_hash text not null
column api_key.created_at timestamp with time zone not null
column api_key.created_by text not null
column api_key.expires_at timestamp with time zone
column api_key.revoked_at timestamp with time zone
column audit_entry.tenant_id text collate C not null
column audit_entry.id uuid not null
column audit_entry.at timestamp with time zone not null
column audit_entry.principal_id text not null
column audit_entry.request_id text not null
column audit_entry.action text not null
column audit_entry.subject_type text not null
column audit_entry.subject_name text not null
column audit_entry.subject_id uuid
column audit_entry.subject_version bigint
column audit_entry.outcome text not null
column audit_entry.sequence bigint
column audit_entry.hash text
column chunk.tenant_id text collate C not null
column chunk.id uuid not null
column chunk.collection_id uuid not null
column chunk.document_id uuid not null
column chunk.ordinal integer not null
column chunk.language text collate C not null
column chunk.title text
column chunk.headings text[] not null
column chunk.text text not null
column chunk.token_count integer not null
column chunk.metadata jsonb not null
column chunk.valid_from timestamp with time zone
column chunk.valid_to timestamp with time zone
column chunk.created_at timestamp with time zone not null
column chunk.updated_at timestamp with time zone not null
column chunk.content_hash bytea not null generated holdfast.content_hash(text)
column chunk.words tsvector not null
column chunk.length integer not null
column collection.tenant_id text collate C not null
column collection.id uuid not null
column collection.name text collate C not null
column collection.description text
column collection.language text collate C not null
column collection.profile text collate C not null
column collection.embedding_model text collate C
column collection.metadata jsonb not null
column collection.version bigint not null
column collection.created_at timestamp with time zone not null
column collection.updated_at timestamp with time zone not null
column collection.created_by text not null
column document.tenant_id text collate C not null
column document.id uuid not null
column document.collection_id uuid not null
column document.external_id text collate C not null
column document.title text
column document.source text
column document.content_hash bytea not null
column document.chunk_version bigint not null
column document.chunks integer not null
column document.metadata jsonb not null
column document.valid_from timestamp with time zone
column document.valid_to timestamp with time zone
column document.version bigint not null
column document.created_at timestamp with time zone not null
column document.updated_at timestamp with time zone not null
column document.created_by text not null
column idempotency_claim.tenant_id text collate C not null
column idempotency_claim.principal_id text collate C not null
column idempotency_claim.key text collate C not null
column idempotency_claim.operation text not null
column idempotency_claim.fingerprint text not null
column idempotency_claim.subject_ids uuid[] not null
column idempotency_claim.versions bigint[] not null
column idempotency_claim.expires_at timestamp with time zone not null
column memory.tenant_id text collate C not null
column memory.id uuid not null
column memory.namespace text collate C not null
column memory.key text collate C not null
column memory.content text not null
column memory.category text collate C not null
column memory.importance smallint not null
column memory.tags text[] not null
column memory.metadata jsonb not null
column memory.source text
column memory.valid_from timestamp with time zone
column memory.valid_to timestamp with time zone
column memory.expires_at timestamp with time zone
column memory.version bigint not null
column memory.created_at timestamp with time zone not null
column memory.updated_at timestamp with time zone not null
column memory.recorded_at timestamp with time zone not null
column memory.created_by text not null
column memory.deleted_at timestamp with time zone
column memory.words tsvector not null generated holdfast.memory_words(key, tags, content)
column memory_history.tenant_id text collate C not null
column memory_history.id uuid not null
column memory_history.namespace text collate C not null
column memory_history.key text collate C not null
column memory_history.content text not null
column memory_history.category text collate C not null
column memory_history.importance smallint not null
column memory_history.tags text[] not null
column memory_history.metadata jsonb not null
column memory_history.source text
column memory_history.valid_from timestamp with time zone
column memory_history.valid_to timestamp with time zone
column memory_history.expires_at timestamp with time zone
column memory_history.version bigint not null
column memory_history.created_at timestamp with time zone not null
column memory_history.updated_at timestamp with time zone not null
column memory_history.recorded_at timestamp with time zone not null
column memory_history.created_by text not null
column memory_history.deleted_at timestamp with time zone
column memory_history.superseded_at timestamp with time zone not null
column tenant.tenant_id text collate C not null
column tenant.created_at timestamp with time zone not null
constraint api_key.api_key_pkey PRIMARY KEY (tenant_id, id)
constraint api_key.api_key_role_check CHECK ((role = ANY (ARRAY['admin'::text, 'writer'::text, 'reader'::text])))
constraint api_key.api_key_secret_hash_check CHECK ((secret_hash ~ '^[0-9a-f]{64}$'::text))
constraint api_key.api_key_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES holdfast.tenant(tenant_id)
constraint audit_entry.audit_entry_check CHECK (((sequence IS NULL) = (hash IS NULL)))
constraint audit_entry.audit_entry_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text))
constraint audit_entry.audit_entry_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text])))
constraint audit_entry.audit_entry_pkey PRIMARY KEY (tenant_id, id)
constraint chunk.chunk_document FOREIGN KEY (tenant_id, document_id) REFERENCES holdfast.document(tenant_id, id) ON DELETE CASCADE
constraint chunk.chunk_headings_check CHECK ((cardinality(headings) <= 8))
constraint chunk.chunk_metadata_check CHECK ((jsonb_typeof(metadata) = 'object'::text))
constraint chunk.chunk_ordinal_check CHECK ((ordinal >= 0))
constraint chunk.chunk_pkey PRIMARY KEY (tenant_id, id)
constraint chunk.chunk_place UNIQUE (tenant_id, document_id, ordinal)
constraint chunk.chunk_text_check CHECK (((octet_length(text) >= 1) AND (octet_length(text) <= 32768)))
constraint chunk.chunk_title_check CHECK (((octet_length(title) >= 1) AND (octet_length(title) <= 16384)))
constraint chunk.chunk_token_count_check CHECK ((token_count >= 0))
constraint collection.collection_description_check CHECK (((char_length(description) >= 1) AND (char_length(description) <= 4096)))
constraint collection.collection_embedding_model_check CHECK (((octet_length(embedding_model) >= 1) AND (octet_length(embedding_model) <= 128)))
constraint collection.collection_language_check CHECK ((language ~ '^[a-z]{1,32}$'::text))
constraint collection.collection_metadata_check CHECK ((jsonb_typeof(metadata) = 'object'::text))
constraint collection.collection_name UNIQUE (tenant_id, name)
constraint collection.collection_name_check CHECK ((name ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text))
constraint collection.collection_pkey PRIMARY KEY (tenant_id, id)
constraint collection.collection_profile_check CHECK ((profile = ANY (ARRAY['text'::text, 'schema'::text])))
constraint collection.collection_version_check CHECK ((version >= 1))
constraint document.document_address UNIQUE (tenant_id, collection_id, external_id)
constraint document.document_check CHECK (((chunk_version >= 1) AND (chunk_version <= version)))
constraint document.document_check1 CHECK ((valid_from < valid_to))
constraint document.document_chunks_check CHECK ((chunks >= 0))
constraint document.document_collection FOREIGN KEY (tenant_id, collection_id) REFERENCES holdfast.collection(tenant_id, id) ON DELETE CASCADE
constraint document.document_content_hash_check CHECK ((octet_length(content_hash) = 32))
constraint document.document_external_id_check CHECK (((octet_length(external_id) >= 1) AND (octet_length(external_id) <= 768)))
constraint document.document_metadata_check CHECK ((jsonb_typeof(metadata) = 'object'::text))
constraint document.document_pkey PRIMARY KEY (tenant_id, id)
constraint document.document_source_check CHECK (((char_length(source) >= 1) AND (char_length(source) <= 2048)))
constraint document.document_title_check CHECK (((char_length(title) >= 1) AND (char_length(title) <= 512)))
constraint document.document_version_check CHECK ((version >= 1))
constraint idempotency_claim.idempotency_claim_check CHECK ((cardinality(subject_ids) = cardinality(versions)))
constraint idempotency_claim.idempotency_claim_pkey PRIMARY KEY (tenant_id, principal_id, key)
constraint memory.memory_address UNIQUE (tenant_id, namespace, key)
constraint memory.memory_category_check CHECK (((char_length(category) >= 1) AND (char_length(category) <= 64)))
constraint memory.memory_check CHECK ((valid_from < valid_to))
constraint memory.memory_content_check CHECK (((octet_length(content) >= 1) AND (octet_length(content) <= 262144)))
constraint memory.memory_importance_check CHECK (((importance >= 1) AND (importance <= 10)))
constraint memory.memory_key_check CHECK (((octet_length(key) >= 1) AND (octet_length(key) <= 768)))
constraint memory.memory_metadata_check CHECK ((jsonb_typeof(metadata) = 'object'::text))
constraint memory.memory_namespace_check CHECK (((octet_length(namespace) >= 1) AND (octet_length(namespace) <= 1536)))
constraint memory.memory_pkey PRIMARY KEY (tenant_id, id)
constraint memory.memory_source_check CHECK (((char_length(source) >= 1) AND (char_length(source) <= 2048)))
constraint memory.memory_tags_check CHECK ((cardinality(tags) <= 64))
constraint memory.memory_version_check CHECK ((version >= 1))
constraint memory_history.memory_history_check CHECK ((recorded_at < superseded_at))
constraint memory_history.memory_history_pkey PRIMARY KEY (tenant_id, id, version)
constraint tenant.tenant_pkey PRIMARY KEY (tenant_id)
constraint tenant.tenant_tenant_id_check CHECK ((tenant_id ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text))
CREATE INDEX api_key_id ON holdfast.api_key USING btree (id)
CREATE UNIQUE INDEX api_key_pkey ON holdfast.api_key USING btree (tenant_id, id)
CREATE UNIQUE INDEX audit_entry_pkey ON holdfast.audit_entry USING btree (tenant_id, id)
CREATE UNIQUE INDEX audit_entry_sequence ON holdfast.audit_entry USING btree (tenant_id, sequence) WHERE (sequence IS NOT NULL)
CREATE INDEX audit_entry_time ON holdfast.audit_entry USING btree (tenant_id, at, id)
CREATE INDEX audit_entry_unsealed ON holdfast.audit_entry USING btree (tenant_id, id) WHERE (sequence IS NULL)
CREATE UNIQUE INDEX chunk_pkey ON holdfast.chunk USING btree (tenant_id, id)
CREATE UNIQUE INDEX chunk_place ON holdfast.chunk USING btree (tenant_id, document_id, ordinal)
CREATE UNIQUE INDEX collection_name ON holdfast.collection USING btree (tenant_id, name)
CREATE UNIQUE INDEX collection_pkey ON holdfast.collection USING btree (tenant_id, id)
CREATE UNIQUE INDEX document_address ON holdfast.document USING btree (tenant_id, collection_id, external_id)
CREATE UNIQUE INDEX document_pkey ON holdfast.document USING btree (tenant_id, id)
CREATE INDEX idempotency_claim_expiry ON holdfast.idempotency_claim USING btree (tenant_id, expires_at)
CREATE UNIQUE INDEX idempotency_claim_pkey ON holdfast.idempotency_claim USING btree (tenant_id, principal_id, key)
CREATE UNIQUE INDEX memory_address ON holdfast.memory USING btree (tenant_id, namespace, key)
CREATE INDEX memory_category ON holdfast.memory USING btree (tenant_id, category, namespace, key)
CREATE INDEX memory_history_address ON holdfast.memory_history USING btree (tenant_id, namespace, key, recorded_at)
CREATE UNIQUE INDEX memory_history_pkey ON holdfast.memory_history USING btree (tenant_id, id, version)
CREATE UNIQUE INDEX memory_pkey ON holdfast.memory USING btree (tenant_id, id)
CREATE INDEX memory_trigrams ON holdfast.memory USING gin ("left"(content, 1000) holdfast.gin_trgm_ops)
CREATE INDEX memory_words ON holdfast.memory USING gin (words)
CREATE UNIQUE INDEX tenant_pkey ON holdfast.tenant USING btree (tenant_id)
policy api_key.api_key_insert for a to public using () check ((tenant_id = holdfast.current_tenant()))
policy api_key.api_key_read for r to public using (
CASE
    WHEN (current_setting('holdfast.presented_key'::text, true) <> ''::text) THEN (id = (current_setting('holdfast.presented_key'::text, true))::uuid)
    ELSE (tenant_id = holdfast.current_tenant())
END) check ()
policy api_key.api_key_update for w to public using ((tenant_id = holdfast.current_tenant())) check ((tenant_id = holdfast.current_tenant()))
policy audit_entry.audit_entry_tenant for * to public using ((tenant_id = holdfast.current_tenant())) check ((tenant_id = holdfast.current_tenant()))
policy chunk.chunk_search for r to holdfast_search using (true) check ()
policy chunk.chunk_tenant for * to public using ((tenant_id = holdfast.current_tenant())) check ((tenant_id = holdfast.current_tenant()))
policy collection.collection_search for r to holdfast_search using (true) check ()
policy collection.collection_tenant for * to public using ((tenant_id = holdfast.current_tenant())) check ((tenant_id = holdfast.current_tenant()))
policy document.document_search for r to holdfast_search using (true) check ()
policy document.document_tenant for * to public using ((tenant_id = holdfast.current_tenant())) check ((tenant_id = holdfast.current_tenant()))
policy idempotency_claim.idempotency_claim_tenant for * to public using ((tenant_id = holdfast.current_tenant())) check ((tenant_id = holdfast.current_tenant()))
policy memory.memory_search for r to holdfast_search using (true) check ()
policy memory.memory_tenant for * to public using ((tenant_id = holdfast.current_tenant())) check ((tenant_id = holdfast.current_tenant()))
policy memory_history.memory_history_tenant for * to public using ((tenant_id = holdfast.current_tenant())) check ((tenant_id = holdfast.current_tenant()))
policy tenant.tenant_read for r to public using (
CASE
    WHEN (current_setting('holdfast.operator'::text, true) = 'on'::text) THEN true
    ELSE (tenant_id = holdfast.current_tenant())
END) check ()
policy tenant.tenant_write for a to public using () check ((tenant_id = holdfast.current_tenant()))
CREATE TRIGGER audit_entry_sealed_once BEFORE UPDATE ON holdfast.audit_entry FOR EACH ROW WHEN ((old.sequence IS NOT NULL)) EXECUTE FUNCTION holdfast.refuse_resealing()
CREATE TRIGGER chunk_has_words BEFORE INSERT OR UPDATE OF language, title, text, words, length ON holdfast.chunk FOR EACH ROW EXECUTE FUNCTION holdfast.index_chunk_words()
CREATE TRIGGER document_keeps_chunks_true BEFORE UPDATE ON holdfast.document FOR EACH ROW EXECUTE FUNCTION holdfast.keep_chunks_true()
CREATE TRIGGER memory_keeps_history AFTER UPDATE ON holdfast.memory FOR EACH ROW EXECUTE FUNCTION holdfast.keep_memory_history()
owner holdfast_owner: CREATE OR REPLACE FUNCTION holdfast.any_word(query text)
 RETURNS tsquery
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (replace((plainto_tsquery('english'::regconfig, query))::text, ' & '::text, ' | '::text))::tsquery
owner holdfast_owner: CREATE OR REPLACE FUNCTION holdfast.chunk_words(language text, title text, text text)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (setweight(to_tsvector((('pg_catalog.'::text || language))::regconfig, COALESCE(title, ''::text)), 'A'::"char") || setweight(to_tsvector((('pg_catalog.'::text || language))::regconfig, text), 'D'::"char"))
owner holdfast_owner: CREATE OR REPLACE FUNCTION holdfast.content_hash(text text)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN sha256(convert_to(text, 'UTF8'::name))
owner holdfast_owner: CREATE OR REPLACE FUNCTION holdfast.current_tenant()
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN COALESCE(NULLIF(current_setting('holdfast.tenant'::text, true), ''::text), holdfast.no_tenant())
owner holdfast_owner: CREATE OR REPLACE FUNCTION holdfast.each_word(query text)
 RETURNS tsquery[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ARRAY(SELECT plainto_tsquery('simple'::regconfig, word.word) AS plainto_tsquery FROM unnest(tsvector_to_array(to_tsvector('english'::regconfig, each_word.query))) word(word))
owner holdfast_owner: CREATE OR REPLACE FUNCTION holdfast.index_chunk_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    NEW.words := holdfast.chunk_words(NEW.language, NEW.title, NEW.text);
    NEW.length := (SELECT coalesce(sum(cardinality(positions)), 0) FROM unnest(NEW.words));
    RETURN NEW;
END
$function$
owner holdfast_owner: CREATE OR REPLACE FUNCTION holdfast.keep_chunks_true()
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
$function$
owner holdfast_owner: CREATE OR REPLACE FUNCTION holdfast.keep_memory_history()
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
$function$
owner holdfast_owner: CREATE OR REPLACE FUNCTION holdfast.match_score(words tsvector, query tsquery, parts tsquery[])
 RETURNS double precision
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (((SELECT count(*) AS count FROM unnest(match_score.parts) part(part) WHERE (match_score.words @@ part.part)))::double precision + ts_rank(words, query, 32))
owner holdfast_owner: CREATE OR REPLACE FUNCTION holdfast.memory_words(key text, tags text[], content text)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((setweight(to_tsvector('english'::regconfig, translate(key, '_-./:'::text, '     '::text)), 'A'::"char") || setweight(to_tsvector('english'::regconfig, array_to_string(tags, ' '::text)), 'B'::"char")) || setweight(to_tsvector('english'::regconfig, content), 'D'::"char"))
owner holdfast_owner: CREATE OR REPLACE FUNCTION holdfast.no_tenant()
 RETURNS text
 LANGUAGE plpgsql
 STABLE
AS $function$
BEGIN
    RAISE EXCEPTION 'holdfast.tenant is not set' USING ERRCODE = 'insufficient_privilege';
END
$function$
owner holdfast_owner: CREATE OR REPLACE FUNCTION holdfast.refuse_resealing()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    RAISE EXCEPTION 'a sealed audit entry never changes' USING ERRCODE = 'insufficient_privilege';
END
$function$
owner holdfast_search: CREATE OR REPLACE FUNCTION holdfast.search_memories(query text, subtrees text[], lows text[], highs text[], category_ text, min_importance smallint, tags_ text[], expires_before timestamp with time zone, present timestamp with time zone, most integer)
 RETURNS TABLE(memory_id uuid, score double precision)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'holdfast', 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
DECLARE
    all_of tsquery   := plainto_tsquery('english', query);
    any_of tsquery   := any_word(query);
    parts  tsquery[] := each_word(query);
BEGIN
    RETURN QUERY
        SELECT DISTINCT found.id, match_score(found.words, any_of, parts) AS points
        -- What is ranked is bounded, so that a word in every memory does not read them all; whatever has all the words, and so
        -- ranks first, is looked for by itself.
        FROM unnest(ARRAY[all_of, any_of]) AS wanted
            CROSS JOIN LATERAL (
                SELECT m.id, m.words
                FROM memory AS m
                WHERE m.tenant_id = current_tenant()
                  AND m.words @@ wanted
                  AND m.deleted_at IS NULL
                  AND (m.expires_at IS NULL OR m.expires_at > present)
                  AND (subtrees IS NULL OR EXISTS (
                      SELECT FROM unnest(subtrees, lows, highs) AS part (exact, low, high)
                      WHERE m.namespace = part.exact OR (m.namespace >= part.low AND m.namespace < part.high)))
                  AND (category_ IS NULL OR m.category = category_)
                  AND (min_importance IS NULL OR m.importance >= min_importance)
                  AND (tags_ IS NULL OR m.tags @> tags_)
                  AND (expires_before IS NULL OR m.expires_at < expires_before)
                LIMIT 5000) AS found
        ORDER BY points DESC, found.id
        LIMIT most;
    IF FOUND THEN
        RETURN;
    END IF;
    PERFORM set_config('pg_trgm.word_similarity_threshold', '0.3', true);
    RETURN QUERY
        SELECT m.id, word_similarity(query, "left"(m.content, 1000))::double precision AS points
        FROM memory AS m
        WHERE m.tenant_id = current_tenant()
          AND query <% "left"(m.content, 1000)
          AND m.deleted_at IS NULL
          AND (m.expires_at IS NULL OR m.expires_at > present)
          AND (subtrees IS NULL OR EXISTS (
              SELECT FROM unnest(subtrees, lows, highs) AS part (exact, low, high)
              WHERE m.namespace = part.exact OR (m.namespace >= part.low AND m.namespace < part.high)))
          AND (category_ IS NULL OR m.category = category_)
          AND (min_importance IS NULL OR m.importance >= min_importance)
          AND (tags_ IS NULL OR m.tags @> tags_)
          AND (expires_before IS NULL OR m.expires_at < expires_before)
        ORDER BY points DESC, m.id
        LIMIT most;
END
$function$
grant INSERT on api_key to holdfast_app
grant SELECT on api_key to holdfast_app
grant UPDATE on api_key.revoked_at to holdfast_app
grant INSERT on audit_entry to holdfast_app
grant SELECT on audit_entry to holdfast_app
grant UPDATE on audit_entry.hash to holdfast_app
grant UPDATE on audit_entry.sequence to holdfast_app
grant DELETE on chunk to holdfast_app
grant INSERT on chunk to holdfast_app
grant SELECT on chunk to holdfast_app
grant UPDATE on chunk to holdfast_app
grant SELECT on chunk to holdfast_search
grant DELETE on collection to holdfast_app
grant INSERT on collection to holdfast_app
grant SELECT on collection to holdfast_app
grant UPDATE on collection to holdfast_app
grant SELECT on collection to holdfast_search
grant DELETE on document to holdfast_app
grant INSERT on document to holdfast_app
grant SELECT on document to holdfast_app
grant UPDATE on document to holdfast_app
grant SELECT on document to holdfast_search
grant DELETE on idempotency_claim to holdfast_app
grant INSERT on idempotency_claim to holdfast_app
grant SELECT on idempotency_claim to holdfast_app
grant INSERT on memory to holdfast_app
grant SELECT on memory to holdfast_app
grant UPDATE on memory to holdfast_app
grant SELECT on memory to holdfast_search
grant INSERT on memory_history to holdfast_app
grant SELECT on memory_history to holdfast_app
grant INSERT on tenant to holdfast_app
grant SELECT on tenant to holdfast_app
grant USAGE on schema to holdfast_app
grant USAGE on schema to holdfast_search
