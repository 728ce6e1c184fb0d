package dev.holdfast.postgres.operations;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.postgres.PostgresUnderTest;
import dev.holdfast.postgres.TestCluster;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a server of its own, because roles belong to all databases of a server. */
final class BootstrapTest {
    private TestCluster server;

    @BeforeEach
    void start() {
        server = TestCluster.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void whoMayCreateRolesAndOwnsTheDatabaseShouldNeedNoSuperuser() throws SQLException {
        run("CREATE ROLE app LOGIN CREATEROLE PASSWORD 'secret'", "CREATE DATABASE app OWNER app");
        AdminConnection app = user("app", "app");

        new Bootstrap(app).run();

        assertServes(app);
    }

    @Test
    void whoMayNotShouldBeServedAfterAnAdministratorRanWhatIsPrinted() throws SQLException {
        run("CREATE ROLE \"o\"\"ops\" LOGIN PASSWORD 'secret'", "CREATE DATABASE app");
        AdminConnection app = user("o\"ops", "app");
        assertThatThrownBy(new Bootstrap(app)::run)
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("could not be created as user o\"ops");

        try (Connection connection = user("postgres", "app").open();
                Statement statement = connection.createStatement()) {
            statement.execute(Bootstrap.sql("o\"ops"));
        }
        new Bootstrap(app).run();

        assertServes(app);
    }

    /** On a managed PostgreSQL nobody is a superuser: what belongs to a role has to be said as that role. */
    @Test
    void whoIsNoSuperuserShouldBeAbleToRepairTheSchema() throws SQLException {
        run("CREATE ROLE app LOGIN CREATEROLE PASSWORD 'secret'", "CREATE DATABASE app OWNER app");
        AdminConnection app = user("app", "app");
        new Bootstrap(app).run();
        new Migrations(app).migrate();
        try (Connection connection = user("postgres", "app").open();
                Statement statement = connection.createStatement()) {
            for (String function :
                    List.of("search_graph(text,text,integer)", "run_query(text,text[],integer,integer)")) {
                statement.execute("ALTER FUNCTION holdfast." + function + " PARALLEL SAFE");
                statement.execute("GRANT EXECUTE ON FUNCTION holdfast." + function + " TO PUBLIC");
                statement.execute("REVOKE EXECUTE ON FUNCTION holdfast." + function + " FROM holdfast_app");
            }
        }
        assertThat(new Catalogue(app).compare().drifts()).hasSize(6);

        SchemaRepair.Outcome outcome = new SchemaRepair(app).run(line -> {});

        assertThat(outcome.failed()).isEmpty();
        assertThat(outcome.after().drifts()).isEmpty();
    }

    /** PostgreSQL only warns of a GRANT or REVOKE of which it does nothing. */
    @Test
    void whatWasOnlyWarnedOfShouldNotBeCalledDone() throws SQLException {
        run("CREATE ROLE app LOGIN CREATEROLE PASSWORD 'secret'", "CREATE DATABASE app OWNER app");
        AdminConnection app = user("app", "app");
        new Bootstrap(app).run();
        new Migrations(app).migrate();
        String function = "FUNCTION holdfast.current_tenant()";
        try (Connection connection = user("postgres", "app").open();
                Statement statement = connection.createStatement()) {
            // Somebody else's now, who lets holdfast_owner do nothing but call it.
            statement.execute("ALTER " + function + " OWNER TO postgres");
            statement.execute("REVOKE EXECUTE ON " + function + " FROM PUBLIC, holdfast_app");
            statement.execute("GRANT EXECUTE ON " + function + " TO holdfast_owner, app");
        }
        int before = new Catalogue(app).compare().drifts().size();

        SchemaRepair.Outcome outcome = new SchemaRepair(app).run(line -> {});

        assertThat(before).isPositive();
        assertThat(outcome.after().drifts()).hasSize(before);
        assertThat(outcome.done()).isEmpty();
        assertThat(outcome.failed()).isNotEmpty();
    }

    private static void assertServes(AdminConnection app) {
        new Migrations(app).migrate();
        try (PostgresUnderTest storage = new PostgresUnderTest(app)) {
            assertThat(storage.adapter().readiness().check()).allMatch(check -> check.ok());
            MemoryStage here = MemoryStage.on(storage);
            here.upsert(aMemory());
            assertThat(here.find(aMemory())).isPresent();
        }
    }

    private AdminConnection user(String name, String database) {
        return server.as(name, database);
    }

    private void run(String... statements) throws SQLException {
        try (Connection connection = server.admin("postgres").open();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
