package dev.holdfast.postgres.operations;

/** The statements that ask a database for its size. */
final class SizeSql {
    /** What is no table, index or long value (maps of free room) counts as the table's. */
    static final String TABLES = """
            SELECT c.relname AS name,
                   coalesce(nullif(s.n_live_tup, 0), greatest(c.reltuples, 0)::bigint) AS rows,
                   coalesce(s.n_dead_tup, 0) AS dead,
                   pg_total_relation_size(c.oid) AS bytes,
                   pg_indexes_size(c.oid) AS indexes,
                   CASE WHEN c.reltoastrelid = 0 THEN 0 ELSE pg_total_relation_size(c.reltoastrelid) END AS toast,
                   greatest(s.last_vacuum, s.last_autovacuum) AS vacuumed,
                   greatest(s.last_analyze, s.last_autoanalyze) AS analyzed,
                   greatest(age(c.relfrozenxid), 0) AS age,
                   -- What the rows should take, by the width of their columns; 0 without statistics.
                   coalesce((SELECT sum((1 - p.null_frac) * p.avg_width) + 28 FROM pg_stats AS p
                             WHERE p.schemaname = 'holdfast' AND p.tablename = c.relname), 0)
                       * greatest(c.reltuples, 0) AS expected,
                   pg_relation_size(c.oid) AS heap
            FROM pg_class AS c LEFT JOIN pg_stat_user_tables AS s ON s.relid = c.oid
            WHERE c.relnamespace = to_regnamespace('holdfast') AND c.relkind = 'r'
            ORDER BY bytes DESC, name
            """;

    static final String AGE = """
            SELECT age(datfrozenxid) AS age, current_setting('autovacuum') AS autovacuum
            FROM pg_database WHERE datname = current_database()
            """;

    /** By the statistics of each table: how often each tenant was met when it was analyzed. */
    static final String TENANTS = """
            SELECT tenant, sum(part)::bigint AS rows
            FROM (SELECT v.tenant, v.share * greatest(c.reltuples, 0) AS part
                  FROM pg_stats AS p
                      JOIN pg_class AS c ON c.relnamespace = to_regnamespace('holdfast') AND c.relname = p.tablename,
                      LATERAL unnest(p.most_common_vals::text::text[], p.most_common_freqs) AS v (tenant, share)
                  WHERE p.schemaname = 'holdfast' AND p.attname = 'tenant_id') AS met
            GROUP BY tenant ORDER BY rows DESC, tenant LIMIT 100
            """;

    private SizeSql() {}
}
