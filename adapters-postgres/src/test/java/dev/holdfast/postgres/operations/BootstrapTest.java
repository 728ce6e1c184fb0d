package dev.holdfast.postgres.operations;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.domain.shared.Secret;
import dev.holdfast.postgres.PostgresUnderTest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a server of its own, because roles belong to all databases of a server. */
final class BootstrapTest {
    private EmbeddedPostgres server;

    @BeforeEach
    void start() throws IOException {
        server = EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8").start();
    }

    @AfterEach
    void stop() throws IOException {
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
        return new AdminConnection(
                "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database, name, new Secret("secret"));
    }

    private void run(String... statements) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
