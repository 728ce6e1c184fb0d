package dev.holdfast.postgres.operations;

import dev.holdfast.ports.operations.Figure;
import dev.holdfast.ports.operations.Finding;
import dev.holdfast.ports.operations.HealthStatus;
import dev.holdfast.ports.operations.PoolFigures;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What is looked at as the administrator sees it: the whole server and who else uses it. */
final class ServerLooks {
    private static final long MIB = 1024L * 1024;
    private static final long LONG_TRANSACTION = Duration.ofMinutes(5).toSeconds();
    private static final long LONG_IDLE = Duration.ofMinutes(1).toSeconds();
    private static final long LONG_LAG = Duration.ofSeconds(30).toSeconds();
    private static final long FAR_BEHIND = 256 * MIB;
    private static final long MUCH_HELD = 1024 * MIB;

    /** Of some two thousand million transactions until PostgreSQL refuses all writes. */
    private static final long OLD = 1_200_000_000L;

    private static final long TOO_OLD = 1_900_000_000L;

    private ServerLooks() {}

    /** @param pools of this process, whose connections are among those of the server */
    static List<Look> all(Supplier<List<PoolFigures>> pools) {
        return List.of(
                look("connections", connection -> connections(connection, pools.get())),
                look("transactions", ServerLooks::transactions),
                look("replication", ServerLooks::replication),
                look("disk", DiskLook::disk),
                look("indexes", ServerLooks::indexes),
                look("vectors", VectorLook::vectors));
    }

    private static Look look(String name, Look.Question question) {
        return new Look(name, HealthStatus.WARNING, question);
    }

    private static Finding connections(Connection connection, List<PoolFigures> pools) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(HealthSql.CONNECTIONS)) {
            row.next();
            long most = row.getLong("most") - row.getLong("reserved");
            long used = row.getLong("used");
            long free = Math.max(0, most - used);
            long wanted =
                    pools.stream().mapToLong(pool -> pool.size() - pool.open()).sum();
            Figure[] figures = {Figure.count("max", most), Figure.count("used", used), Figure.count("free", free)};
            String finding = used + " of " + most + " connections are open";
            String next = "Raise max_connections, end clients that idle, or make pools smaller (HOLDFAST_POOL_SIZE).";
            if (free == 0) {
                return Finding.failed("connections", finding, next, figures);
            }
            if (free < wanted) {
                return Finding.warning(
                        "connections", finding + ", and this server may want " + wanted + " more", next, figures);
            }
            return free * 10 < most
                    ? Finding.warning("connections", finding, next, figures)
                    : Finding.ok("connections", finding, figures);
        }
    }

    private static Finding transactions(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(HealthSql.TRANSACTIONS)) {
            row.next();
            long oldest = row.getLong("oldest");
            long idle = row.getLong("idle");
            long prepared = row.getLong("prepared");
            long age = row.getLong("age");
            Figure[] figures = {
                Figure.seconds("oldest_transaction", oldest),
                Figure.seconds("oldest_idle_in_transaction", idle),
                Figure.seconds("oldest_prepared", prepared),
                Figure.count("transaction_id_age", age)
            };
            if (age >= OLD) {
                String finding =
                        "the oldest rows are " + age + " transactions old; at 2,000,000,000 nothing can be written";
                String next = "Let vacuum get through: end old transactions, then VACUUM FREEZE.";
                return age >= TOO_OLD
                        ? Finding.failed("transactions", finding, next, figures)
                        : Finding.warning("transactions", finding, next, figures);
            }
            if (prepared >= LONG_TRANSACTION) {
                return Finding.warning(
                        "transactions",
                        "a prepared transaction is " + prepared + " s old and keeps vacuum from cleaning up",
                        "Commit it or roll it back: SELECT * FROM pg_prepared_xacts.",
                        figures);
            }
            if (idle >= LONG_IDLE) {
                return old("a transaction does nothing since " + idle + " s", row.getLong("idle_pid"), figures);
            }
            if (oldest >= LONG_TRANSACTION) {
                return old("a transaction is open since " + oldest + " s", row.getLong("oldest_pid"), figures);
            }
            long hidden = row.getLong("hidden");
            return Finding.ok(
                    "transactions",
                    "the oldest is " + oldest + " s old"
                            + (hidden == 0
                                    ? ""
                                    : "; " + hidden + " sessions of others cannot be seen without pg_read_all_stats"),
                    figures);
        }
    }

    private static Finding old(String finding, long pid, Figure... figures) {
        return Finding.warning(
                "transactions",
                finding + " and keeps vacuum from cleaning up",
                "See who it is: SELECT * FROM pg_stat_activity WHERE pid = " + pid
                        + ". End it: SELECT pg_terminate_backend(" + pid + ").",
                figures);
    }

    private static Finding replication(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean standby;
            try (ResultSet row = statement.executeQuery("SELECT pg_is_in_recovery()")) {
                row.next();
                standby = row.getBoolean(1);
            }
            return standby ? asStandby(statement) : asPrimary(statement);
        }
    }

    private static Finding asStandby(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(HealthSql.AS_STANDBY)) {
            row.next();
            Figure lag = Figure.seconds("lag", row.getLong("seconds"));
            String finding = "this is a standby, " + lag.value() + " s behind";
            return lag.value() >= LONG_LAG
                    ? Finding.warning("replication", finding, "Look at the network and at the standby's disk.", lag)
                    : Finding.ok("replication", finding, lag);
        }
    }

    private static Finding asPrimary(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(HealthSql.AS_PRIMARY)) {
            row.next();
            long standbys = row.getLong("standbys");
            long behind = row.getLong("behind");
            long seconds = row.getLong("seconds");
            long held = row.getLong("held");
            Figure[] figures = {
                Figure.count("standbys", standbys),
                Figure.count("synchronous", row.getLong("synchronous")),
                Figure.bytes("behind", behind),
                Figure.seconds("lag", seconds),
                Figure.bytes("held_by_idle_slots", held)
            };
            if (row.getBoolean("wants_synchronous") && row.getLong("hidden") > 0) {
                return Finding.warning(
                        "replication",
                        "synchronous_standby_names is set, and whether a standby is synchronous cannot be seen",
                        "GRANT pg_read_all_stats to the user that looks, or writes may wait without a word.",
                        figures);
            }
            if (row.getBoolean("wants_synchronous") && row.getLong("synchronous") == 0) {
                return Finding.failed(
                        "replication",
                        "synchronous_standby_names is set and no standby is synchronous: every write waits",
                        "Start a standby that it names, or reset it.",
                        figures);
            }
            if (held >= MUCH_HELD) {
                return Finding.warning(
                        "replication",
                        row.getLong("idle_slots") + " replication slots without a reader hold " + held / MIB
                                + " MiB of the log: the disk will fill",
                        "Start their standbys, or drop them: SELECT * FROM pg_replication_slots WHERE NOT active.",
                        figures);
            }
            List<String> words = new ArrayList<>();
            words.add(standbys == 0 ? "no standby" : standbys + " standbys, at most " + seconds + " s behind");
            if (row.getLong("hidden") > 0) {
                words.add("their progress cannot be seen without pg_read_all_stats");
            }
            String finding = String.join("; ", words);
            return behind >= FAR_BEHIND || seconds >= LONG_LAG
                    ? Finding.warning(
                            "replication",
                            finding + " (" + behind / MIB + " MiB)",
                            "Look at the network and at the standby's disk.",
                            figures)
                    : Finding.ok("replication", finding, figures);
        }
    }

    private static Finding indexes(Connection connection) throws SQLException {
        List<String> broken = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(HealthSql.BROKEN_INDEXES)) {
            while (row.next()) {
                broken.add(row.getString(1));
            }
        }
        return broken.isEmpty()
                ? Finding.ok("indexes", "all are valid")
                : Finding.warning(
                        "indexes",
                        "not valid: " + String.join(", ", broken),
                        "REINDEX INDEX CONCURRENTLY holdfast." + broken.getFirst() + ";",
                        Figure.count("invalid", broken.size()));
    }
}
