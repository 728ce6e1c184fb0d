-- What is done at certain times by one of all servers. What servers do for the whole installation stands under a tenant that no caller has.
CREATE TABLE holdfast.job (
    tenant_id    text COLLATE "C" NOT NULL,
    name         text COLLATE "C" NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
    slot         timestamptz      NOT NULL,
    node         text             NOT NULL,
    begun_at     timestamptz      NOT NULL,
    until        timestamptz      NOT NULL,
    ended_at     timestamptz,
    failure      text CHECK (char_length(failure) <= 500),
    succeeded_at timestamptz,
    PRIMARY KEY (tenant_id, name),
    CHECK (failure IS NULL OR ended_at IS NOT NULL)
);

ALTER TABLE holdfast.job ENABLE ROW LEVEL SECURITY;
ALTER TABLE holdfast.job FORCE ROW LEVEL SECURITY;

CREATE POLICY job_tenant ON holdfast.job
    USING (tenant_id = holdfast.current_tenant()) WITH CHECK (tenant_id = holdfast.current_tenant());

GRANT SELECT, INSERT, UPDATE ON holdfast.job TO holdfast_app;
