package dev.holdfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.app.embedded.EmbeddedDatabase;
import dev.holdfast.domain.Race;
import dev.holdfast.http.mcp.McpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Agents at a server of the tools of the official memory server, and at none. */
class AgentsTest {
    private static final int WRITERS = 100;
    /** Longer than one who comes into a standing crowd waits for a connection. */
    private static final Duration STANDSTILL = Duration.ofMillis(800);

    @RegisterExtension
    static final Nodes NODES = Nodes.perTest();

    /** There 19 of 20 are lost. Here the table stands still while they come, so that all but a few have to wait for a connection. */
    @Test
    void aHundredParallelWritesIntoOneGraphShouldAllBeKept() throws SQLException {
        Home home = NODES.home().with("HOLDFAST_MCP_TOOLS", "memory-server");
        Node node = NODES.serve(home);
        McpClient client = McpClient.withHandshake(node.first());

        List<Race.Outcome<Integer>> outcomes = whileLocked(
                NODES.inside(home),
                () -> Race.of(WRITERS, i -> {
                    client.call(
                            "create_entities",
                            Map.of(
                                    "entities",
                                    List.of(Map.of(
                                            "name", name(i), "entityType", "t", "observations", List.of("of " + i)))));
                    return i;
                }));

        assertThat(Race.failures(outcomes)).isEmpty();
        assertThat(names(client.call("read_graph", Map.of())))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, WRITERS).mapToObj(AgentsTest::name).toList());
    }

    private static String name(int i) {
        return "parallel_" + i;
    }

    private static List<String> names(JsonNode graph) {
        return graph.at("/entities")
                .valueStream()
                .map(entity -> entity.at("/name").asString())
                .toList();
    }

    private static <T> T whileLocked(EmbeddedDatabase database, Supplier<T> work) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        database.jdbcUrl("postgres"), database.superuser(), database.superuserPassword());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE holdfast.graph_entity IN ACCESS EXCLUSIVE MODE");
            CompletableFuture<T> done = CompletableFuture.supplyAsync(
                    work, task -> Thread.ofVirtual().start(task));
            await().until(() -> waiting(statement) > 1);
            await().pollDelay(STANDSTILL).until(() -> true);
            connection.rollback();
            return done.join();
        }
    }

    private static int waiting(Statement statement) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void theFileOfTheOfficialServerShouldBeServedSurviveARestartAndLeaveAsItCame() throws IOException {
        Home home = NODES.nothing().with("HOLDFAST_MCP_TOOLS", "memory-server");
        String file = IntStream.range(0, 1_200)
                        .mapToObj(i -> "{\"type\":\"entity\",\"name\":\"Café " + i
                                + "\",\"entityType\":\"place\",\"observations\":[\"stands in street " + i + "\"]}\n")
                        .collect(Collectors.joining())
                + "{\"type\":\"relation\",\"from\":\"Café 1\",\"to\":\"Café 2\",\"relationType\":\"faces\"}\n";
        Path path = Files.writeString(Files.createTempFile("memory", ".jsonl"), file);

        assertThat(NODES.run(home, "import", "memory-server", path.toString())).contains("added 1200 entities");
        Files.delete(path);
        Node first = NODES.serve(home);
        String key = first.printedKey().orElseThrow();
        found(first, key);
        first.program().terminate();
        assertThat(first.program().exitCode()).isZero();
        found(NODES.serve(home), key);

        assertThat(NODES.run(home, "export", "memory-server")).isEqualTo(file.strip());
    }

    private static void found(Node node, String key) {
        JsonNode graph = McpClient.withHandshake(node.as(key)).call("search_nodes", Map.of("query", "street 7 stands"));
        assertThat(names(graph)).contains("Café 7");
    }

    /** As a client does that is configured twice, or two clients of one person. */
    @Test
    void twoAgentsWithoutAServerShouldShareOneDatabaseFromTheFirstStart() {
        Home home = NODES.nothing();
        Program one = NODES.begin(home, "mcp");
        Program other = NODES.begin(home, "mcp");

        assertThat(answer(one, 1, "remember", "{\"namespace\":\"n\",\"key\":\"k\",\"content\":\"harbour\"}")
                        .at("/result/structuredContent/created")
                        .asBoolean())
                .isTrue();
        assertThat(answer(other, 1, "get_memory", "{\"namespace\":\"n\",\"key\":\"k\"}")
                        .at("/result/structuredContent/content")
                        .asString())
                .isEqualTo("harbour");
        one.hangUp();
        assertThat(one.exitCode()).as("%s", one).isZero();
        assertThat(answer(other, 2, "forget", "{\"namespace\":\"n\",\"key\":\"k\"}")
                        .at("/result/structuredContent/forgotten")
                        .asBoolean())
                .isTrue();
        other.hangUp();
        assertThat(other.exitCode()).as("%s", other).isZero();
        assertThat(home.postgresIsRunning()).isFalse();
    }

    private static JsonNode answer(Program agent, int id, String tool, String arguments) {
        agent.say("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":" + arguments + "}}");
        return JsonMapper.shared().readTree(agent.printed(Pattern.compile("(?m)^(\\{.*\"id\":" + id + ",.*)$")));
    }
}
