package dev.holdfast.postgres.operations;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of the schema and what is copied of them. */
final class BackupTables {
    private static final String SCHEMA = "holdfast";

    private BackupTables() {}

    /** Columns by table, both in their order. What tells of the schema itself belongs to the database, not to what is kept in it. */
    static Map<String, List<String>> columns(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum)
                FROM pg_class AS c
                    JOIN pg_namespace AS n ON n.oid = c.relnamespace
                    JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                WHERE n.nspname = ? AND c.relkind = 'r' AND c.relname !~ '^schema_'
                GROUP BY c.relname ORDER BY c.relname
                """)) {
            statement.setString(1, SCHEMA);
            Map<String, List<String>> tables = new LinkedHashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Array names = rows.getArray(2);
                    tables.put(rows.getString(1), List.of((String[]) names.getArray()));
                }
            }
            return tables;
        }
    }

    static Map<String, Long> sequences(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = ? AND last_value IS NOT NULL")) {
            statement.setString(1, SCHEMA);
            Map<String, Long> sequences = new LinkedHashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    sequences.put(rows.getString(1), rows.getLong(2));
                }
            }
            return sequences;
        }
    }

    /** The version of the schema; empty when there is none. */
    static Optional<String> version(Connection connection) throws SQLException {
        try (PreparedStatement there =
                        connection.prepareStatement("SELECT to_regclass('holdfast.schema_history') IS NOT NULL");
                ResultSet row = there.executeQuery()) {
            row.next();
            if (!row.getBoolean(1)) {
                return Optional.empty();
            }
        }
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT version FROM holdfast.schema_history WHERE success AND version IS NOT NULL
                ORDER BY string_to_array(version, '.')::integer[] DESC LIMIT 1
                """);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    /** Those that have rows. */
    static List<String> filled(Connection connection) throws SQLException {
        List<String> filled = new ArrayList<>();
        for (String table : columns(connection).keySet()) {
            try (PreparedStatement statement =
                            connection.prepareStatement("SELECT EXISTS (SELECT FROM " + quoted(table) + ")");
                    ResultSet row = statement.executeQuery()) {
                if (row.next() && row.getBoolean(1)) {
                    filled.add(table);
                }
            }
        }
        return filled;
    }

    static String copyOut(String table, List<String> columns) {
        return "COPY (SELECT " + names(columns) + " FROM " + quoted(table) + ") TO STDOUT";
    }

    static String copyIn(String table, List<String> columns) {
        return "COPY " + quoted(table) + " (" + names(columns) + ") FROM STDIN";
    }

    static String quoted(String table) {
        return SCHEMA + "." + name(table);
    }

    private static String names(List<String> columns) {
        return String.join(", ", columns.stream().map(BackupTables::name).toList());
    }

    private static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
