package dev.holdfast.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.app.embedded.EmbeddedPostgresException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nothing acknowledged is lost and nothing needs a hand, whichever process is killed. */
class EmbeddedPostgresCrashTest {

    @RegisterExtension
    static final EmbeddedHomes HOMES = new EmbeddedHomes();

    private static final Watch.Pace EAGER = new Watch.Pace(
            Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMinutes(1), 3);

    private final int port = EmbeddedHomes.freePort();

    @Test
    void aServerThatOutlivedItsProcessShouldBeAdopted() throws IOException, SQLException {
        Path home = HOMES.used();
        Process process = HOMES.serverProcess(home, port, ServerProcess.UP);
        assertThatThrownBy(() -> HOMES.open(home, port)).isInstanceOfSatisfying(EmbeddedPostgresException.class, e -> {
            assertThat(e.problem()).isEqualTo(Problem.HOME_IN_USE);
            assertThat(e.getMessage()).contains("process " + process.pid());
        });
        long orphan = 0;
        try (EmbeddedDatabase tool = HOMES.attach(home, port)) {
            Sql.run(tool, "CREATE TABLE kept AS SELECT 42 AS answer");
            orphan = tool.pid();
        }

        EmbeddedHomes.kill(process.pid());
        EmbeddedDatabase database = HOMES.open(home, port);

        assertThat(database.ownership()).isEqualTo(Ownership.ADOPTED);
        assertThat(database.pid()).isEqualTo(orphan);
        assertThat(Sql.ask(database, "SELECT answer FROM kept")).isEqualTo("42");

        EmbeddedHomes.kill(orphan);
        await().atMost(Duration.ofSeconds(5)).until(() -> database.restarts() == 1 && database.isRunning());
        assertThat(Sql.ask(database, "SELECT answer FROM kept"))
                .as("an adopted server is watched too")
                .isEqualTo("42");
        database.close();
        assertThat(RunningServer.processesOf(HomeFolder.prepare(home))).isEmpty();
    }

    @Test
    void anOrphanOnAnotherPortShouldBeStoppedAndStartedAnew() throws IOException {
        Path home = HOMES.used();
        Process process = HOMES.serverProcess(home, port, ServerProcess.UP);
        RunningServer orphan = RunningServer.find(HomeFolder.prepare(home)).orElseThrow();
        EmbeddedHomes.kill(process.pid());

        int otherPort = EmbeddedHomes.freePort();
        EmbeddedDatabase database = HOMES.open(home, otherPort);

        assertThat(database.ownership()).isEqualTo(Ownership.STARTED);
        assertThat(database.port()).isEqualTo(otherPort);
        assertThat(orphan.isAlive()).isFalse();
    }

    @Test
    void aToolShouldStopAnOrphanAfterUse() throws IOException {
        Path home = HOMES.used();
        Process process = HOMES.serverProcess(home, port, ServerProcess.UP);
        EmbeddedHomes.kill(process.pid());

        EmbeddedDatabase tool = HOMES.attach(home, port);

        assertThat(tool.ownership()).isEqualTo(Ownership.SHARED);
        tool.close();
        assertThat(tool.isRunning()).isFalse();
    }

    @Test
    void aKilledPostmasterShouldComeBackWithAllThatWasCommitted() throws SQLException {
        EmbeddedDatabase database = HOMES.open(HOMES.used(), port);
        Sql.run(database, "CREATE TABLE ledger (id int PRIMARY KEY)");
        for (int round = 1; round <= 3; round++) {
            Sql.run(database, "INSERT INTO ledger VALUES (" + round + ")");
            long before = database.pid();

            EmbeddedHomes.kill(before);

            int expected = round;
            await().atMost(Duration.ofSeconds(5))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> database.restarts() == expected && database.isRunning());
            assertThat(database.pid()).isNotEqualTo(before);
            assertThat(Sql.ask(database, "SELECT count(*) FROM ledger")).isEqualTo(Integer.toString(round));
        }
    }

    @Test
    void processesOfAKilledPostmasterShouldNotKeepItDown() throws SQLException {
        EmbeddedDatabase database = HOMES.open(HOMES.used(), port);
        Sql.run(database, "CREATE TABLE kept AS SELECT 42 AS answer");
        try (Connection connection = Sql.connect(database, database.superuserPassword());
                Statement statement = connection.createStatement()) {
            // Busy with arithmetic, it never looks whether its postmaster is still there.
            CompletableFuture<Void> busy = CompletableFuture.runAsync(() -> {
                try {
                    statement.execute("SELECT sum(sqrt(n)) FROM generate_series(1, 10000000000) n");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            await().until(() -> Sql.ask(database, "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%sqrt%'")
                    .equals("2"));

            EmbeddedHomes.kill(database.pid());

            await().atMost(Duration.ofSeconds(15)).until(() -> database.restarts() == 1);
            assertThat(Sql.ask(database, "SELECT answer FROM kept")).isEqualTo("42");
            assertThat(busy).isCompletedExceptionally();
        }
    }

    @Test
    void aServerThatWasStoppedByHandShouldComeBackToo() throws SQLException {
        EmbeddedDatabase database = HOMES.open(HOMES.used(), port);

        // SIGTERM: an orderly end, as an operating system that shuts down asks for it.
        ProcessHandle.of(database.pid()).orElseThrow().destroy();

        await().atMost(Duration.ofSeconds(5)).until(() -> database.restarts() == 1 && database.isRunning());
        assertThat(Sql.ask(database, "SELECT 1")).isEqualTo("1");
    }

    @Test
    void aKilledFirstStartShouldBeStartedOver() throws IOException, SQLException {
        Path home = HOMES.used();
        HomeFolder folder = HomeFolder.prepare(home);
        HomeFolder.deleteTree(folder.data());
        Process process = HOMES.serverProcess(home, port, "creating the database");
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> !folder.siblings("creating-").isEmpty());

        EmbeddedHomes.kill(process.pid());
        assertThat(folder.data()).as("not there before it is whole").doesNotExist();
        EmbeddedDatabase database = HOMES.open(home, port);

        assertThat(database.ownership()).isEqualTo(Ownership.STARTED);
        assertThat(Sql.ask(database, "SELECT 1")).isEqualTo("1");
        assertThat(folder.siblings("creating-")).isEmpty();
    }

    @Test
    void dataThatWentAwayShouldNotBeReplacedByAnEmptyDatabase() throws IOException, SQLException {
        Path home = HOMES.used();
        HomeFolder folder = HomeFolder.prepare(home);
        EmbeddedDatabase database =
                HOMES.closedLater(EmbeddedPostgres.open(EmbeddedHomes.settings(home, port), line -> {}, EAGER));
        Sql.run(database, "CREATE TABLE kept AS SELECT 42 AS answer");
        Path elsewhere = folder.version().resolve("elsewhere");
        long pid = database.pid();

        Files.move(folder.data(), elsewhere);
        EmbeddedHomes.kill(pid);

        await().during(Duration.ofMillis(400))
                .atMost(Duration.ofSeconds(2))
                .until(() -> database.restarts() == 0 && !Files.exists(folder.data()));

        Files.move(elsewhere, folder.data());
        await().atMost(Duration.ofSeconds(5)).until(() -> database.restarts() == 1);
        assertThat(Sql.ask(database, "SELECT answer FROM kept")).isEqualTo("42");
    }

    @Test
    void closeShouldWorkWhileTheServerIsBeingBroughtBack() throws IOException {
        Path home = HOMES.used();
        HomeFolder folder = HomeFolder.prepare(home);
        EmbeddedDatabase database =
                HOMES.closedLater(EmbeddedPostgres.open(EmbeddedHomes.settings(home, port), line -> {}, EAGER));
        EmbeddedHomes.kill(database.pid());

        database.close();

        assertThat(database.isRunning()).isFalse();
        await().until(() -> RunningServer.processesOf(folder).findAny().isEmpty());
        assertThat(HOMES.open(home, port).isRunning()).isTrue();
    }
}
