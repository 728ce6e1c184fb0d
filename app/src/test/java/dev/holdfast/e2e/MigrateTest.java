package dev.holdfast.e2e;

import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.http.Api.Got;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Servers and the schema they find. */
class MigrateTest {
    @RegisterExtension
    static final Nodes NODES = Nodes.perTest();

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.admin().open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aServerShouldTellOfItsSchemaAndFollowItUpAndDown() {
        Home home = NODES.home();
        Node first = NODES.serve(home);
        String key = first.printedKey().orElseThrow();
        first.as(key).put(memory("n", "k"), "{\"content\":\"kept\"}").expect(201);
        Got told = first.api().get("/v1/admin/migrations").expect(200);
        int newest = told.at("/newest").asInt();
        assertThat(told.at("/current").asInt()).isEqualTo(newest);
        assertThat(told.at("/sound").asBoolean()).isTrue();
        assertThat(told.at("/items/0/state").asString()).isEqualTo("applied");
        assertThat(NODES.run(home, "migrate", "status")).contains("which is this program's");
        first.program().terminate();
        assertThat(first.program().exitCode()).isZero();

        NODES.run(home, "migrate", "down", "--to", "10");
        Node second = NODES.serve(home);

        assertThat(second.as(key)
                        .get(memory("n", "k"))
                        .expect(200)
                        .at("/content")
                        .asString())
                .isEqualTo("kept");
        Got after = second.api().get("/v1/admin/migrations").expect(200);
        assertThat(after.at("/current").asInt()).isEqualTo(newest);
        assertThat(after.at("/rollbacks")).hasSize(newest - 10);
        assertThat(after.at("/rollbacks/0/to").asInt()).isEqualTo(10);
    }

    @Test
    void aServerShouldNotStartOnASchemaItDoesNotKnowWhetherItMigratesOrNot() throws SQLException {
        Database database = NODES.database();
        Home home = NODES.homeOn(database);
        assertThat(NODES.run(home, "migrate", "up")).contains("which is this program's");
        execute(database, "UPDATE holdfast.schema_history SET checksum = 1 WHERE version = '2'");

        Program migrating = NODES.begin(home, "serve", "--port", "0");
        Program serving =
                NODES.begin(NODES.beside(home).with("HOLDFAST_MIGRATE_ON_START", "false"), "serve", "--port", "0");

        assertThat(migrating.exitCode()).as("%s", migrating).isEqualTo(1);
        assertThat(migrating.err()).contains("version 2 (audit) was applied from another script", "repair-plan");
        Program doctor = NODES.begin(home, "doctor");
        assertThat(doctor.exitCode()).as("%s", doctor).isEqualTo(1);
        assertThat(doctor.out()).contains("FAIL  migrations: version 2 (audit) was applied from another script");
        assertThat(serving.exitCode()).as("%s", serving).isEqualTo(1);
        assertThat(serving.err()).contains("version 2 (audit) was applied from another script");
    }

    @Test
    void anOlderProgramShouldNotStartOnANewerSchema() throws SQLException {
        Database database = NODES.database();
        Home home = NODES.homeOn(database);
        NODES.run(home, "migrate", "up");
        execute(
                database,
                "INSERT INTO holdfast.schema_history (installed_rank, version, description, type, script, checksum, installed_by,"
                        + " execution_time, success) VALUES (999, '999', 'tomorrow', 'SQL', 'V999__tomorrow.sql', 1, 'x', 0, true)");

        Program server = NODES.begin(home, "serve", "--port", "0");

        assertThat(server.exitCode()).as("%s", server).isEqualTo(1);
        assertThat(server.err()).contains("version 999 (tomorrow) is newer than this program", "migrate down --to");
    }

    @Test
    void aServerShouldNotStartWithoutWhatItsVersionMade() throws SQLException {
        Database database = NODES.database();
        Home home = NODES.homeOn(database);
        NODES.run(home, "migrate", "up");
        execute(database, "ALTER TABLE holdfast.memory DISABLE ROW LEVEL SECURITY; DROP INDEX holdfast.memory_terms");

        Program refused = NODES.begin(home, "serve", "--port", "0");

        assertThat(refused.exitCode()).as("%s", refused).isEqualTo(1);
        assertThat(refused.err())
                .contains("missing index memory.memory_terms", "missing row security memory", "holdfast schema repair");
        execute(database, "ALTER TABLE holdfast.memory ENABLE ROW LEVEL SECURITY");
        Program doctor = NODES.begin(home, "doctor");
        assertThat(doctor.exitCode()).as("%s", doctor).isEqualTo(1);
        assertThat(doctor.out()).contains("FAIL  schema: missing index memory.memory_terms");
        assertThat(NODES.run(home, "schema", "repair")).contains("repaired  missing index memory.memory_terms");
        Node served = NODES.serve(home);
        Got told = served.api().get("/v1/admin/schema").expect(200);
        assertThat(told.at("/matches").asBoolean()).isTrue();

        // A role that was made by hand may have more than it needs, as long as that leads nowhere.
        execute(database, "ALTER ROLE holdfast_app INHERIT CREATEDB");
        NODES.serve(NODES.beside(home)).kill();
        assertThat(NODES.run(home, "doctor")).contains("changed role holdfast_app", "does no harm");
        execute(database, "ALTER ROLE holdfast_app NOINHERIT NOCREATEDB");

        execute(database, "DROP INDEX holdfast.memory_terms");
        assertThat(served.api()
                        .get("/v1/admin/schema")
                        .expect(200)
                        .at("/items/0/name")
                        .asString())
                .isEqualTo("memory.memory_terms");
        Node careless = NODES.serve(NODES.beside(home).with("HOLDFAST_VERIFY_ON_START", "false"));
        careless.api().get("/readyz").expect(200);
    }
}
