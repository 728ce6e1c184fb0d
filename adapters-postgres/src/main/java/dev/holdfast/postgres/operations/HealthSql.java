package dev.holdfast.postgres.operations;

/** The statements with which a database is looked at. */
final class HealthSql {
    /** Nobody's tenant: what is written under it is seen by no caller. */
    static final String NOBODY = "holdfast-health";

    static final String SOMEBODY_ELSE = "holdfast-health-other";

    static final String AS_TENANT = "SELECT set_config('holdfast.tenant', ?, true)";

    static final String WRITE = """
            INSERT INTO holdfast.idempotency_claim
                (tenant_id, principal_id, key, operation, fingerprint, subject_ids, versions, expires_at)
            VALUES ('holdfast-health', 'system/health', gen_random_uuid()::text, 'health', '', '{}', '{}', now() + interval '1 hour')
            RETURNING key
            """;

    /** Without the predicate that every other statement has: it is row-level security that has to answer. */
    static final String READ_BACK = "SELECT count(*) FROM holdfast.idempotency_claim WHERE key = ?";

    static final String DELETE =
            "DELETE FROM holdfast.idempotency_claim WHERE tenant_id = 'holdfast-health' AND key = ?";

    static final String SOME_TENANT = """
            SELECT set_config('holdfast.operator', 'on', true);
            SELECT tenant_id FROM holdfast.tenant ORDER BY created_at, tenant_id LIMIT 1
            """;

    static final String NO_LONGER_OPERATOR = "SELECT set_config('holdfast.operator', 'off', true)";

    static final String JOIN = """
            SELECT count(DISTINCT d.id) AS documents, count(*) AS chunks, coalesce(sum(h.token_count), 0) AS tokens
            FROM (SELECT tenant_id, id, collection_id FROM holdfast.document WHERE tenant_id = ? LIMIT 20) AS d
                JOIN holdfast.collection AS c ON c.tenant_id = d.tenant_id AND c.id = d.collection_id
                JOIN holdfast.chunk AS h
                    ON h.tenant_id = d.tenant_id AND h.collection_id = d.collection_id AND h.document_id = d.id
            """;

    static final String UNSAFE_SETTINGS = """
            SELECT name FROM pg_settings
            WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off' ORDER BY name
            """;

    static final String CONNECTIONS = """
            SELECT current_setting('max_connections')::int AS most,
                   current_setting('superuser_reserved_connections')::int
                       + coalesce(current_setting('reserved_connections', true), '0')::int AS reserved,
                   (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend') AS used
            """;

    static final String TRANSACTIONS = """
            WITH session AS (
                SELECT pid, state, query,
                       extract(epoch FROM clock_timestamp() - xact_start)::bigint AS seconds,
                       extract(epoch FROM clock_timestamp() - state_change)::bigint AS idle_seconds
                FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid())
            SELECT coalesce((SELECT max(seconds) FROM session), 0) AS oldest,
                   coalesce((SELECT pid FROM session WHERE seconds IS NOT NULL ORDER BY seconds DESC LIMIT 1), 0) AS oldest_pid,
                   coalesce((SELECT max(idle_seconds) FROM session WHERE state LIKE 'idle in transaction%'), 0) AS idle,
                   coalesce((SELECT pid FROM session WHERE state LIKE 'idle in transaction%'
                             ORDER BY idle_seconds DESC LIMIT 1), 0) AS idle_pid,
                   (SELECT count(*) FROM session WHERE query = '<insufficient privilege>') AS hidden,
                   (SELECT coalesce(max(extract(epoch FROM clock_timestamp() - prepared)::bigint), 0)
                    FROM pg_prepared_xacts) AS prepared,
                   (SELECT max(age(datfrozenxid)) FROM pg_database) AS age
            """;

    static final String AS_PRIMARY = """
            SELECT count(*) AS standbys,
                   count(*) FILTER (WHERE sync_state IN ('sync', 'quorum')) AS synchronous,
                   coalesce(max(pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)), 0)::bigint AS behind,
                   coalesce(max(extract(epoch FROM replay_lag)), 0)::bigint AS seconds,
                   count(*) FILTER (WHERE state IS NULL) AS hidden,
                   current_setting('synchronous_standby_names') <> '' AS wants_synchronous,
                   (SELECT count(*) FROM pg_replication_slots WHERE NOT active AND restart_lsn IS NOT NULL) AS idle_slots,
                   (SELECT coalesce(max(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)), 0)::bigint
                    FROM pg_replication_slots WHERE NOT active) AS held
            FROM pg_stat_replication
            """;

    static final String AS_STANDBY = """
            SELECT CASE WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
                        ELSE coalesce(extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()), 0)::bigint END
                       AS seconds
            """;

    static final String DATABASE_SIZE = "SELECT pg_database_size(current_database())";

    /** The second of its last change tells whether a folder of the same name here is the same. */
    static final String DATA_FOLDER = """
            SELECT current_setting('data_directory', true) AS folder,
                   extract(epoch FROM (pg_stat_file('.')).modification)::bigint AS changed
            """;

    static final String BROKEN_INDEXES = """
            SELECT c.relname FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid JOIN pg_am AS a ON a.oid = c.relam
            WHERE c.relnamespace = to_regnamespace('holdfast') AND NOT (i.indisvalid AND i.indisready) AND a.amname <> 'hnsw'
              AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index AS p WHERE p.index_relid = i.indexrelid)
            ORDER BY c.relname
            """;

    private HealthSql() {}
}
