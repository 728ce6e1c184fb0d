package dev.holdfast.e2e;

import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import dev.holdfast.http.mcp.McpClient;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A standby answers those who ask for it, and everybody's reads while the primary is gone; each such answer says how old it is. */
class ReplicaTest {
    private static final String MAX_STALENESS = "Holdfast-Max-Staleness";
    private static final String STALENESS = "Holdfast-Staleness";
    private static final String WELL = memory("replica", "k");

    @RegisterExtension
    static final Nodes NODES = Nodes.perTest();

    private Home homeOn(Pair pair) {
        return NODES.homeOn(pair.primary())
                .with("DATABASE_URL", pair.url())
                .with("HOLDFAST_REPLICA_URL", pair.standby().url());
    }

    private static void put(Api api, String content) {
        assertThat(api.put(WELL, "{\"content\":\"" + content + "\"}").status()).isIn(200, 201);
    }

    private static String content(Got got) {
        return got.expect(200).at("/content").asString();
    }

    /** Asks until an answer is as wanted. */
    private static Got until(Api api, String path, Predicate<Got> wanted) {
        return await().atMost(Program.PATIENCE).until(() -> api.get(path), wanted);
    }

    private static int age(Got got) {
        return Integer.parseInt(got.header(STALENESS).orElse("0"));
    }

    @Test
    void whoAsksShouldBeAnsweredByTheReplicaAndNobodyElse() {
        Pair pair = NODES.pair();
        Node node = NODES.serve(homeOn(pair));
        Api newest = node.first();
        Api tolerant = newest.with(MAX_STALENESS, "60");
        put(newest, "first");
        Got copied = until(tolerant, WELL, got -> got.status() == 200 && age(got) > 0);
        assertThat(content(copied)).isEqualTo("first");
        assertThat(age(copied)).isLessThan(10);

        pair.standby().say("SELECT pg_wal_replay_pause()");
        put(newest, "second");

        Got old = until(tolerant, WELL, got -> age(got) > 2);
        assertThat(content(old)).isEqualTo("first");
        assertThat(age(until(tolerant, WELL, got -> age(got) > age(old)))).isLessThan(30);
        for (Api impatient : new Api[] {newest, newest.with(MAX_STALENESS, "0"), newest.with(MAX_STALENESS, "2")}) {
            Got got = impatient.get(WELL);
            assertThat(content(got)).isEqualTo("second");
            assertThat(got.header(STALENESS)).isEmpty();
        }
        // What is written is decided by the newest, whatever was asked for.
        assertThat(tolerant.with("If-Match", "\"1\"")
                        .put(WELL, "{\"content\":\"x\"}")
                        .status())
                .isEqualTo(412);

        pair.standby().say("SELECT pg_wal_replay_resume()");
        assertThat(content(until(tolerant, WELL, got -> age(got) == 1))).isEqualTo("second");
    }

    @Test
    void aTenantShouldSeeNothingOfAnothersAtTheReplica() {
        Pair pair = NODES.pair();
        Home home = homeOn(pair);
        Node node = NODES.serve(home);
        NODES.run(home, "tenants", "create", "acme");
        Api acme = node.as(NODES.run(home, "keys", "create", "--tenant", "acme", "--name", "one", "--role", "admin"))
                .with(MAX_STALENESS, "60");
        put(node.first(), "walrus");
        until(node.first().with(MAX_STALENESS, "60"), WELL, got -> got.status() == 200 && age(got) > 0);

        assertThat(age(acme.get(WELL).expect(404, "not_found"))).isPositive();
        Got listed = acme.get("/v1/memories").expect(200);
        assertThat(listed.at("/items")).isEmpty();
        assertThat(age(listed)).isPositive();
        Got found = acme.post("/v1/memories/search", "{\"query\":\"walrus\"}").expect(200);
        assertThat(found.at("/items")).isEmpty();
        assertThat(age(found)).isPositive();
    }

    @Test
    void readsShouldGoOnWhileThePrimaryIsGoneAndAllWhenTheStandbyIsPromoted() {
        Pair pair = NODES.pair();
        Node node = NODES.serve(homeOn(pair));
        Api admin = node.first();
        String unused = admin.post("/v1/admin/keys", "{\"name\":\"later\",\"role\":\"reader\"}")
                .expect(201)
                .at("/token")
                .asString();
        put(admin, "walrus");
        until(admin.with(MAX_STALENESS, "60"), WELL, got -> got.status() == 200 && age(got) > 0);

        pair.primary().crash();

        Api reader = node.as(unused); // a key that this server sees for the first time
        assertThat(content(until(reader, WELL, got -> got.status() == 200))).isEqualTo("walrus");
        assertThat(age(reader.get(WELL).expect(200))).isPositive();
        assertThat(age(reader.get(memory("replica", "absent")).expect(404, "not_found")))
                .isPositive();
        Got recalled = reader.post("/v1/recall", "{\"query\":\"walrus\"}").expect(200);
        assertThat(recalled.at("/items")).hasSize(1);
        assertThat(recalled.json().has("recall_id")).isFalse();
        assertThat(McpClient.withHandshake(reader)
                        .send(
                                "tools/call",
                                Map.of("name", "get_memory", "arguments", Map.of("namespace", "replica", "key", "k")))
                        .expect(200)
                        .at("/result/_meta/dev.holdfast~1staleness_seconds")
                        .asInt())
                .isPositive();

        Got refused = admin.put(WELL, "{\"content\":\"lost\"}").expect(503, "unavailable");
        assertThat(refused.header("Retry-After")).isPresent();
        assertThat(McpClient.withHandshake(admin)
                        .send(
                                "tools/call",
                                Map.of(
                                        "name",
                                        "remember",
                                        "arguments",
                                        Map.of("namespace", "replica", "key", "k", "content", "lost")))
                        .text())
                .contains("unavailable");
        reader.with(MAX_STALENESS, "0").get(WELL).expect(503, "unavailable");
        until(
                reader.with(MAX_STALENESS, "1"),
                WELL,
                got -> got.status() == 503 && got.code().equals("too_stale"));
        node.api().get("/readyz").expect(503);
        assertThat(node.api().get("/readyz?for=reads").expect(200).at("/status").asString())
                .isEqualTo("degraded");

        pair.promote();

        new Persistent(() -> admin).put("after", WELL, "{\"content\":\"after\"}");
        assertThat(content(until(reader, WELL, got -> got.status() == 200 && age(got) == 0)))
                .isEqualTo("after");
        until(node.api(), "/readyz", got -> got.status() == 200);
    }

    /** As some make a database when its disk is nearly full. What is newest can be read, unless the driver lets nobody in. */
    @Test
    void readsShouldGoOnAtAPrimaryThatTakesNoWrites() {
        Pair pair = NODES.pair();
        Home home = homeOn(pair).with("DATABASE_URL", pair.primary().url());
        Node node = NODES.serve(home);
        Api admin = node.first();
        Node picky = NODES.serve(home.with("DATABASE_URL", pair.url())); // which demands a server that writes
        Api through = picky.as(node.printedKey().orElseThrow());
        put(admin, "first");
        until(through.with(MAX_STALENESS, "60"), WELL, got -> got.status() == 200 && age(got) > 0);
        pair.primary().say("ALTER SYSTEM SET default_transaction_read_only = on");
        pair.primary().say("SELECT pg_reload_conf()");
        until(node.api(), "/readyz", got -> got.status() == 503);
        until(picky.api(), "/readyz", got -> got.status() == 503);

        // As many as would open a circuit breaker, if they told of a server that is away.
        for (int i = 0; i < 30; i++) {
            admin.put(WELL, "{\"content\":\"lost\"}").expect(503, "unavailable");
            Got got = admin.get(WELL);
            assertThat(content(got)).isEqualTo("first");
            assertThat(got.header(STALENESS)).isEmpty();
            through.put(WELL, "{\"content\":\"lost\"}").expect(503, "unavailable");
            assertThat(content(through.get(WELL))).isEqualTo("first");
        }
        for (Node each : new Node[] {node, picky}) {
            Got ready = each.api().get("/readyz?for=reads").expect(200);
            assertThat(ready.at("/status").asString()).isEqualTo("degraded");
        }

        pair.primary().say("ALTER SYSTEM RESET default_transaction_read_only");
        pair.primary().say("SELECT pg_reload_conf()");
        new Persistent(() -> through).put("after", WELL, "{\"content\":\"after\"}");
        until(node.api(), "/readyz", ready -> ready.status() == 200);
        until(picky.api(), "/readyz", ready -> ready.status() == 200);
        assertThat(content(until(through, WELL, got -> got.status() == 200 && age(got) == 0)))
                .isEqualTo("after");
    }

    @Test
    void aReplicaThatIsBehindAMigrationShouldBeReadAgainWhenItHasIt() {
        Pair pair = NODES.pair();
        Node node = NODES.serve(homeOn(pair));
        Api tolerant = node.first().with(MAX_STALENESS, "60");
        put(node.first(), "first");
        until(tolerant, WELL, got -> got.status() == 200 && age(got) > 0);
        pair.primary().say("ALTER TABLE holdfast.memory RENAME TO memory_to_come");
        await().atMost(Program.PATIENCE)
                .until(() -> pair.standby()
                        .say("SELECT to_regclass('holdfast.memory') IS NULL")
                        .equals("t"));
        pair.standby().say("SELECT pg_wal_replay_pause()");
        pair.primary().say("ALTER TABLE holdfast.memory_to_come RENAME TO memory");

        for (int i = 0; i < 20; i++) {
            Got got = tolerant.get(WELL);
            assertThat(content(got)).isEqualTo("first");
            assertThat(got.header(STALENESS)).isEmpty();
        }
        assertThat(node.program().err()).doesNotContain("ERROR").containsOnlyOnce("behind a migration");

        pair.standby().say("SELECT pg_wal_replay_resume()");
        assertThat(content(until(tolerant, WELL, got -> age(got) > 0))).isEqualTo("first");
    }

    @Test
    void aServerShouldStartWithoutItsReplicaAndUseItWhenItIsThere() {
        Pair pair = NODES.pair();
        pair.standby().stop();
        Home home = homeOn(pair);
        Node node = NODES.serve(home);
        assertThat(node.program().err()).contains("replica", "does not answer");
        assertThat(NODES.run(home, "doctor")).contains("replica", "does not answer");
        put(node.first(), "first");
        Api tolerant = node.first().with(MAX_STALENESS, "60");
        assertThat(tolerant.get(WELL).expect(200).header(STALENESS)).isEmpty();

        pair.standby().start();

        assertThat(content(until(tolerant, WELL, got -> age(got) > 0))).isEqualTo("first");
    }

    @Test
    void whatIsNoCopyOfTheDatabaseShouldBeRefused() {
        Database database = NODES.database();
        database.say("CREATE DATABASE other");
        Home home = NODES.homeOn(database);
        Map<String, String> wrong = Map.of(
                database.url().replaceAll("/postgres$", "/other"), "is another database of the same server",
                NODES.stranger().url(), "is a server of its own",
                database.url().replaceAll(":[^:@]+@", ":wrong@"), "user or password are wrong");

        wrong.forEach((url, reason) -> {
            Program refused = NODES.begin(home.with("HOLDFAST_REPLICA_URL", url), "serve", "--port", "0");
            assertThat(refused.exitCode()).as("%s", refused).isEqualTo(3);
            assertThat(refused.err()).contains(reason, "HOLDFAST_REPLICA_URL");
        });
    }
}
