package dev.holdfast.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.app.cli.Shell.Result;
import dev.holdfast.app.embedded.EmbeddedDatabase;
import dev.holdfast.app.embedded.EmbeddedHomes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code holdfast migrate} on an embedded PostgreSQL. */
class MigrateCommandTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String RECALL =
            "INSERT INTO holdfast.recall VALUES ('acme', gen_random_uuid(), now(), 'p', 'r', 'tea?', NULL,"
                    + " '{}', NULL, 'none', '{}', 10, '{}', '{}', '{}', '{}')";

    @RegisterExtension
    static final EmbeddedHomes HOMES = new EmbeddedHomes();

    @TempDir
    private Path folder;

    private Path home;
    private int port;

    @BeforeEach
    void chooseHome() {
        home = HOMES.used();
        port = EmbeddedHomes.freePort();
    }

    private Shell shell() {
        return new Shell(home)
                .with("HOLDFAST_EMBEDDED_PORT", Integer.toString(port))
                .with("HOLDFAST_SECRET", "a secret that is long enough for anybody");
    }

    private Result run(int exitCode, String... arguments) {
        Result result = shell().run(arguments);
        assertThat(result.exitCode()).as("%s%s", result.out(), result.err()).isEqualTo(exitCode);
        return result;
    }

    private JsonNode json(String... arguments) {
        return JSON.readTree(run(ExitCode.OK, arguments).out());
    }

    /** Keeps it running between the commands, and speaks to it. */
    private void execute(String sql) throws SQLException {
        EmbeddedDatabase database = HOMES.attach(home, port);
        try (Connection connection = DriverManager.getConnection(
                        database.jdbcUrl("postgres"), database.superuser(), database.superuserPassword());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void whereNothingWasEverStartedLookingShouldMakeNothing() {
        home = HOMES.fresh();

        assertThat(run(ExitCode.UNAVAILABLE, "migrate", "status").err()).contains("there is no database", "migrate up");
        assertThat(home.resolve("postgres")).doesNotExist();
    }

    @Test
    void aDatabaseThatIsNotRunningShouldBeStartedForTheCommandAndStopAfterIt() {
        assertThat(json("migrate", "status", "--json").at("/current").asInt()).isZero();

        assertThat(home.resolve("postgres").resolve("17").resolve("data").resolve("postmaster.pid"))
                .doesNotExist();
    }

    @Test
    void theWayUpDownAndUpAgainShouldBeOnRecord() throws SQLException {
        execute("SELECT 1");
        Result up = run(ExitCode.OK, "migrate", "up");
        assertThat(up.out()).contains("Applied 1 (tenants and keys).", "which is this program's");
        assertThat(up.err()).contains("bringing the schema to version 1 (tenants and keys)");
        int newest = json("migrate", "status", "--json").at("/newest").asInt();
        assertThat(run(ExitCode.OK, "migrate", "up").out()).doesNotContain("Applied");

        JsonNode down = json("migrate", "down", "--to", "9", "--json");
        assertThat(down.at("/current").asInt()).isEqualTo(9);
        assertThat(Path.of(down.at("/backup").asString())).isRegularFile().hasParent(home.resolve("backups"));
        assertThat(down.at("/undone")).hasSize(newest - 9);

        JsonNode status = json("migrate", "status", "--json");
        assertThat(status.at("/current").asInt()).isEqualTo(9);
        assertThat(status.at("/items/8/state").asString()).isEqualTo("applied");
        assertThat(status.at("/items/9/state").asString()).isEqualTo("undone");
        assertThat(run(ExitCode.OK, "migrate", "validate").out()).contains("at version 9 of " + newest);
        assertThat(run(ExitCode.OK, "migrate", "history").out())
                .contains("EVENT")
                .containsPattern("10 +recall ledger +applied +postgres")
                .containsPattern("10 +recall ledger +undone +postgres");
        assertThat(json("migrate", "up", "--to", "10", "--json").at("/current").asInt())
                .isEqualTo(10);
        assertThat(json("migrate", "history", "--json").at("/items")).hasSize(newest + (newest - 9) + 1);
    }

    @Test
    void rowsShouldOnlyBeLostByWhoeverSaysSo() throws SQLException {
        execute("SELECT 1");
        run(ExitCode.OK, "migrate", "up");
        execute(RECALL);

        JsonNode plan = json("migrate", "down", "--to", "9", "--dry-run", "--json");
        assertThat(plan.at("/losses/0/table").asString()).isEqualTo("recall");
        assertThat(plan.at("/losses/0/rows").asInt()).isEqualTo(1);
        Result refused = run(ExitCode.CHECK_FAILED, "migrate", "down", "--to", "9");
        assertThat(refused.err()).contains("nothing was changed", "table recall: 1 row", "--allow-data-loss");
        assertThat(json("migrate", "status", "--json").at("/items/9/state").asString())
                .isEqualTo("applied");

        assertThat(home.resolve("backups")).doesNotExist();
        String file = folder.resolve("before.zip").toString();
        assertThat(run(ExitCode.OK, "migrate", "down", "--to", "9", "--allow-data-loss", "--backup", file)
                        .out())
                .contains(
                        "Took back 10 (recall ledger).",
                        "lost table recall: 1 row",
                        "What was there before is in " + file,
                        "at version 9.");
        assertThat(run(ExitCode.OK, "migrate", "history").out()).contains("table recall: 1 row");
        assertThat(run(ExitCode.CHECK_FAILED, "migrate", "down", "--to", "8", "--backup", file)
                        .err())
                .contains("is there already");
        assertThat(json("migrate", "down", "--to", "8", "--no-backup", "--json").has("backup"))
                .isFalse();

        assertThat(run(ExitCode.OK, "restore", file).out()).contains("restored");
        assertThat(json("migrate", "down", "--to", "9", "--dry-run", "--json")
                        .at("/losses/0/rows")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aDatabaseThatThisCommandMakesShouldHaveASecretToServeWith() {
        home = HOMES.fresh();
        Shell plain = new Shell(home).with("HOLDFAST_EMBEDDED_PORT", Integer.toString(port));

        assertThat(plain.run("migrate", "up").exitCode()).isEqualTo(ExitCode.OK);

        assertThat(home.resolve("secrets").resolve("master")).isRegularFile();
        assertThat(plain.run("tenants", "list").exitCode()).isEqualTo(ExitCode.OK);
    }

    @Test
    void withoutTheSecretNothingShouldGoDownUnlessThatIsSaid() throws SQLException {
        execute("SELECT 1");
        Shell without = new Shell(home).with("HOLDFAST_EMBEDDED_PORT", Integer.toString(port));
        assertThat(without.run("migrate", "up").exitCode()).isEqualTo(ExitCode.OK);

        Result refused = without.run("migrate", "down", "--to", "9");

        assertThat(refused.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(refused.err()).contains("no backup can be signed", "--no-backup", "Nothing was changed");
        assertThat(without.run("migrate", "down", "--to", "9", "--no-backup").exitCode())
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void whatIsNotKnownShouldBeSaidAndNothingApplied() throws SQLException {
        execute("SELECT 1");
        run(ExitCode.OK, "migrate", "up", "--to", "9");
        assertThat(run(ExitCode.OK, "migrate", "repair-plan").out()).contains("Nothing is to be repaired.");
        execute("UPDATE holdfast.schema_history SET checksum = 1 WHERE version = '2'");

        assertThat(run(ExitCode.CHECK_FAILED, "migrate", "validate").out())
                .contains("FAIL  version 2 (audit) was applied from another script", "->");
        assertThat(run(ExitCode.CHECK_FAILED, "migrate", "up").err())
                .contains("nothing was changed", "version 2 (audit)", "migrate repair-plan");
        JsonNode status = json("migrate", "status", "--json");
        assertThat(status.at("/current").asInt()).isEqualTo(9);
        assertThat(status.at("/items/1/state").asString()).isEqualTo("changed");

        execute(json("migrate", "repair-plan", "--json").at("/steps/0/sql").asString());
        assertThat(json("migrate", "up", "--json").at("/applied/0/version").asInt())
                .isEqualTo(10);
    }

    @Test
    void aStoreInMemoryShouldHaveNoSchema() {
        Result refused = shell().with("HOLDFAST_STORAGE", "memory").run("migrate", "status");

        assertThat(refused.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(refused.err()).contains("no schema");
    }

    @Test
    void aNewVersionShouldBeAPairOfFilesWithTheNextNumber() throws IOException {
        Files.createDirectories(folder.resolve("migration"));
        Files.createDirectories(folder.resolve("undo"));
        Files.createFile(folder.resolve("migration").resolve("V9__old.sql"));
        Files.createFile(folder.resolve("undo").resolve("U10__lonely.sql"));

        JsonNode first = json("migrate", "create", "Add labels", "--directory", folder.toString(), "--json");
        run(ExitCode.OK, "migrate", "create", "more", "--directory", folder.toString());

        assertThat(first.at("/version").asInt()).isEqualTo(11);
        assertThat(folder.resolve("migration").resolve("V11__add_labels.sql"))
                .content()
                .contains("add labels");
        assertThat(folder.resolve("undo").resolve("U11__add_labels.sql"))
                .content()
                .contains("V11__add_labels.sql");
        assertThat(folder.resolve("migration").resolve("V12__more.sql")).exists();
        assertThat(folder.resolve("undo").resolve("U12__more.sql")).exists();
    }

    @Test
    void aNewVersionShouldHaveAPlaceToGo() {
        assertThat(run(ExitCode.USAGE, "migrate", "create", "x", "--directory", folder.toString())
                        .err())
                .contains("does not hold the folders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../x", "1st", "a'b", "größe"})
    void aNewVersionShouldHaveAPlainName(String name) {
        assertThat(run(ExitCode.USAGE, "migrate", "create", name, "--directory", folder.toString())
                        .err())
                .contains("cannot be called");
    }

    @Test
    void aCommandShouldSayWhatItNeeds() {
        assertThat(run(ExitCode.USAGE, "migrate").err()).contains("repair-plan");
        assertThat(run(ExitCode.USAGE, "migrate", "down").err()).contains("--to");
        assertThat(run(ExitCode.OK, "migrate", "down", "--help").out()).contains("--allow-data-loss", "Examples:");
    }
}
