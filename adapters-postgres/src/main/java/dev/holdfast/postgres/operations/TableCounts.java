package dev.holdfast.postgres.operations;

import dev.holdfast.domain.operations.TableContents;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Counts what is in the tables, of all tenants, as the owner. Row-level security is forced, so even the owner would see nothing: it
 * is let go for the time of counting, and a savepoint takes that back. The transaction has to hold the tables: others must neither
 * write nor read meanwhile.
 */
final class TableCounts {
    private static final String TABLES = """
            SELECT c.relname, format('holdfast.%I', c.relname), c.relforcerowsecurity
            FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
            WHERE n.nspname = 'holdfast' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
              AND c.relname NOT IN ('schema_history', 'schema_rollback')
            ORDER BY c.relname COLLATE "C"
            """;

    private static final String COLUMNS = """
            SELECT c.relname, a.attname, format('count(%I)', a.attname)
            FROM pg_class AS c
                JOIN pg_namespace AS n ON n.oid = c.relnamespace
                JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE n.nspname = 'holdfast' AND c.relkind IN ('r', 'p') AND (a.attgenerated = '' OR %s)
            ORDER BY a.attnum
            """;

    /**
     * One of the tables.
     *
     * @param quoted with its schema
     * @param forced whether the owner is bound by its policies
     */
    private record Table(String name, String quoted, boolean forced) {}

    private final Connection connection;

    TableCounts(Connection connection) {
        this.connection = connection;
    }

    /**
     * Keeps everybody else out until the transaction ends.
     *
     * @param patience for whoever is at work there
     */
    void lock(Duration patience) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = " + patience.toMillis());
            StringJoiner names = new StringJoiner(", ");
            tables().forEach(table -> names.add(table.quoted));
            if (names.length() > 0) {
                statement.execute("LOCK TABLE " + names + " IN ACCESS EXCLUSIVE MODE");
            }
        }
    }

    /** Without columns that are computed from others: whoever has those has them again. */
    List<TableContents> before() throws SQLException {
        return count(false);
    }

    /** With all columns: what was filled by others may be computed from now on. */
    List<TableContents> after() throws SQLException {
        return count(true);
    }

    private List<TableContents> count(boolean computed) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        List<TableContents> contents = new ArrayList<>();
        Map<String, Map<String, String>> columns = columns(computed);
        for (Table table : tables()) {
            contents.add(count(table, columns.getOrDefault(table.name, Map.of())));
        }
        connection.rollback(savepoint);
        return contents;
    }

    private TableContents count(Table table, Map<String, String> columns) throws SQLException {
        StringJoiner counts = new StringJoiner(", ", "SELECT ", " FROM " + table.quoted).add("count(*)");
        columns.values().forEach(counts::add);
        try (Statement statement = connection.createStatement()) {
            if (table.forced) {
                statement.execute("ALTER TABLE " + table.quoted + " NO FORCE ROW LEVEL SECURITY");
            }
            try (ResultSet row = statement.executeQuery(counts.toString())) {
                row.next();
                Map<String, Long> values = new HashMap<>();
                int index = 2;
                for (String column : columns.keySet()) {
                    values.put(column, row.getLong(index));
                    index++;
                }
                return new TableContents(table.name, row.getLong(1), values);
            }
        }
    }

    private List<Table> tables() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            List<Table> tables = new ArrayList<>();
            while (rows.next()) {
                tables.add(new Table(rows.getString(1), rows.getString(2), rows.getBoolean(3)));
            }
            return tables;
        }
    }

    /** Of each table, how each of its columns is counted. */
    private Map<String, Map<String, String>> columns(boolean computed) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(COLUMNS.replace("%s", Boolean.toString(computed)))) {
            Map<String, Map<String, String>> columns = new HashMap<>();
            while (rows.next()) {
                columns.computeIfAbsent(rows.getString(1), table -> new LinkedHashMap<>())
                        .put(rows.getString(2), rows.getString(3));
            }
            return columns;
        }
    }
}
