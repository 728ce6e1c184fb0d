package dev.holdfast.postgres.operations;

import dev.holdfast.domain.operations.Installation;
import dev.holdfast.domain.operations.Loss;
import dev.holdfast.domain.operations.Migration;
import dev.holdfast.domain.operations.MigrationState;
import dev.holdfast.domain.operations.Rollback;
import dev.holdfast.domain.operations.SchemaState;
import dev.holdfast.domain.operations.TableContents;
import dev.holdfast.postgres.operations.MigrationScripts.Pair;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Takes versions of the schema back by their undo scripts, the newest first. Each is one transaction, together with its row of the
 * history and its line in the log, so a run that is cut off leaves a database at one of the versions between. Flyway does this in its
 * paid editions only; see ADR 15.
 */
public final class Undoing {
    private static final String LOCK_TIMEOUT = "55P03";

    /**
     * What taking versions back would do.
     *
     * @param versions the newest first
     * @param losses what would be gone
     */
    public record Plan(int from, int to, List<Migration> versions, List<Loss> losses) {
        public Plan {
            versions = List.copyOf(versions);
            losses = List.copyOf(losses);
        }
    }

    private final AdminConnection admin;
    private final Duration patience;

    public Undoing(AdminConnection admin) {
        this(admin, Duration.ofSeconds(10));
    }

    /** @param patience how long to wait for whoever uses the tables */
    Undoing(AdminConnection admin, Duration patience) {
        this.admin = admin;
        this.patience = patience;
    }

    /**
     * Looks what would be lost: does it all in one transaction, which is then rolled back.
     *
     * @param to the version to be at afterwards; 0 is none
     * @throws SchemaRefusal when that cannot be done
     */
    public Plan plan(int to) {
        try (Turn turn = Turn.take(admin)) {
            return plan(state(), to);
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    /**
     * Takes back what is newer than {@code to}. Nothing happens when nothing is.
     *
     * @param evenIfLost whether to go on when rows would be lost
     * @param done is told of each version once it is gone
     * @throws SchemaRefusal when it cannot be done, or would lose rows, or servers go on that would write more of them; nothing was
     *     changed then
     */
    public List<Rollback> down(int to, boolean evenIfLost, Consumer<Rollback> done) {
        try (Turn turn = Turn.take(admin)) {
            Plan plan = plan(state(), to);
            if (!evenIfLost && !plan.losses().isEmpty()) {
                throw wouldLose(plan.losses());
            }
            if (!plan.losses().isEmpty()) {
                requireNobodyElse();
            }
            List<Rollback> all = new ArrayList<>();
            for (Pair pair : pairs(plan)) {
                Rollback rollback = undo(pair, plan, evenIfLost);
                done.accept(rollback);
                all.add(rollback);
            }
            return all;
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    /**
     * Takes back what is newer than {@code to} inside a transaction whose tables hold nothing, or nothing that is to be kept. The
     * connection is its administrator's.
     */
    static void emptied(Connection connection, SchemaState state, int to, String user) throws SQLException {
        List<Migration> there = state.migrations().stream()
                .filter(migration -> migration.version() > to && !migration.isWaiting())
                .toList();
        if (there.isEmpty()) {
            return;
        }
        Plan plan = new Plan(state.current(), to, there, List.of());
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL ROLE " + Migrations.OWNER);
            HistoryTables.makeLog(connection);
            for (Pair pair : pairs(plan)) {
                long start = System.nanoTime();
                statement.execute(pair.undo());
                Installation installation =
                        HistoryTables.forget(connection, pair.migration().version());
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                Installation undoing = new Installation(user, Instant.EPOCH, took);
                HistoryTables.log(connection, rollback(pair, installation, undoing, plan, List.of()));
            }
            statement.execute("SET LOCAL ROLE none");
        }
    }

    private SchemaState state() throws SQLException {
        try (Connection connection = admin.open()) {
            return HistoryTables.read(connection);
        }
    }

    private Plan plan(SchemaState state, int to) throws SQLException {
        if (to < 0 || to > state.current()) {
            throw new SchemaRefusal(
                    "the schema is at version " + state.current() + ", so it cannot go down to " + to,
                    "`holdfast migrate status` lists the versions; `holdfast migrate up` goes up.");
        }
        List<Migration> versions = state.migrations().stream()
                .filter(migration -> migration.version() > to && !migration.isWaiting())
                .sorted(Comparator.comparingInt(Migration::version).reversed())
                .toList();
        // An undo script belongs to the script that was applied; of another one nobody knows what it would take away.
        state.problems().stream()
                .filter(problem -> problem.migration().version() > to)
                .filter(problem -> problem.migration().state() != MigrationState.PENDING
                        && problem.migration().state() != MigrationState.UNDONE)
                .findFirst()
                .ifPresent(problem -> {
                    throw new SchemaRefusal(problem.finding() + "; nothing was changed", problem.next());
                });
        Plan blind = new Plan(state.current(), to, versions, List.of());
        return versions.isEmpty() ? blind : new Plan(state.current(), to, versions, losses(blind));
    }

    private List<Loss> losses(Plan plan) throws SQLException {
        try (Connection connection = admin.dataSourceAs(Migrations.OWNER).getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            TableCounts counts = new TableCounts(connection);
            counts.lock(patience);
            List<TableContents> before = counts.before();
            for (Pair pair : pairs(plan)) {
                statement.execute(pair.undo());
            }
            List<Loss> losses = TableContents.lost(before, counts.after());
            connection.rollback();
            return losses;
        }
    }

    private Rollback undo(Pair pair, Plan plan, boolean evenIfLost) throws SQLException {
        long start = System.nanoTime();
        try (Connection connection = admin.dataSourceAs(Migrations.OWNER).getConnection();
                Statement statement = connection.createStatement()) {
            HistoryTables.makeLog(connection);
            connection.setAutoCommit(false);
            TableCounts counts = new TableCounts(connection);
            counts.lock(patience);
            List<TableContents> before = counts.before();
            statement.execute(pair.undo());
            List<Loss> losses = TableContents.lost(before, counts.after());
            if (!evenIfLost && !losses.isEmpty()) {
                throw wouldLose(losses); // written since the look
            }
            Installation installation =
                    HistoryTables.forget(connection, pair.migration().version());
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            Rollback rollback =
                    rollback(pair, installation, new Installation(admin.user(), Instant.EPOCH, took), plan, losses);
            Instant at = HistoryTables.log(connection, rollback);
            connection.commit();
            return rollback(pair, installation, new Installation(admin.user(), at, took), plan, losses);
        }
    }

    private static Rollback rollback(
            Pair pair, Installation installation, Installation undoing, Plan plan, List<Loss> losses) {
        return new Rollback(
                pair.migration().version(),
                pair.migration().description(),
                installation,
                undoing,
                plan.from(),
                plan.to(),
                losses);
    }

    private static List<Pair> pairs(Plan plan) {
        Set<Integer> wanted = plan.versions().stream().map(Migration::version).collect(Collectors.toSet());
        List<Pair> pairs = new ArrayList<>(MigrationScripts.all());
        pairs.removeIf(pair -> !wanted.contains(pair.migration().version()));
        pairs.sort(Comparator.comparingInt((Pair pair) -> pair.migration().version())
                .reversed());
        return pairs;
    }

    /** Between the backup and the end they would write rows that are in neither. */
    private void requireNobodyElse() throws SQLException {
        try (Connection connection = admin.open()) {
            int others = RunningServers.connections(connection);
            if (others > 0) {
                throw new SchemaRefusal(
                        others + " connections of Holdfast servers are open; nothing was changed",
                        "Stop them first: what they write meanwhile would be lost too, and is in no backup.");
            }
        }
    }

    private static SchemaRefusal wouldLose(List<Loss> losses) {
        return new SchemaRefusal(
                losses.stream()
                        .map(loss -> "\n  " + loss)
                        .collect(Collectors.joining("", "nothing was changed, because this would be lost:", "")),
                "--allow-data-loss takes the versions back all the same, after a backup.");
    }

    private static RuntimeException failure(SQLException failed) {
        return LOCK_TIMEOUT.equals(failed.getSQLState())
                ? new SchemaRefusal(
                        "somebody else uses the tables, so no version could be taken back",
                        "Stop the servers on this database first.")
                : new DatabaseException(
                        "a version could not be taken back, and is still there (SQLSTATE " + failed.getSQLState() + ")",
                        failed);
    }
}
