CREATE TABLE holdfast.audit_entry (
    tenant_id       text COLLATE "C" NOT NULL,
    id              uuid             NOT NULL,
    at              timestamptz      NOT NULL,
    principal_id    text             NOT NULL,
    request_id      text             NOT NULL,
    action          text             NOT NULL,
    subject_type    text             NOT NULL,
    subject_name    text             NOT NULL,
    subject_id      uuid,
    subject_version bigint,
    outcome         text             NOT NULL CHECK (outcome IN ('done', 'refused')),
    -- The place in the tenant's hash chain, filled once by the sealer.
    sequence        bigint,
    hash            text CHECK (hash ~ '^[0-9a-f]{64}$'),
    PRIMARY KEY (tenant_id, id),
    CHECK ((sequence IS NULL) = (hash IS NULL))
);

CREATE UNIQUE INDEX audit_entry_sequence ON holdfast.audit_entry (tenant_id, sequence) WHERE sequence IS NOT NULL;
CREATE INDEX audit_entry_unsealed ON holdfast.audit_entry (tenant_id, id) WHERE sequence IS NULL;
CREATE INDEX audit_entry_time ON holdfast.audit_entry (tenant_id, at, id);

CREATE FUNCTION holdfast.refuse_resealing() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION 'a sealed audit entry never changes' USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER audit_entry_sealed_once
    BEFORE UPDATE ON holdfast.audit_entry
    FOR EACH ROW
    WHEN (OLD.sequence IS NOT NULL)
EXECUTE FUNCTION holdfast.refuse_resealing();

ALTER TABLE holdfast.audit_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE holdfast.audit_entry FORCE ROW LEVEL SECURITY;

CREATE POLICY audit_entry_tenant ON holdfast.audit_entry
    USING (tenant_id = holdfast.current_tenant()) WITH CHECK (tenant_id = holdfast.current_tenant());

-- Append only: no DELETE, and no UPDATE but of the seal.
GRANT SELECT, INSERT ON holdfast.audit_entry TO holdfast_app;
GRANT UPDATE (sequence, hash) ON holdfast.audit_entry TO holdfast_app;
