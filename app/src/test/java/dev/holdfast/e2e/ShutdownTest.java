package dev.holdfast.e2e;

import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.app.embedded.EmbeddedDatabase;
import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** SIGTERM: what was accepted is finished, what was acknowledged is kept, and the end is in order. */
class ShutdownTest {
    private static final Duration LONGEST_END = Duration.ofSeconds(30);

    @RegisterExtension
    static final Nodes NODES = Nodes.perTest();

    @Test
    void aServerThatIsStoppedUnderLoadShouldKeepAllItAcknowledged() {
        Ledger ledger = new Ledger("ledger");
        Home home = NODES.home();
        AtomicReference<Node> node = new AtomicReference<>(NODES.serve(home));
        String key = node.get().printedKey().orElseThrow();
        try (Writers writers = Writers.start(16, () -> node.get().as(key), ledger)) {
            writers.goOnFor(200);

            long asked = System.nanoTime();
            node.get().program().terminate();
            assertThat(node.get().program().exitCode())
                    .as("%s", node.get().program())
                    .isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(LONGEST_END);
            assertThat(home.postgresIsRunning()).isFalse();

            node.set(NODES.serve(home));
            writers.goOnFor(50);
            int written = writers.finish();
            assertThat(ledger.size()).isEqualTo(written);
            ledger.shouldBeWhatIsStored(node.get().as(key));
            ledger.shouldBeWhatWasAudited(node.get().as(key));
        }
    }

    @Test
    void aRequestInFlightShouldBeAnsweredBeforeTheEnd() throws SQLException {
        Home home = NODES.home();
        Node node = NODES.serve(home);
        Api api = node.first();
        api.put(memory("n", "k"), "{\"content\":\"before\"}").expect(201);
        EmbeddedDatabase database = NODES.inside(home);
        CompletableFuture<Got> inFlight;
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE holdfast.memory IN ACCESS EXCLUSIVE MODE");
            inFlight = CompletableFuture.supplyAsync(
                    () -> api.put(memory("n", "k"), "{\"content\":\"in flight\"}"),
                    Executors.newVirtualThreadPerTaskExecutor());
            await().pollInterval(Duration.ofMillis(10)).until(() -> isWaited(database));

            node.program().terminate();
            await().atMost(Program.PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> node.program().err().contains("no longer ready"));
            connection.rollback();
        }

        assertThat(inFlight.join().expect(200).at("/content").asString()).isEqualTo("in flight");
        assertThat(node.program().exitCode()).as("%s", node.program()).isZero();
    }

    private static boolean isWaited(EmbeddedDatabase database) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                + " AND application_name = 'holdfast/requests'")) {
            return row.next() && row.getLong(1) > 0;
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl("postgres"), database.superuser(), database.superuserPassword());
    }
}
