package dev.holdfast.e2e;

import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.http.Api;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From the first start with nothing configured to several servers on one database. */
class LifecycleTest {
    private static final Duration REVOKED = Duration.ofSeconds(1);
    private static final String QUERY = "{\"query\":\"dark blue\"}";

    @RegisterExtension
    static final Nodes NODES = Nodes.perTest();

    @Test
    void theFirstStartShouldShowTheKeyOnceAndWhatItWroteShouldBeFoundAfterTheNext() {
        Home home = NODES.nothing();
        Node first = NODES.serve(home);
        String key = first.printedKey().orElseThrow();
        assertThat(first.program().out().split("KEY=", -1)).as("keys shown").hasSize(2);
        first.as(key)
                .put(memory("users/42", "colour"), "{\"content\":\"Prefers dark blue\"}")
                .expect(201);
        first.program().terminate();
        assertThat(first.program().exitCode()).as("%s", first.program()).isZero();

        Node second = NODES.serve(home);

        assertThat(second.printedKey()).isEmpty();
        assertThat(second.program().out() + second.program().err()).doesNotContain(key);
        assertThat(second.as(key)
                        .post("/v1/memories/search", QUERY)
                        .expect(200)
                        .at("/items/0/memory/content")
                        .asString())
                .isEqualTo("Prefers dark blue");
    }

    @Test
    void aSecondTenantShouldSeeNothingOfTheFirst() {
        Home home = NODES.home();
        Node node = NODES.serve(home);
        node.first()
                .put(memory("users/42", "colour"), "{\"content\":\"Prefers dark blue\"}")
                .expect(201);

        NODES.run(home, "tenants", "create", "acme");
        String key = NODES.run(home, "keys", "create", "--tenant", "acme", "--name", "first", "--role", "admin");
        Api acme = node.as(key);

        assertThat(acme.get("/v1/whoami").expect(200).at("/tenant").asString()).isEqualTo("acme");
        acme.get(memory("users/42", "colour")).expect(404, "not_found");
        assertThat(acme.get("/v1/memories").expect(200).at("/items")).isEmpty();
        assertThat(acme.post("/v1/memories/search", QUERY).expect(200).at("/items"))
                .isEmpty();
        acme.delete(memory("users/42", "colour")).expect(404, "not_found");
        acme.put(memory("users/42", "colour"), "{\"content\":\"Prefers red\"}").expect(201);
        assertThat(node.first()
                        .get(memory("users/42", "colour"))
                        .expect(200)
                        .at("/content")
                        .asString())
                .isEqualTo("Prefers dark blue");
    }

    @Test
    void twoServersShouldStartAtOnceOnAnEmptyDatabaseAndShareWhatTheyKnow() {
        Home one = NODES.homeOn(NODES.database());
        Program a = NODES.begin(one, "serve", "--port", "0");
        Program b = NODES.begin(NODES.beside(one), "serve", "--port", "0");
        Node here = Node.of(a);
        Node there = Node.of(b);

        List<String> shown = Stream.of(here, there)
                .flatMap(node -> node.printedKey().stream())
                .toList();
        assertThat(shown).as("first keys shown").hasSize(1);
        String key = shown.get(0);
        here.api().get("/readyz").expect(200);
        there.api().get("/readyz").expect(200);
        here.as(key).put(memory("n", "k"), "{\"content\":\"from here\"}").expect(201);
        there.as(key)
                .with("If-Match", "\"1\"")
                .put(memory("n", "k"), "{\"content\":\"from there\"}")
                .expect(200);
        assertThat(here.as(key).get(memory("n", "k")).expect(200).at("/content").asString())
                .isEqualTo("from there");
    }

    @Test
    void aRevocationShouldReachEveryServerWithinASecond() {
        Home one = NODES.homeOn(NODES.database());
        Node here = NODES.serve(one);
        Node there = NODES.serve(NODES.beside(one));
        Api admin = here.first();
        var created = admin.post("/v1/admin/keys", "{\"name\":\"soon gone\",\"role\":\"reader\"}")
                .expect(201);
        Api reader = there.as(created.at("/token").asString());
        reader.get("/v1/whoami").expect(200);

        admin.delete("/v1/admin/keys/" + created.at("/key/id").asString()).expect(204);
        long revoked = System.nanoTime();
        AtomicLong lastAccepted = new AtomicLong(revoked);
        await().atMost(Program.PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    long sent = System.nanoTime();
                    int status = reader.get("/v1/whoami").status();
                    if (status == 200) {
                        lastAccepted.set(sent);
                    }
                    return status == 401;
                });

        assertThat(Duration.ofNanos(lastAccepted.get() - revoked)).isLessThan(REVOKED);
        await().during(REVOKED)
                .atMost(Program.PATIENCE)
                .until(() -> reader.get("/v1/whoami").status() == 401);
    }

    @Test
    void theGivenFirstKeyShouldWorkAndNeverBeShown() {
        String key = NODES.run(NODES.nothing(), "keys", "generate");
        Home home = NODES.home().with("HOLDFAST_BOOTSTRAP_API_KEY", key);

        Node node = NODES.serve(home);

        assertThat(node.as(key).get("/v1/whoami").expect(200).at("/role").asString())
                .isEqualTo("admin");
        assertThat(node.printedKey()).isEmpty();
        assertThat(node.program().out() + node.program().err()).doesNotContain(key);
    }

    @Test
    void aSecondServerOnTheSameHomeShouldBeRefused() {
        Home home = NODES.home();
        Node first = NODES.serve(home);

        Program second = NODES.begin(home, "serve", "--port", "0");

        assertThat(second.exitCode()).as("%s", second).isEqualTo(3);
        assertThat(second.err())
                .contains("already served by another Holdfast", home.folder().toString(), "HOLDFAST_HOME")
                .doesNotContain("\tat ");
        assertThat(second.out()).isEmpty();
        first.first().get("/v1/memories").expect(200);
    }

    @Test
    void aTakenPortShouldEndTheStartAndLeaveNothingRunning() throws IOException {
        Home home = NODES.home();
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Program program = NODES.begin(home, "serve", "--port", Integer.toString(other.getLocalPort()));

            assertThat(program.exitCode()).as("%s", program).isEqualTo(3);
            assertThat(program.err())
                    .contains("cannot listen on 127.0.0.1:" + other.getLocalPort(), "--port")
                    .doesNotContain("\tat ");
            assertThat(program.out()).isEmpty();
        }
        assertThat(home.postgresIsRunning()).isFalse();
        assertThat(NODES.serve(home).api().get("/readyz").status()).isEqualTo(200);
    }

    @Test
    void aTakenDatabasePortShouldEndTheStart() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Home home = NODES.home().with("HOLDFAST_EMBEDDED_PORT", Integer.toString(other.getLocalPort()));
            Program program = NODES.begin(home, "serve", "--port", "0");

            assertThat(program.exitCode()).as("%s", program).isEqualTo(3);
            assertThat(program.err())
                    .contains(Integer.toString(other.getLocalPort()), "HOLDFAST_EMBEDDED_PORT")
                    .doesNotContain("\tat ");
            assertThat(program.out()).isEmpty();
        }
    }
}
