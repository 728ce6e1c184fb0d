-- How long a tenant keeps what it has: at most one policy of each kind. The audit has none, because its chain promises that nothing is missing.
CREATE TABLE holdfast.retention_policy (
    tenant_id       text COLLATE "C" NOT NULL,
    kind            text             NOT NULL CHECK (kind IN ('memories', 'expired_memories', 'deleted_memories', 'memory_versions',
                                                              'documents', 'recalls')),
    max_age_days    integer CHECK (max_age_days BETWEEN 1 AND 36500),
    max_count       bigint CHECK (max_count >= 0),
    keep_importance smallint CHECK (keep_importance BETWEEN 1 AND 10),
    version         bigint           NOT NULL CHECK (version >= 1),
    updated_at      timestamptz      NOT NULL,
    updated_by      text             NOT NULL,
    PRIMARY KEY (tenant_id, kind),
    CHECK (max_age_days IS NOT NULL OR max_count IS NOT NULL)
);

-- What is left of a memory that was removed for good. Whoever writes there later goes on from its id and version: a version is never two,
-- and nobody who remembers an old one can change a new one.
CREATE TABLE holdfast.memory_tombstone (
    tenant_id   text COLLATE "C" NOT NULL,
    namespace   text COLLATE "C" NOT NULL,
    key         text COLLATE "C" NOT NULL,
    id          uuid             NOT NULL,
    version     bigint           NOT NULL CHECK (version >= 1),
    recorded_at timestamptz      NOT NULL,
    removed_at  timestamptz      NOT NULL,
    PRIMARY KEY (tenant_id, namespace, key)
);

ALTER TABLE holdfast.retention_policy ENABLE ROW LEVEL SECURITY;
ALTER TABLE holdfast.retention_policy FORCE ROW LEVEL SECURITY;
ALTER TABLE holdfast.memory_tombstone ENABLE ROW LEVEL SECURITY;
ALTER TABLE holdfast.memory_tombstone FORCE ROW LEVEL SECURITY;

CREATE POLICY retention_policy_tenant ON holdfast.retention_policy
    USING (tenant_id = holdfast.current_tenant()) WITH CHECK (tenant_id = holdfast.current_tenant());
CREATE POLICY memory_tombstone_tenant ON holdfast.memory_tombstone
    USING (tenant_id = holdfast.current_tenant()) WITH CHECK (tenant_id = holdfast.current_tenant());

GRANT SELECT, INSERT, UPDATE, DELETE ON holdfast.retention_policy TO holdfast_app;
GRANT SELECT ON holdfast.memory_tombstone TO holdfast_app;

CREATE FUNCTION holdfast.go_on_from_tombstone() RETURNS trigger
    LANGUAGE plpgsql
AS $$
DECLARE
    before holdfast.memory_tombstone;
BEGIN
    SELECT * INTO before FROM holdfast.memory_tombstone AS t
    WHERE t.tenant_id = NEW.tenant_id AND t.namespace = NEW.namespace AND t.key = NEW.key;
    IF FOUND THEN
        NEW.id := before.id;
        NEW.version := before.version + 1;
        NEW.recorded_at := greatest(NEW.recorded_at, before.recorded_at + interval '1 microsecond');
        NEW.updated_at := NEW.recorded_at;
        NEW.created_at := NEW.recorded_at;
    END IF;
    RETURN NEW;
END
$$;

-- An upsert that waited for the removal of the row it met has looked for a tombstone before there was one. It begins again.
CREATE FUNCTION holdfast.refuse_second_beginning() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (SELECT FROM holdfast.memory_tombstone AS t
               WHERE t.tenant_id = NEW.tenant_id AND t.namespace = NEW.namespace AND t.key = NEW.key AND t.version >= NEW.version) THEN
        RAISE EXCEPTION 'the memory was removed a moment ago' USING ERRCODE = 'serialization_failure';
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER memory_goes_on
    BEFORE INSERT ON holdfast.memory
    FOR EACH ROW
EXECUTE FUNCTION holdfast.go_on_from_tombstone();

CREATE TRIGGER memory_begins_once
    AFTER INSERT ON holdfast.memory
    FOR EACH ROW
EXECUTE FUNCTION holdfast.refuse_second_beginning();

-- Traffic may not delete memories and what they were. These functions do, as the owner, whom row-level security binds to the tenant of the
-- transaction as well: only rows that are still of the version that was looked at, and no memory before its past or without a tombstone.
CREATE FUNCTION holdfast.remove_memories(ids uuid[], versions bigint[], at timestamptz) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = holdfast, pg_catalog, pg_temp
AS $$
DECLARE
    removed bigint;
BEGIN
    WITH gone AS (
        DELETE FROM memory AS m
        USING unnest(ids, versions) AS wanted (id, version)
        WHERE m.tenant_id = current_tenant() AND m.id = wanted.id AND m.version = wanted.version
          AND NOT EXISTS (SELECT FROM memory_history AS h WHERE h.tenant_id = current_tenant() AND h.id = m.id)
        RETURNING m.tenant_id, m.namespace, m.key, m.id, m.version, m.recorded_at),
    marked AS (
        INSERT INTO memory_tombstone AS t (tenant_id, namespace, key, id, version, recorded_at, removed_at)
        SELECT gone.*, at FROM gone
        ON CONFLICT (tenant_id, namespace, key) DO UPDATE
        SET id = excluded.id, version = excluded.version, recorded_at = excluded.recorded_at, removed_at = excluded.removed_at)
    SELECT count(*) INTO removed FROM gone;
    RETURN removed;
END
$$;

CREATE FUNCTION holdfast.remove_memory_versions(ids uuid[], versions bigint[]) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = holdfast, pg_catalog, pg_temp
AS $$
DECLARE
    removed bigint;
BEGIN
    DELETE FROM memory_history AS h
    USING unnest(ids, versions) AS wanted (id, version)
    WHERE h.tenant_id = current_tenant() AND h.id = wanted.id AND h.version = wanted.version;
    GET DIAGNOSTICS removed = ROW_COUNT;
    RETURN removed;
END
$$;

-- The past of memories that are to go themselves: only while they have the version that was looked at. They are held, so that whoever changes
-- one waits until its past is gone and then begins a new one, or was first and keeps it all.
CREATE FUNCTION holdfast.remove_past_of_memories(memories uuid[], seen bigint[], ids uuid[], versions bigint[]) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = holdfast, pg_catalog, pg_temp
AS $$
DECLARE
    removed bigint;
BEGIN
    WITH held AS MATERIALIZED (
        SELECT m.id, m.version
        FROM memory AS m
            JOIN unnest(memories, seen) AS looked_at (id, version) ON m.id = looked_at.id AND m.version = looked_at.version
        WHERE m.tenant_id = current_tenant()
          AND m.id = ANY (ids)
        ORDER BY m.id
        FOR UPDATE OF m)
    DELETE FROM memory_history AS h
    USING held, unnest(ids, versions) AS wanted (id, version)
    WHERE h.tenant_id = current_tenant() AND h.id = held.id AND h.version < held.version
      AND h.id = wanted.id AND h.version = wanted.version;
    GET DIAGNOSTICS removed = ROW_COUNT;
    RETURN removed;
END
$$;

REVOKE ALL ON FUNCTION holdfast.remove_memories FROM PUBLIC;
REVOKE ALL ON FUNCTION holdfast.remove_memory_versions FROM PUBLIC;
REVOKE ALL ON FUNCTION holdfast.remove_past_of_memories FROM PUBLIC;
GRANT EXECUTE ON FUNCTION holdfast.remove_memories TO holdfast_app;
GRANT EXECUTE ON FUNCTION holdfast.remove_memory_versions TO holdfast_app;
GRANT EXECUTE ON FUNCTION holdfast.remove_past_of_memories TO holdfast_app;
