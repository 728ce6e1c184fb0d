package dev.holdfast.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.app.cli.Shell.Result;
import dev.holdfast.app.embedded.EmbeddedDatabase;
import dev.holdfast.app.embedded.EmbeddedHomes;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code holdfast schema} on an embedded PostgreSQL. */
class SchemaCommandTest {
    private static final JsonMapper JSON = new JsonMapper();

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

    private Result run(int exitCode, String... arguments) {
        Result result = new Shell(home)
                .with("HOLDFAST_EMBEDDED_PORT", Integer.toString(port))
                .run(arguments);
        assertThat(result.exitCode()).as("%s%s", result.out(), result.err()).isEqualTo(exitCode);
        return result;
    }

    private JsonNode json(int exitCode, String... arguments) {
        return JSON.readTree(run(exitCode, arguments).out());
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
    void whatWasDoneByHandShouldBeNamedShownAndMended() throws SQLException {
        execute("SELECT 1");
        run(ExitCode.OK, "migrate", "up");
        assertThat(run(ExitCode.OK, "schema", "validate").out()).contains("objects of version", "are as expected.");
        assertThat(json(ExitCode.OK, "schema", "validate", "--json")
                        .at("/matches")
                        .asBoolean())
                .isTrue();
        execute("DROP INDEX holdfast.memory_terms; ALTER TABLE holdfast.memory DISABLE ROW LEVEL SECURITY");
        execute("ALTER TABLE holdfast.memory ALTER COLUMN importance TYPE bigint; CREATE TABLE holdfast.mine (id int)");
        execute("CREATE OR REPLACE FUNCTION holdfast.no_tenant() RETURNS text LANGUAGE plpgsql STABLE AS $$\n"
                + "BEGIN\n    RETURN 'everybody';\nEND\n$$");

        assertThat(run(ExitCode.CHECK_FAILED, "schema", "validate").out())
                .contains(
                        "FAIL  missing index memory.memory_terms",
                        "FAIL  missing row security memory",
                        "FAIL  changed column memory.importance",
                        "FAIL  changed function no_tenant()",
                        "warn  extra table mine with 2 parts",
                        "4 of ",
                        "schema diff");
        assertThat(json(ExitCode.CHECK_FAILED, "schema", "validate", "--json").at("/items"))
                .hasSize(5);
        assertThat(run(ExitCode.OK, "schema", "diff").out())
                .contains(
                        "  - ALTER TABLE holdfast.memory ADD COLUMN importance smallint",
                        "  + ALTER TABLE holdfast.memory ADD COLUMN importance bigint",
                        "  +     RETURN 'everybody';")
                .doesNotContain("  + BEGIN");
        assertThat(run(ExitCode.OK, "schema", "repair", "--dry-run").out())
                .contains(
                        "BEGIN;", "CREATE INDEX memory_terms", "-- left: changed column memory.importance", "COMMIT;");
        assertThat(run(ExitCode.CHECK_FAILED, "schema", "validate").out()).contains("missing index");

        assertThat(run(ExitCode.CHECK_FAILED, "schema", "repair").out())
                .contains(
                        "repaired  missing index memory.memory_terms",
                        "repaired  missing row security memory",
                        "repaired  changed function no_tenant()",
                        "left      changed column memory.importance",
                        "left      extra table mine",
                        "1 of ");
        execute("ALTER TABLE holdfast.memory ALTER COLUMN importance TYPE smallint");
        assertThat(run(ExitCode.OK, "schema", "validate").out())
                .contains("warn  extra table mine", "(1 beside them are not expected)");
        assertThat(json(ExitCode.OK, "schema", "repair", "--json").at("/repaired"))
                .isEmpty();
    }

    @Test
    void anOlderSchemaShouldBeBroughtUpToDateFirst() throws SQLException {
        execute("SELECT 1");
        run(ExitCode.OK, "migrate", "up", "--to", "9");

        assertThat(run(ExitCode.CHECK_FAILED, "schema", "validate").err())
                .contains("the schema is at version 9", "holdfast migrate up");
        assertThat(json(
                                ExitCode.OK,
                                "schema",
                                "backup",
                                folder.resolve("nine.sql").toString(),
                                "--json")
                        .at("/version")
                        .asInt())
                .isEqualTo(9);
        assertThat(folder.resolve("nine.sql")).content().contains("-- Holdfast schema, format 1, version 9");
        assertThat(run(
                                ExitCode.CHECK_FAILED,
                                "schema",
                                "backup",
                                folder.resolve("nine.sql").toString())
                        .err())
                .contains("there already");
    }

    @Test
    void aCommandShouldSayWhatItNeeds() {
        assertThat(run(ExitCode.USAGE, "schema").err()).contains("validate, diff, repair or backup");
        assertThat(run(ExitCode.USAGE, "schema", "backup").err()).contains("FILE");
        assertThat(run(ExitCode.OK, "schema", "repair", "--help").out()).contains("--dry-run", "Examples:");
    }
}
