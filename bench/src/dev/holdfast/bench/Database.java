package dev.holdfast.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.postgresql.PGConnection;

/** The server's database, seen by its superuser. */
final class Database implements AutoCloseable {
    private final Connection connection;
    private final Path log;

    Database(Postgres postgres) {
        log = postgres.log();
        Properties login = new Properties();
        login.setProperty("user", Postgres.SUPERUSER);
        login.setProperty("password", postgres.password());
        login.setProperty("ApplicationName", "bench");
        try {
            connection = DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + Postgres.DATABASE, login);
        } catch (SQLException failed) {
            throw new BenchException("the database cannot be reached", failed);
        }
    }

    /** Room for the load generator's connections beside the server's; holds from the next start on. */
    void makeRoom(int connections) {
        execute("ALTER SYSTEM SET max_connections = " + connections);
    }

    String version() {
        return text("SELECT current_setting('server_version')");
    }

    /** What the server's request connections execute during each of these calls, as PostgreSQL logs it. */
    List<List<CapturedStatement>> capture(List<Runnable> calls) {
        List<String> settings = List.of(
                "log_statement = 'all'",
                "log_parameter_max_length = -1",
                "log_error_verbosity = 'default'",
                "log_line_prefix = '" + CapturedStatement.PREFIX + "'");
        try {
            settings.forEach(setting -> execute("ALTER SYSTEM SET " + setting));
            reload("all");
            List<List<CapturedStatement>> captured = new ArrayList<>();
            for (Runnable call : calls) {
                long before = Files.size(log);
                call.run();
                captured.add(CapturedStatement.parse(since(before)));
            }
            return captured;
        } catch (IOException failed) {
            throw new BenchException(log + " cannot be read", failed);
        } finally {
            settings.forEach(setting -> execute("ALTER SYSTEM RESET " + setting.split(" ")[0]));
            reload("none");
        }
    }

    /** Each of the server's sessions takes new settings on before its next statement. */
    private void reload(String expected) {
        execute("SELECT pg_reload_conf()");
        for (int i = 0; i < 200 && !text("SHOW log_statement").equals(expected); i++) {
            Programs.pause(Duration.ofMillis(10));
        }
        Programs.pause(Duration.ofMillis(200));
    }

    private String since(long position) throws IOException {
        try (InputStream file = Files.newInputStream(log)) {
            file.skipNBytes(position);
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Whether something that was made has this id, and a second one with it cannot be made. */
    boolean isNew(UUID id) {
        return number("SELECT (SELECT count(*) FROM holdfast.audit_entry WHERE id = '" + id + "')"
                        + " + (SELECT count(*) FROM holdfast.memory WHERE namespace = '" + Workload.NEW + "' AND id = '" + id + "')"
                        + " + (SELECT count(*) FROM holdfast.recall WHERE id = '" + id + "')")
                > 0;
    }

    /** The memories that a measurement made, with all that tells of them, so that the next one finds what this one found. */
    void forgetNew() {
        if (number("SELECT count(*) FROM holdfast.memory WHERE namespace = '" + Workload.NEW + "'") == 0) {
            return;
        }
        execute("SET session_replication_role = replica");
        execute("DELETE FROM holdfast.memory WHERE namespace = '" + Workload.NEW + "'");
        execute("RESET session_replication_role");
        execute("VACUUM holdfast.memory");
    }

    /** The table of the peers: the same contents as the server's, and nothing around them. */
    void makePeersTable() {
        execute("DROP SCHEMA IF EXISTS peer CASCADE");
        execute("CREATE SCHEMA peer");
        execute(
                """
                CREATE TABLE peer.memory (
                    namespace text NOT NULL,
                    key text NOT NULL,
                    content text NOT NULL,
                    category text NOT NULL,
                    importance smallint NOT NULL,
                    tags text[] NOT NULL,
                    metadata jsonb NOT NULL,
                    version bigint NOT NULL DEFAULT 1,
                    created_at timestamptz NOT NULL DEFAULT now(),
                    updated_at timestamptz NOT NULL DEFAULT now(),
                    PRIMARY KEY (namespace, key))""");
        execute("INSERT INTO peer.memory (namespace, key, content, category, importance, tags, metadata)"
                + " SELECT 'bench-notes', key, content, category, importance, tags, metadata FROM holdfast.memory"
                + " WHERE namespace = '" + Workload.NAMESPACE + "'");
        execute("VACUUM ANALYZE peer.memory");
    }

    long peersChanges() {
        return number("SELECT coalesce(sum(version), 0)::bigint FROM peer.memory");
    }

    /** How many changes there were: each makes a version. */
    long changes() {
        return number("SELECT coalesce(sum(version), 0)::bigint FROM holdfast.memory");
    }

    Rows rows() {
        return new Rows(
                changes(),
                number("SELECT count(*) FROM holdfast.memory_history"),
                number("SELECT count(*) FROM holdfast.audit_entry"),
                number("SELECT count(*) FROM holdfast.idempotency_claim"),
                number("SELECT count(*) FROM holdfast.recall"));
    }

    /** What was written so far. */
    record Rows(long changes, long history, long audit, long claims, long recalls) {
        Rows minus(Rows earlier) {
            return new Rows(
                    changes - earlier.changes,
                    history - earlier.history,
                    audit - earlier.audit,
                    claims - earlier.claims,
                    recalls - earlier.recalls);
        }
    }

    /** The first transaction that has not ended. */
    long moment() {
        return number("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint");
    }

    /** Memories found through an index by sessions that have ended. */
    long memoriesRead() {
        execute("SELECT pg_stat_clear_snapshot()");
        return number("SELECT idx_tup_fetch FROM pg_stat_user_tables WHERE schemaname = 'holdfast' AND relname = 'memory'");
    }

    long unsealed() {
        return number("SELECT count(*) FROM holdfast.audit_entry WHERE sequence IS NULL");
    }

    /** The next measurement shall find nothing to do that the last one left. */
    void settle() {
        long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (unsealed() > 0) {
            if (System.nanoTime() > end) {
                throw new BenchException("the server did not seal its audit within 120 s: " + unsealed() + " entries are left");
            }
            Programs.pause(Duration.ofMillis(100));
        }
        execute("CHECKPOINT");
    }

    /** Faster settings than those that keep every commit would make the figures worthless. */
    void demandDurability() {
        for (String setting : List.of("fsync", "full_page_writes", "synchronous_commit")) {
            String value = text("SELECT current_setting('" + setting + "')");
            if (!value.equals("on")) {
                throw new BenchException("the database has " + setting + " = " + value);
            }
        }
    }

    /** Open connections of the server. */
    long connections() {
        return number("SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'holdfast/%'");
    }

    /** Whether a session of the server is at work; if it is frozen now, its transaction would stay open. */
    boolean serverIsInTransaction() {
        return number("SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'holdfast/%' AND state <> 'idle'") > 0;
    }

    /** Copies rows into the table, bound by no policy and with no history, audit or claims. */
    Duration copy(String columns, String rows) {
        try {
            long start = System.nanoTime();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY holdfast.memory (" + columns + ") FROM STDIN", new StringReader(rows));
            return Duration.ofNanos(System.nanoTime() - start);
        } catch (SQLException | IOException failed) {
            throw new BenchException("COPY failed", failed);
        }
    }

    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new BenchException(sql, failed);
        }
    }

    long number(String sql) {
        return Long.parseLong(text(sql));
    }

    private String text(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        } catch (SQLException failed) {
            throw new BenchException(sql, failed);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new BenchException("closing failed", failed);
        }
    }
}
