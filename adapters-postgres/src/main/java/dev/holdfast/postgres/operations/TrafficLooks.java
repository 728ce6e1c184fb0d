package dev.holdfast.postgres.operations;

import dev.holdfast.ports.operations.Figure;
import dev.holdfast.ports.operations.Finding;
import dev.holdfast.ports.operations.HealthStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is looked at as requests see it: as their role, bound by row-level security. */
final class TrafficLooks {
    static final List<Look> ALL = List.of(
            new Look("write", HealthStatus.FAILED, TrafficLooks::write),
            new Look("read", HealthStatus.FAILED, TrafficLooks::read),
            new Look("settings", HealthStatus.WARNING, TrafficLooks::settings));

    private static final long SLOW_MS = 1_000;

    /** Without them a crash may leave a database that cannot be used. */
    private static final Set<String> CORRUPTING = Set.of("fsync", "full_page_writes");

    private TrafficLooks() {}

    private static Finding write(Connection connection) throws SQLException {
        long start = System.nanoTime();
        withoutStandbys(connection);
        asTenant(connection, HealthSql.NOBODY);
        String key;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(HealthSql.WRITE)) {
            row.next();
            key = row.getString(1);
        }
        long own = count(connection, HealthSql.READ_BACK, key);
        asTenant(connection, HealthSql.SOMEBODY_ELSE);
        long foreign = count(connection, HealthSql.READ_BACK, key);
        asTenant(connection, HealthSql.NOBODY);
        int deleted;
        try (PreparedStatement statement = connection.prepareStatement(HealthSql.DELETE)) {
            statement.setString(1, key);
            deleted = statement.executeUpdate();
        }
        long beforeCommit = System.nanoTime();
        connection.commit();
        Figure took = Figure.millis("write", millisSince(start));
        Figure commit = Figure.millis("commit", millisSince(beforeCommit));
        if (foreign > 0) {
            return Finding.failed(
                    "write",
                    "a row that one tenant wrote was seen by another: row-level security does not bind",
                    "Stop serving. `/readyz?verbose` says what is open.",
                    took,
                    commit);
        }
        if (own != 1 || deleted != 1) {
            return Finding.failed(
                    "write",
                    "a row that was written was read " + own + " times and deleted " + deleted + " times",
                    "Look at the policies and triggers of the schema.",
                    took,
                    commit);
        }
        return commit.value() >= SLOW_MS
                ? Finding.warning(
                        "write",
                        "works, but a commit takes " + commit.value() + " ms",
                        "The disk of the database's log is slow.",
                        took,
                        commit)
                : Finding.ok("write", "a row was written, read back and deleted, unseen by others", took, commit);
    }

    private static Finding read(Connection connection) throws SQLException {
        String tenant = HealthSql.NOBODY;
        try (Statement statement = connection.createStatement()) {
            statement.execute(HealthSql.SOME_TENANT);
            statement.getMoreResults();
            try (ResultSet row = statement.getResultSet()) {
                if (row.next()) {
                    tenant = row.getString(1);
                }
            }
            statement.execute(HealthSql.NO_LONGER_OPERATOR);
        }
        asTenant(connection, tenant);
        long start = System.nanoTime();
        try (PreparedStatement statement = connection.prepareStatement(HealthSql.JOIN)) {
            statement.setString(1, tenant);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                Figure took = Figure.millis("join", millisSince(start));
                Figure chunks = Figure.count("chunks", row.getLong("chunks"));
                String finding = row.getLong("documents") + " documents were joined with their collections and "
                        + chunks.value() + " chunks";
                return took.value() >= SLOW_MS
                        ? Finding.warning(
                                "read",
                                finding + ", in " + took.value() + " ms",
                                "The machine is busy, or the tables were never analysed: ANALYZE.",
                                took,
                                chunks)
                        : Finding.ok("read", finding, took, chunks);
            }
        }
    }

    private static Finding settings(Connection connection) throws SQLException {
        List<String> off = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(HealthSql.UNSAFE_SETTINGS)) {
            while (row.next()) {
                off.add(row.getString(1));
            }
        }
        if (off.isEmpty()) {
            return Finding.ok("settings", "what is committed survives a crash");
        }
        String finding = "off: " + String.join(", ", off);
        return off.stream().anyMatch(CORRUPTING::contains)
                ? Finding.warning(
                        "settings",
                        finding + "; a crash may destroy the database",
                        "Turn them on in postgresql.conf, reload, and take a new backup.")
                : Finding.warning(
                        "settings",
                        finding + "; a crash may lose what was acknowledged in the last moments",
                        "ALTER SYSTEM RESET synchronous_commit, and look at ALTER ROLE and ALTER DATABASE.");
    }

    /** A commit that waits for a standby cannot be called off, and would keep its connection until that is back. */
    private static void withoutStandbys(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL synchronous_commit = local");
        }
    }

    private static void asTenant(Connection connection, String tenant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HealthSql.AS_TENANT)) {
            statement.setString(1, tenant);
            statement.execute();
        }
    }

    private static long count(Connection connection, String question, String key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setString(1, key);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static long millisSince(long start) {
        return Math.round((System.nanoTime() - start) / 1e6);
    }
}
