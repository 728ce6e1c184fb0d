-- The tenant of the running transaction. It raises when none is set, because a policy that yields NULL would turn a forgotten
-- setting into "no rows", silently. An inlinable SQL function, so a policy costs one look at a setting.
CREATE FUNCTION holdfast.no_tenant() RETURNS text
    LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RAISE EXCEPTION 'holdfast.tenant is not set' USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE FUNCTION holdfast.current_tenant() RETURNS text
    LANGUAGE sql STABLE
    RETURN coalesce(nullif(current_setting('holdfast.tenant', true), ''), holdfast.no_tenant());

CREATE TABLE holdfast.tenant (
    tenant_id  text COLLATE "C" PRIMARY KEY CHECK (tenant_id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    created_at timestamptz NOT NULL
);

CREATE TABLE holdfast.api_key (
    tenant_id   text COLLATE "C" NOT NULL REFERENCES holdfast.tenant,
    id          uuid             NOT NULL,
    name        text             NOT NULL,
    role        text             NOT NULL CHECK (role IN ('admin', 'writer', 'reader')),
    namespaces  text[]           NOT NULL,
    secret_hash text             NOT NULL CHECK (secret_hash ~ '^[0-9a-f]{64}$'),
    created_at  timestamptz      NOT NULL,
    created_by  text             NOT NULL,
    expires_at  timestamptz,
    revoked_at  timestamptz,
    PRIMARY KEY (tenant_id, id)
);

-- A presented key is looked up before its tenant is known. Not unique: a global unique index would reveal other tenants' ids.
CREATE INDEX api_key_id ON holdfast.api_key (id);

CREATE TABLE holdfast.idempotency_claim (
    tenant_id    text COLLATE "C" NOT NULL,
    principal_id text COLLATE "C" NOT NULL,
    key          text COLLATE "C" NOT NULL,
    operation    text             NOT NULL,
    fingerprint  text             NOT NULL,
    -- What the change led to: a repeated request is answered by reading these versions again.
    subject_ids  uuid[]           NOT NULL,
    versions     bigint[]         NOT NULL,
    expires_at   timestamptz      NOT NULL,
    PRIMARY KEY (tenant_id, principal_id, key),
    CHECK (cardinality(subject_ids) = cardinality(versions))
);

CREATE INDEX idempotency_claim_expiry ON holdfast.idempotency_claim (tenant_id, expires_at);

ALTER TABLE holdfast.tenant ENABLE ROW LEVEL SECURITY;
ALTER TABLE holdfast.tenant FORCE ROW LEVEL SECURITY;
ALTER TABLE holdfast.api_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE holdfast.api_key FORCE ROW LEVEL SECURITY;
ALTER TABLE holdfast.idempotency_claim ENABLE ROW LEVEL SECURITY;
ALTER TABLE holdfast.idempotency_claim FORCE ROW LEVEL SECURITY;

-- The server's own work goes through all tenants and needs their names; it says so for one transaction.
CREATE POLICY tenant_read ON holdfast.tenant FOR SELECT
    USING (CASE WHEN current_setting('holdfast.operator', true) = 'on' THEN true
                ELSE tenant_id = holdfast.current_tenant() END);
CREATE POLICY tenant_write ON holdfast.tenant FOR INSERT
    WITH CHECK (tenant_id = holdfast.current_tenant());

-- Whoever presents a key id sees that key and nothing else.
CREATE POLICY api_key_read ON holdfast.api_key FOR SELECT
    USING (CASE WHEN current_setting('holdfast.presented_key', true) <> ''
                THEN id = current_setting('holdfast.presented_key', true)::uuid
                ELSE tenant_id = holdfast.current_tenant() END);
CREATE POLICY api_key_insert ON holdfast.api_key FOR INSERT
    WITH CHECK (tenant_id = holdfast.current_tenant());
CREATE POLICY api_key_update ON holdfast.api_key FOR UPDATE
    USING (tenant_id = holdfast.current_tenant()) WITH CHECK (tenant_id = holdfast.current_tenant());

CREATE POLICY idempotency_claim_tenant ON holdfast.idempotency_claim
    USING (tenant_id = holdfast.current_tenant()) WITH CHECK (tenant_id = holdfast.current_tenant());

GRANT USAGE ON SCHEMA holdfast TO holdfast_app;
GRANT SELECT, INSERT ON holdfast.tenant TO holdfast_app;
GRANT SELECT, INSERT ON holdfast.api_key TO holdfast_app;
GRANT UPDATE (revoked_at) ON holdfast.api_key TO holdfast_app;
GRANT SELECT, INSERT, DELETE ON holdfast.idempotency_claim TO holdfast_app;
-- Readiness asks for the version.
GRANT SELECT ON holdfast.schema_history TO holdfast_app;
