-- What was answered to whom. One row of arrays and not a table of items: it is written with every answer.
CREATE TABLE holdfast.recall (
    tenant_id     text COLLATE "C" NOT NULL,
    id            uuid             NOT NULL,
    at            timestamptz      NOT NULL,
    principal_id  text             NOT NULL,
    request_id    text             NOT NULL,
    query         text             NOT NULL,
    namespace     text COLLATE "C",
    collections   text[]           NOT NULL,
    as_of         timestamptz,
    embedding     text             NOT NULL CHECK (embedding IN ('used', 'none', 'unavailable')),
    tuning        jsonb            NOT NULL CHECK (jsonb_typeof(tuning) = 'object'),
    tokens        integer          NOT NULL CHECK (tokens >= 0),
    -- Of the items, the best first.
    item_kinds    text[]           NOT NULL CHECK (item_kinds <@ ARRAY['memory', 'chunk']),
    item_ids      uuid[]           NOT NULL,
    item_versions bigint[]         NOT NULL,
    item_scores   double precision[] NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CHECK (cardinality(item_ids) = cardinality(item_kinds)
        AND cardinality(item_ids) = cardinality(item_versions)
        AND cardinality(item_ids) = cardinality(item_scores))
);

CREATE INDEX recall_time ON holdfast.recall (tenant_id, at, id);

CREATE TABLE holdfast.recall_feedback (
    tenant_id    text COLLATE "C" NOT NULL,
    recall_id    uuid             NOT NULL,
    item_id      uuid             NOT NULL,
    principal_id text COLLATE "C" NOT NULL,
    verdict      text             NOT NULL CHECK (verdict IN ('used', 'wrong', 'outdated')),
    note         text CHECK (char_length(note) BETWEEN 1 AND 1000),
    at           timestamptz      NOT NULL,
    PRIMARY KEY (tenant_id, recall_id, item_id, principal_id),
    CONSTRAINT recall_feedback_recall FOREIGN KEY (tenant_id, recall_id) REFERENCES holdfast.recall ON DELETE CASCADE
);

ALTER TABLE holdfast.recall ENABLE ROW LEVEL SECURITY;
ALTER TABLE holdfast.recall FORCE ROW LEVEL SECURITY;
ALTER TABLE holdfast.recall_feedback ENABLE ROW LEVEL SECURITY;
ALTER TABLE holdfast.recall_feedback FORCE ROW LEVEL SECURITY;

CREATE POLICY recall_tenant ON holdfast.recall
    USING (tenant_id = holdfast.current_tenant()) WITH CHECK (tenant_id = holdfast.current_tenant());
CREATE POLICY recall_feedback_tenant ON holdfast.recall_feedback
    USING (tenant_id = holdfast.current_tenant()) WITH CHECK (tenant_id = holdfast.current_tenant());

-- What was answered never changes; it is forgotten as a whole.
GRANT SELECT, INSERT, DELETE ON holdfast.recall TO holdfast_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON holdfast.recall_feedback TO holdfast_app;
