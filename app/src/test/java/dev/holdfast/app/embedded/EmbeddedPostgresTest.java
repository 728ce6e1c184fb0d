package dev.holdfast.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.holdfast.app.embedded.EmbeddedPostgresException.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ObjectAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What one process does with a home folder of its own. */
class EmbeddedPostgresTest {

    @RegisterExtension
    static final EmbeddedHomes HOMES = new EmbeddedHomes();

    private final int port = EmbeddedHomes.freePort();

    @Test
    void firstStartShouldCreateADatabaseThatKeepsWhatItAcknowledges() throws SQLException {
        List<String> progress = new CopyOnWriteArrayList<>();

        EmbeddedDatabase database = HOMES.open(HOMES.fresh(), port, progress::add);

        assertThat(database.ownership()).isEqualTo(Ownership.STARTED);
        assertThat(database.isRunning()).isTrue();
        assertThat(progress)
                .anyMatch(line -> line.startsWith("unpacking PostgreSQL"))
                .anyMatch(line -> line.startsWith("creating the database"));
        assertThat(Sql.ask(database, "SHOW fsync")).isEqualTo("on");
        assertThat(Sql.ask(database, "SHOW synchronous_commit")).isEqualTo("on");
        assertThat(Sql.ask(database, "SHOW full_page_writes")).isEqualTo("on");
        assertThat(Sql.ask(database, "SHOW data_checksums")).isEqualTo("on");
        assertThat(Sql.ask(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(Sql.ask(database, "SHOW unix_socket_directories")).isEmpty();
        assertThat(Sql.ask(database, "SHOW max_connections")).isEqualTo("60");
        assertThat(Sql.ask(database, "SHOW server_encoding")).isEqualTo("UTF8");
        assertThat(Sql.ask(database, "SHOW log_timezone")).isEqualTo("UTC");
        assertThat(Sql.ask(
                        database,
                        "SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = current_database()"))
                .as("builtin locale, independent of the machine's")
                .isEqualTo("bC.UTF-8");
        assertThat(Sql.ask(database, "SELECT lower('ÄÖÜ')")).isEqualTo("äöü");
    }

    @Test
    void durabilityShouldNotGiveWayToAlterSystem() throws SQLException {
        Path home = HOMES.used();
        EmbeddedDatabase database = HOMES.open(home, port);
        Sql.run(database, "ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET max_connections = 70");
        database.close();

        EmbeddedDatabase again = HOMES.open(home, port);

        assertThat(Sql.ask(again, "SHOW fsync")).isEqualTo("on");
        assertThat(Sql.ask(again, "SHOW max_connections"))
                .as("what is not pinned is the operator's")
                .isEqualTo("70");
    }

    @Test
    void restartShouldKeepDataAndPassword() throws SQLException {
        Path home = HOMES.used();
        EmbeddedDatabase first = HOMES.open(home, port);
        Sql.run(first, "CREATE TABLE kept AS SELECT 42 AS answer");
        first.close();
        assertThat(first.isRunning()).isFalse();

        int otherPort = EmbeddedHomes.freePort();
        EmbeddedDatabase second = HOMES.open(home, otherPort);

        assertThat(second.port()).isEqualTo(otherPort);
        assertThat(second.superuserPassword()).isEqualTo(first.superuserPassword());
        assertThat(Sql.ask(second, "SELECT answer FROM kept")).isEqualTo("42");
    }

    @Test
    void aWrongPasswordShouldBeRefused() {
        EmbeddedDatabase database = HOMES.open(HOMES.used(), port);

        assertThatThrownBy(() -> Sql.connect(database, "wrong").close())
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        assertThatThrownBy(() -> Sql.connect(database, "").close()).isInstanceOf(SQLException.class);
    }

    @Test
    void secretsAndDataShouldBeForTheirOwnerOnly() throws IOException {
        Path home = HOMES.used();
        Path secret = home.resolve("secrets/postgres-superuser");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(secret.resolveSibling(""), PosixFilePermissions.fromString("rwxr-xr-x"));
        // As Kubernetes leaves a volume that is for a group.
        Files.setPosixFilePermissions(home.resolve("postgres/17/data"), PosixFilePermissions.fromString("rwxrwx---"));

        EmbeddedDatabase database = HOMES.open(home, port);

        assertThat(permissions(secret)).isEqualTo("rw-------");
        assertThat(permissions(home.resolve("secrets"))).isEqualTo("rwx------");
        assertThat(permissions(home.resolve("postgres"))).isEqualTo("rwx------");
        assertThat(permissions(home.resolve("postgres/17/data"))).isEqualTo("rwx------");
        assertThat(database.toString()).doesNotContain(database.superuserPassword());
    }

    @Test
    void theFirstPasswordFileShouldBeForItsOwnerOnly() {
        Path home = HOMES.fresh();
        HomeFolder folder = HomeFolder.prepare(home);

        SuperuserPassword password = SuperuserPassword.readOrCreate(folder.passwordFile());

        assertThat(permissions(folder.passwordFile())).isEqualTo("rw-------");
        assertThat(permissions(home)).isEqualTo("rwx------");
        assertThat(SuperuserPassword.readOrCreate(folder.passwordFile())).isEqualTo(password);
        assertThat(password.toString()).doesNotContain(password.value());
    }

    @Test
    void aTakenPortShouldBeRefusedWithWhatToDo() throws IOException {
        Path home = HOMES.used();
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertProblem(Problem.PORT_TAKEN, () -> HOMES.open(home, port)).satisfies(e -> {
                assertThat(e.getMessage()).contains(Integer.toString(port));
                assertThat(e.hint()).contains("HOLDFAST_EMBEDDED_PORT");
            });
            assertThat(other.isClosed()).isFalse();
        }

        assertThat(HOMES.open(home, port).isRunning())
                .as("the refused one has let go of the folder")
                .isTrue();
    }

    @Test
    void aSecondServerOnTheSameFolderShouldBeRefused() {
        Path home = HOMES.used();
        EmbeddedDatabase first = HOMES.open(home, port);

        assertProblem(Problem.HOME_IN_USE, () -> HOMES.open(home, EmbeddedHomes.freePort()))
                .satisfies(e -> assertThat(e.getMessage())
                        .contains("process " + ProcessHandle.current().pid()));

        assertThat(first.isRunning()).isTrue();
        first.close();
        assertThatCode(() -> HOMES.open(home, port).close()).doesNotThrowAnyException();
    }

    @Test
    void closeShouldStopTheServerOnceAndEndOpenTransactions() throws SQLException {
        Path home = HOMES.used();
        EmbeddedDatabase database = HOMES.open(home, port);
        try (Connection busy = Sql.connect(database, database.superuserPassword())) {
            busy.setAutoCommit(false);
            busy.createStatement().execute("CREATE TABLE never_committed (id int)");

            database.close();
            database.close();

            assertThat(database.isRunning()).isFalse();
            assertThat(RunningServer.processesOf(HomeFolder.prepare(home))).isEmpty();
        }
        assertThat(Sql.ask(HOMES.open(home, port), "SELECT to_regclass('never_committed') IS NULL"))
                .isEqualTo("t");
    }

    @Test
    void aLostPasswordFileShouldBeReplaced() throws IOException, SQLException {
        Path home = HOMES.used();
        EmbeddedDatabase first = HOMES.open(home, port);
        Sql.run(first, "CREATE TABLE kept AS SELECT 42 AS answer");
        first.close();
        Files.delete(home.resolve("secrets/postgres-superuser"));

        EmbeddedDatabase second = HOMES.open(home, port);

        assertThat(second.superuserPassword()).isNotEqualTo(first.superuserPassword());
        assertThat(Sql.ask(second, "SELECT answer FROM kept")).isEqualTo("42");
        assertThatThrownBy(() -> Sql.connect(second, first.superuserPassword()).close())
                .isInstanceOf(SQLException.class);
        try (var secrets = Files.list(home.resolve("secrets"))) {
            assertThat(secrets).hasSize(1);
        }
    }

    @Test
    void valuesShouldNotReachTheLog() throws IOException, SQLException {
        EmbeddedDatabase database = HOMES.open(HOMES.used(), port);
        Sql.run(database, "CREATE TABLE vault (secret text PRIMARY KEY)", "INSERT INTO vault VALUES ('hunter2')");

        assertThatThrownBy(() -> Sql.run(database, "INSERT INTO vault VALUES ('hunter2')"))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> Sql.run(database, "SELECT 'hunter2'::int")).isInstanceOf(SQLException.class);
        database.close();

        assertThat(database.log())
                .content()
                .contains("database system is shut down")
                .doesNotContain("hunter2");
    }

    @Test
    void halfUnpackedAndHalfCreatedFoldersShouldBeReplaced() throws IOException, SQLException {
        Path home = HOMES.used();
        Path version = home.resolve("postgres/17");
        HomeFolder.deleteTree(version.resolve("data"));
        Files.createDirectories(version.resolve("creating-data/base"));
        Files.writeString(version.resolve("creating-data/PG_VERSION"), "17\n");
        Files.createDirectories(version.resolve("unpacking-abc/bin"));
        Files.createDirectories(version.resolve("bin-abc/bin"));

        EmbeddedDatabase database = HOMES.open(home, port);

        assertThat(Sql.ask(database, "SELECT 1")).isEqualTo("1");
        assertThat(version.resolve("creating-data")).doesNotExist();
        assertThat(version.resolve("bin-abc")).as("binaries of another release").doesNotExist();
    }

    @Test
    void dataOfAnotherVersionShouldNeverBeIgnoredOrTouched() throws IOException {
        Path home = HOMES.used();
        Path data = home.resolve("postgres/17/data");
        Files.writeString(data.resolve("PG_VERSION"), "16\n");
        assertProblem(Problem.DATA_UNUSABLE, () -> HOMES.open(home, port))
                .satisfies(e -> assertThat(e.getMessage()).contains("PostgreSQL 16"));

        Files.createDirectories(home.resolve("postgres/16"));
        Files.move(data, home.resolve("postgres/16/data"));
        assertProblem(Problem.DATA_UNUSABLE, () -> HOMES.open(home, port))
                .satisfies(e -> assertThat(e.getMessage()).contains("postgres/16/data"));
        assertThat(data).doesNotExist();
    }

    @Test
    void aFolderThatIsNotADatabaseShouldNotBeTouched() throws IOException {
        Path home = HOMES.used();
        Path data = home.resolve("postgres/17/data");
        HomeFolder.deleteTree(data);
        Files.createDirectories(data);
        Path stray = Files.writeString(data.resolve("thesis.txt"), "years of work");

        assertProblem(Problem.DATA_UNUSABLE, () -> HOMES.open(home, port));

        assertThat(stray).content().isEqualTo("years of work");
        Files.delete(stray);
        assertThat(HOMES.open(home, port).isRunning())
                .as("an empty folder is as good as none")
                .isTrue();
    }

    @Test
    void aDamagedDatabaseShouldBeRefusedWithItsOwnWords() throws IOException {
        Path home = HOMES.used();
        Files.write(home.resolve("postgres/17/data/global/pg_control"), new byte[8192]);

        assertProblem(Problem.START_FAILED, () -> HOMES.open(home, port))
                .satisfies(e -> assertThat(e.getMessage()).contains("FATAL"))
                .satisfies(e -> assertThat(e.hint()).contains("server.log"));
        await().until(() ->
                RunningServer.processesOf(HomeFolder.prepare(home)).findAny().isEmpty());
    }

    @Test
    void aProcessIdGivenToAnotherProgramShouldNotStopTheStart() throws IOException {
        Path home = HOMES.used();
        long living = ProcessHandle.current().pid();
        Files.writeString(
                home.resolve("postgres/17/data/postmaster.pid"),
                living + "\n" + home.resolve("postgres/17/data") + "\n1700000000\n" + port
                        + "\n\n127.0.0.1\n\nready   \n");

        EmbeddedDatabase database = HOMES.open(home, port);

        assertThat(database.isRunning()).isTrue();
        assertThat(database.pid()).isNotEqualTo(living);
    }

    @Test
    void aHomeThatIsAFileShouldBeRefused() throws IOException {
        Path home = HOMES.fresh();
        Path file = Files.writeString(home.resolveSibling(home.getFileName() + ".txt"), "");

        assertProblem(Problem.FILES, () -> HOMES.open(file, port));
    }

    @Test
    void toolsShouldUseTheRunningServerAndLeaveItRunning() throws SQLException {
        Path home = HOMES.used();
        EmbeddedDatabase server = HOMES.open(home, port);

        EmbeddedDatabase tool = HOMES.attach(home, EmbeddedHomes.freePort());

        assertThat(tool.ownership()).isEqualTo(Ownership.SHARED);
        assertThat(tool.port()).isEqualTo(port);
        assertThat(Sql.ask(tool, "SELECT 1")).isEqualTo("1");
        tool.close();
        assertThat(server.isRunning()).isTrue();
    }

    @Test
    void theLastToolShouldStopWhatTheFirstOneStarted() {
        Path home = HOMES.used();
        EmbeddedDatabase first = HOMES.attach(home, port);
        EmbeddedDatabase second = HOMES.attach(home, port);
        assertThat(first.ownership()).isEqualTo(Ownership.STARTED);
        assertThat(second.ownership()).isEqualTo(Ownership.SHARED);

        first.close();
        assertThat(second.isRunning()).isTrue();

        second.close();
        assertThat(second.isRunning()).isFalse();
    }

    @Test
    void aServerShouldTakeOverWhatAToolStarted() {
        Path home = HOMES.used();
        EmbeddedDatabase tool = HOMES.attach(home, port);

        EmbeddedDatabase server = HOMES.open(home, port);

        assertThat(server.ownership()).isEqualTo(Ownership.ADOPTED);
        tool.close();
        assertThat(server.isRunning()).isTrue();
        server.close();
        assertThat(server.isRunning()).isFalse();
    }

    @Test
    void startsAtTheSameTimeShouldShareOneServer() {
        Path home = HOMES.used();
        List<EmbeddedDatabase> tools = List.of(1, 2, 3, 4).parallelStream()
                .map(number -> EmbeddedPostgres.attach(EmbeddedHomes.settings(home, port), line -> {}))
                .toList();
        tools.forEach(HOMES::closedLater);

        assertThat(tools)
                .extracting(EmbeddedDatabase::pid)
                .containsOnly(tools.getFirst().pid());
        assertThat(tools).extracting(EmbeddedDatabase::ownership).containsOnlyOnce(Ownership.STARTED);

        tools.parallelStream().forEach(EmbeddedDatabase::close);
        assertThat(tools.getFirst().isRunning()).isFalse();
    }

    @Test
    void aWarmStartShouldTakeNoNoticeableTime() {
        Path home = HOMES.used();
        HOMES.open(home, port).close();

        long begin = System.nanoTime();
        HOMES.open(home, port);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    }

    private static ObjectAssert<EmbeddedPostgresException> assertProblem(Problem problem, ThrowingCallable call) {
        EmbeddedPostgresException thrown = catchThrowableOfType(EmbeddedPostgresException.class, call);
        assertThat(thrown).isNotNull();
        assertThat(thrown.problem()).as(thrown.getMessage()).isEqualTo(problem);
        assertThat(thrown.hint()).isNotBlank();
        return assertThatObject(thrown);
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
