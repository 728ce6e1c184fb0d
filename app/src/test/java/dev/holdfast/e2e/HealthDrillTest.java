package dev.holdfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.http.Api.Got;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What an operator is told while the database is in trouble: in time, in words, and once. */
class HealthDrillTest {
    private static final Duration IN_TIME = Duration.ofSeconds(3);
    private static final Pattern READY = Pattern.compile("(is ready to serve)");

    @RegisterExtension
    private static final Nodes NODES = Nodes.perTest();

    private static Home watched(Database database) {
        return NODES.homeOn(database).with("HOLDFAST_HEALTH_INTERVAL", "5s");
    }

    @Test
    void aFrozenDatabaseShouldBeReportedInTimeAndHealByItself() {
        Database database = NODES.database();
        Node node = NODES.serve(watched(database));
        node.api().get("/v1/admin/health").expect(200);

        database.freeze();
        try {
            await().atMost(IN_TIME).until(() -> inTime(node).status() == 503);
            Got gone = inTime(node);
            assertThat(gone.at("/status").asString()).isEqualTo("failed");
            assertThat(gone.at("/finding").asString()).startsWith("does not answer");
            await().atMost(Program.PATIENCE).until(() -> logged(node, "database is gone"));
        } finally {
            database.thaw();
        }
        await().atMost(Program.PATIENCE)
                .until(() -> node.api().get("/v1/admin/health").status() == 200);
        await().atMost(Program.PATIENCE).until(() -> logged(node, "database is well again"));
        Got history = node.api().get("/v1/admin/health/history").expect(200);
        assertThat(history.at("/notices/0/status").asString()).isEqualTo("failed");
        assertThat(history.at("/notices/1/status").asString()).isEqualTo("ok");
    }

    @Test
    void unsafeSettingsAndKilledSessionsShouldNotGoUnseen() throws SQLException {
        Database database = NODES.database();
        Node node = NODES.serve(watched(database));
        assertThat(check(node, "settings").at("/status").asString()).isEqualTo("ok");

        try (Connection connection = database.admin().open();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE postgres SET synchronous_commit = off");
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE application_name LIKE 'holdfast/%' AND pid <> pg_backend_pid()");
        }

        await().atMost(Program.PATIENCE)
                .until(() -> check(node, "settings").at("/status").asString().equals("warning"));
        assertThat(check(node, "settings").at("/finding").asString()).contains("synchronous_commit");
        assertThat(check(node, "write").at("/status").asString()).isEqualTo("ok");
        node.api().get("/v1/admin/health").expect(200);
    }

    @Test
    void whoWaitsForTheSchemaShouldBeToldWhatIsMissingAndGoOnWhenItIsThere() {
        Database database = NODES.database();
        Program waiting = NODES.begin(NODES.homeOn(database), "db", "wait", "--timeout", "2m");
        await().atMost(Program.PATIENCE).until(() -> waiting.err().contains("waiting for the schema"));
        assertThat(waiting.err()).contains("this database is not prepared");

        NODES.serve(NODES.homeOn(database));

        assertThat(waiting.printed(READY)).isNotEmpty();
        assertThat(waiting.exitCode()).isZero();
    }

    @Test
    void waitingShouldEndWhenTheTimeIsOverOrItWouldBeInVain() {
        Database database = NODES.database();
        Program late = NODES.begin(NODES.homeOn(database), "db", "wait", "--timeout", "1s");
        assertThat(late.exitCode()).isEqualTo(3);
        assertThat(late.err()).contains("schema: is not there");

        String wrong = database.url().replaceFirst(":[^:@/]+@", ":wrong@");
        Program refused =
                NODES.begin(NODES.homeOn(database).with("DATABASE_URL", wrong), "db", "wait", "--timeout", "1h");
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).contains("user or password are wrong").doesNotContain("wrong@");
    }

    private static JsonNode check(Node node, String name) {
        Got deep = node.api().get("/v1/admin/health/deep").expect(200);
        return deep.at("/checks")
                .valueStream()
                .filter(check -> check.at("/name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Got inTime(Node node) {
        long start = System.nanoTime();
        Got got = node.api().get("/v1/admin/health");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(IN_TIME);
        return got;
    }

    private static boolean logged(Node node, String words) {
        return (node.program().out() + node.program().err()).contains(words);
    }
}
