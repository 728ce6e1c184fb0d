package dev.holdfast.postgres.operations;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rows as programs of each version of the schema have written them, in plain SQL, and what is there of them later. */
final class RowsOfVersions {
    private static final String ID = "'0197f0c2-5f1e-7c31-9a55-2f6f0c1f7f11'";
    private static final String HASH = "decode(repeat('ab', 32), 'hex')";

    /** What a version made room for. */
    private static final Map<Integer, String> WRITTEN = Map.ofEntries(
            Map.entry(1, """
            INSERT INTO holdfast.tenant VALUES ('acme', now());
            INSERT INTO holdfast.api_key (tenant_id, id, name, role, namespaces, secret_hash, created_at, created_by)
            VALUES ('acme', gen_random_uuid(), 'first', 'admin', '{}', repeat('a', 64), now(), 'test');
            INSERT INTO holdfast.idempotency_claim VALUES ('acme', 'p', 'k', 'op', 'f', ARRAY[gen_random_uuid()], ARRAY[1], now());
            """),
            Map.entry(2, """
            INSERT INTO holdfast.audit_entry (tenant_id, id, at, principal_id, request_id, action, subject_type, subject_name, outcome)
            VALUES ('acme', gen_random_uuid(), now(), 'p', 'r', 'memory.set', 'memory', 'n/k', 'done');
            """),
            Map.entry(3, """
            INSERT INTO holdfast.memory (tenant_id, id, namespace, key, content, category, importance, tags, metadata, version,
                created_at, updated_at, recorded_at, created_by)
            SELECT 'acme', gen_random_uuid(), 'n', 'k' || i, 'Green tea is made of leaves ' || i, 'fact', 5, '{a,b}', '{"a": 1}', 1,
                now(), now(), now(), 'p'
            FROM generate_series(1, 3) AS i;
            UPDATE holdfast.memory SET content = 'Black tea', version = 2, recorded_at = now() + interval '1 second' WHERE key = 'k1';
            """),
            Map.entry(4, """
            INSERT INTO holdfast.collection (tenant_id, id, name, language, profile, metadata, version, created_at, updated_at, created_by)
            VALUES ('acme', ID, 'handbook', 'english', 'text', '{}', 1, now(), now(), 'p');
            INSERT INTO holdfast.document (tenant_id, id, collection_id, external_id, content_hash, chunk_version, chunks, metadata,
                version, created_at, updated_at, created_by)
            VALUES ('acme', ID, ID, 'tea.md', HASH, 1, 1, '{}', 1, now(), now(), 'p');
            INSERT INTO holdfast.chunk (tenant_id, id, collection_id, document_id, ordinal, language, headings, text, token_count,
                metadata, created_at, updated_at)
            VALUES ('acme', ID, ID, ID, 0, 'english', '{Tea}', 'Leaves and water.', 3, '{}', now(), now());
            """),
            Map.entry(5, """
            INSERT INTO holdfast.corpus_statistics VALUES ('acme', 'memory', 3, 4.5, now(), 3, now());
            INSERT INTO holdfast.term_statistics VALUES ('acme', 'memory', 'tea', 0.5);
            """),
            Map.entry(9, """
            INSERT INTO holdfast.embedding_model VALUES ('acme', 'toy', 2, 'active', NULL, NULL, now());
            INSERT INTO holdfast.embedding VALUES ('acme', 'toy', 2, HASH, '{1,2}', decode(repeat('01', 46), 'hex'), false, now());
            INSERT INTO holdfast.embedding_work (tenant_id, model, kind, owner_id, content_hash, due_at)
            VALUES ('acme', 'toy', 'chunk', ID, HASH, now());
            """),
            Map.entry(10, """
            INSERT INTO holdfast.recall VALUES ('acme', ID, now(), 'p', 'r', 'tea?', NULL, '{}', NULL, 'none', '{}', 10, '{memory}',
                ARRAY[ID::uuid], '{1}', '{0.5}');
            INSERT INTO holdfast.recall_feedback VALUES ('acme', ID, ID, 'p', 'used', NULL, now());
            """),
            Map.entry(11, """
            INSERT INTO holdfast.graph_entity (tenant_id, namespace, name, type, created_at, created_by, words)
            VALUES ('acme', 'n', 'Tea', 'drink', now(), 'p', 'tea:1');
            INSERT INTO holdfast.graph_observation (tenant_id, namespace, entity, hash, content, created_at, created_by)
            VALUES ('acme', 'n', 'Tea', repeat('b', 64), 'is made of leaves', now(), 'p');
            INSERT INTO holdfast.graph_relation (tenant_id, namespace, hash, source, target, type, created_at, created_by)
            VALUES ('acme', 'n', repeat('c', 64), 'Tea', 'Tea', 'is', now(), 'p');
            """),
            Map.entry(12, """
            INSERT INTO holdfast.query_ticket VALUES ('acme', '7');
            """),
            Map.entry(13, """
            INSERT INTO holdfast.retention_policy VALUES ('acme', 'memories', 30, NULL, 8, 1, now(), 'p');
            INSERT INTO holdfast.memory_tombstone VALUES ('acme', 'n', 'gone', gen_random_uuid(), 3, now(), now());
            """),
            Map.entry(14, """
            INSERT INTO holdfast.job VALUES ('acme', 'backup', now(), 'a', now(), now(), now(), NULL, now());
            """));

    private static final String COLUMNS = """
            SELECT c.relname, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
            FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
                JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
            WHERE n.nspname = 'holdfast' AND c.relkind = 'r' AND c.relname NOT LIKE 'schema\\_%'
            GROUP BY c.relname
            """;

    private final AdminConnection admin;

    RowsOfVersions(AdminConnection admin) {
        this.admin = admin;
    }

    /** Writes what a database at that version can hold; in every table at least one row. */
    void write(int version) {
        StringBuilder sql = new StringBuilder("SET holdfast.tenant = 'acme';");
        new TreeMap<>(WRITTEN).headMap(version, true).values().forEach(sql::append);
        execute(sql.toString().replace("HASH", HASH).replace("ID", ID));
    }

    void execute(String sql) {
        try (Connection connection = admin.open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** A number that a query answers. */
    long number(String sql) {
        return Long.parseLong(list(sql).getFirst());
    }

    /** Of each table, those columns that are not computed from others. */
    Map<String, String> columns() {
        Map<String, String> columns = new TreeMap<>();
        try (Connection connection = admin.open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(COLUMNS)) {
            while (rows.next()) {
                columns.put(rows.getString(1), rows.getString(2));
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return columns;
    }

    /** Every row of those tables, with those columns only, as text. */
    Map<String, List<String>> read(Map<String, String> columns) {
        Map<String, List<String>> all = new TreeMap<>();
        columns.forEach((table, names) -> all.put(
                table,
                list("SELECT to_jsonb(t)::text FROM (SELECT " + names + " FROM holdfast." + table
                        + ") AS t ORDER BY 1")));
        return all;
    }

    private List<String> list(String sql) {
        try (Connection connection = admin.open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
