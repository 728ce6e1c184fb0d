package dev.holdfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.app.embedded.EmbeddedHomes;
import dev.holdfast.app.oauth.Issuer;
import dev.holdfast.domain.Race;
import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** PgBouncer in transaction mode: fifty tenants whose transactions follow one another on two connections of PostgreSQL. */
class PoolerDrill {
    private static final int TENANTS = 50;
    private static final int CALLERS = 16;
    private static final int ROUNDS = 10;

    @RegisterExtension
    static final Nodes NODES = Nodes.perTest();

    @TempDir
    Path folder;

    private final Issuer issuer = new Issuer();
    private Database database;
    private int port;
    private Process pgbouncer;

    @BeforeEach
    void begin() throws IOException {
        database = NODES.database();
        port = EmbeddedHomes.freePort();
        pgbouncer = pgbouncer();
    }

    @AfterEach
    void end() {
        pgbouncer.destroyForcibly().onExit().join();
        issuer.close();
    }

    @Test
    void noTenantShouldSeeAnythingOfAnotherAndNoRequestShouldFail() {
        NODES.run(NODES.homeOn(database), "migrate", "up");
        database.say("ALTER ROLE holdfast_app LOGIN PASSWORD 'pooled'");
        Node node = NODES.serve(NODES.homeOn(database)
                .with(
                        "DATABASE_URL",
                        "postgres://holdfast_app:pooled@127.0.0.1:" + port + "/postgres?prepareThreshold=0")
                .with("HOLDFAST_MIGRATE_ON_START", "false")
                .with("HOLDFAST_AUTH_ISSUER", issuer.uri().toString())
                .with("HOLDFAST_AUTH_AUDIENCE", Issuer.AUDIENCE)
                .with("HOLDFAST_AUTH_TENANT_CLAIM", "tenant"));
        IntStream.range(0, TENANTS)
                .forEach(i -> database.say("INSERT INTO holdfast.tenant VALUES ('" + tenant(i) + "', now())"));
        List<Api> tenants = IntStream.range(0, TENANTS)
                .mapToObj(i -> node.as(issuer.token(claims -> claims.claim("tenant", tenant(i)))))
                .toList();

        List<Race.Outcome<Integer>> outcomes = Race.of(CALLERS, caller -> {
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = caller; i < TENANTS; i += CALLERS) {
                    writeAndRead(tenants.get(i), tenant(i), round);
                }
            }
            return caller;
        });

        assertThat(Race.failures(outcomes)).isEmpty();
        assertThat(Race.values(outcomes)).hasSize(CALLERS);
        assertThat(database.say("SELECT count(*) FROM pg_stat_activity WHERE usename = 'holdfast_app'"))
                .isEqualTo("2");
    }

    private static String tenant(int number) {
        return "tenant-" + number;
    }

    private static void writeAndRead(Api api, String tenant, int round) {
        String content = "the harbour of " + tenant + " in round " + round;
        api.put(Api.memory("n", "k" + round), Api.json(Map.of("content", content)))
                .expect(201);
        assertThat(api.get(Api.memory("n", "k" + round))
                        .expect(200)
                        .at("/content")
                        .asString())
                .isEqualTo(content);
        for (Got list : List.of(
                api.get("/v1/memories?limit=200"),
                api.post("/v1/memories/search", "{\"query\":\"harbour\",\"limit\":50}"))) {
            assertThat(list.expect(200).at("/items"))
                    .hasSize(round + 1)
                    .allSatisfy(item -> assertThat(contentOf(item)).contains(tenant + " in"));
        }
    }

    private static String contentOf(JsonNode item) {
        return item.has("memory")
                ? item.at("/memory/content").asString()
                : item.at("/content").asString();
    }

    private Process pgbouncer() throws IOException {
        Path users = Files.writeString(folder.resolve("users.txt"), "\"holdfast_app\" \"pooled\"\n");
        Path settings = Files.writeString(folder.resolve("pgbouncer.ini"), """
                [databases]
                postgres = host=127.0.0.1 port=%d dbname=postgres
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = plain
                auth_file = %s
                pool_mode = transaction
                default_pool_size = 2
                max_client_conn = 200
                ignore_startup_parameters = extra_float_digits,options
                """.formatted(database.port(), port, users));
        List<String> command = "root".equals(System.getProperty("user.name"))
                ? List.of("setpriv", "--reuid=65534", "--clear-groups", "pgbouncer", settings.toString())
                : List.of("pgbouncer", settings.toString());
        for (Path each : List.of(folder, users, settings)) {
            each.toFile().setReadable(true, false);
            each.toFile().setExecutable(true, false);
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        await().atMost(Program.PATIENCE).until(this::listens);
        return process;
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
