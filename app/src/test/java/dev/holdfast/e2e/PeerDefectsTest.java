package dev.holdfast.e2e;

import static dev.holdfast.http.Api.json;
import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.domain.Race;
import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What other stores for agents are known to get wrong, each as a law of this one, over a real server. */
class PeerDefectsTest {
    @RegisterExtension
    static final Nodes NODES = Nodes.perClass();

    private static Home home;
    private static Node node;
    private static Api operator;
    private static int tests;

    private Api api;
    private String tenant;

    @BeforeAll
    static void start() {
        home = NODES.home();
        node = NODES.serve(home);
        operator = node.first();
    }

    /** Each law has a namespace of its own, and a key that reaches nothing else. */
    @BeforeEach
    void confine() {
        tenant = "law-" + ++tests;
        api = node.as(operator.post(
                        "/v1/admin/keys",
                        json(Map.of("name", tenant, "role", "writer", "namespaces", List.of(tenant, tenant + "0"))))
                .expect(201)
                .at("/token")
                .asString());
    }

    /** A file store that is read, changed and written back lost nineteen of twenty parallel writes. */
    @Test
    void parallelWritersShouldNotOverwriteOneAnother() {
        List<Integer> statuses = Race.values(Race.of(
                20, i -> api.put(memory(tenant, "k" + i), "{\"content\":\"x\"}").status()));

        assertThat(statuses).hasSize(20).containsOnly(201);
        assertThat(keys(Walk.through(api, "/v1/memories?limit=7"))).hasSize(20);
    }

    /** A prefix match of paths showed the memories of users/10 to users/1. */
    @Test
    void aNamespaceShouldNotReachIntoOneThatBeginsAlike() {
        api.put(memory(tenant, "mine"), "{\"content\":\"walrus\"}").expect(201);
        api.put(memory(tenant + "0", "theirs"), "{\"content\":\"walrus\"}").expect(201);

        assertThat(keys(Walk.through(api, "/v1/memories?limit=200&namespace=" + tenant)))
                .containsExactly("mine");
        assertThat(found("walrus", tenant)).containsExactly("mine");
    }

    /** Where a search is an ILIKE over what was typed, a percent sign finds everything. */
    @Test
    void noCharacterOfASearchOrAFilterShouldBeAWildcard() {
        api.put(memory(tenant, "k"), "{\"content\":\"walrus\",\"category\":\"animal\",\"tags\":[\"sea\"]}")
                .expect(201);

        for (String wild : List.of("%", "_", "*", "%walr%", "w_lrus", ".*", "' OR 1=1 --")) {
            String encoded = Api.encode(wild);
            assertThat(api.get("/v1/memories?category=" + encoded).expect(200).at("/items"))
                    .isEmpty();
            assertThat(api.get("/v1/memories?tag=" + encoded).expect(200).at("/items"))
                    .isEmpty();
        }
        for (String wild : List.of("%", "_", "*", ".*", "' OR 1=1 --")) {
            assertThat(found(wild, tenant)).as(wild).isEmpty();
        }
    }

    /** A look-up by id forgot that rows can be deleted softly, and a search found them. */
    @Test
    void whatIsDeletedShouldBeFoundByNothing() {
        api.put(memory(tenant, "k"), "{\"content\":\"walrus\"}").expect(201);
        api.delete(memory(tenant, "k")).expect(204);

        api.get(memory(tenant, "k")).expect(404, "not_found");
        assertThat(Walk.through(api, "/v1/memories?limit=200")).isEmpty();
        assertThat(found("walrus", tenant)).isEmpty();
        api.with("If-Match", "\"1\"")
                .put(memory(tenant, "k"), "{\"content\":\"x\"}")
                .expect(404, "not_found");
    }

    /** Expiry that only a clean-up job enforces goes on returning what has expired. */
    @Test
    void whatHasExpiredShouldBeReturnedByNothing() {
        Instant expiry = Instant.parse(api.put(memory(tenant, "clock"), "{\"content\":\"x\"}")
                        .at("/recorded_at")
                        .asString())
                .plusMillis(1_500);
        api.put(memory(tenant, "brief"), json(Map.of("content", "walrus", "expires_at", expiry.toString())))
                .expect(201);

        await().atMost(Program.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> api.get(memory(tenant, "brief")).status() == 404);

        assertThat(keys(Walk.through(api, "/v1/memories?limit=200"))).containsExactly("clock");
        assertThat(found("walrus", tenant)).isEmpty();
        api.put(memory(tenant, "brief"), "{\"content\":\"anew\"}").expect(201);
    }

    /** A search with a built-in limit of ten and a list with LIMIT but no cursor drop the rest without a word. */
    @Test
    void aListShouldSayWhatItsLimitIsAndThatThereIsMore() {
        write(60);

        Got page = api.get("/v1/memories").expect(200);

        assertThat(page.at("/limit").asInt()).isEqualTo(50);
        assertThat(page.at("/items")).hasSize(50);
        assertThat(page.at("/next_cursor").asString()).isNotEmpty();
        assertThat(keys(Walk.through(api, "/v1/memories"))).hasSize(60).doesNotHaveDuplicates();
    }

    /** LIMIT and OFFSET over a changing table show rows twice and pass over others. */
    @Test
    void whatComesAndGoesWhileAListIsReadShouldNotMoveTheRest() {
        List<String> steady = write(30);
        Got page = api.get("/v1/memories?limit=10").expect(200);
        List<String> seen = keys(page);

        api.delete(memory(tenant, "k100")).expect(204);
        api.put(memory(tenant, "a-before-all"), "{\"content\":\"x\"}").expect(201);
        api.put(memory(tenant, "k109-between"), "{\"content\":\"x\"}").expect(201);
        while (page.json().has("next_cursor")) {
            page = api.get("/v1/memories?limit=10&cursor="
                            + page.at("/next_cursor").asString())
                    .expect(200);
            seen.addAll(keys(page));
        }

        assertThat(seen).doesNotHaveDuplicates().containsAll(steady);
    }

    /** A filter key nobody knows was ignored, and a deletion with an empty filter took everything. */
    @Test
    void anUnknownOrMissingConditionShouldNeverMeanEverything() {
        write(3);

        api.get("/v1/memories?user=42").expect(400, "unknown_parameter");
        api.get("/v1/memories?namespaces=" + tenant).expect(400, "unknown_parameter");
        api.post("/v1/memories/search", "{\"query\":\"x\",\"filter\":{}}").expect(400, "malformed_request");
        api.delete("/v1/memories").expect(405, "method_not_allowed");
        api.delete("/v1/memories?namespace=" + tenant).expect(405, "method_not_allowed");
        api.get("/v1/memories?namespace=").expect(422, "invalid_input");

        assertThat(Walk.through(api, "/v1/memories?limit=200")).hasSize(3);
    }

    /** The owner was an argument (user_id="default"), so everybody could name, and by default shared, the same one. */
    @Test
    void nobodyShouldChooseWhoseMemoriesTheyAre() {
        String path = memory(tenant, "k");
        String other = "{\"content\":\"x\",\"user_id\":\"default\"}";

        api.put(path, other).expect(400, "malformed_request");
        api.put(path, "{\"content\":\"x\",\"tenant\":\"acme\"}").expect(400, "malformed_request");
        api.put(path + "?user_id=default", "{\"content\":\"x\"}").expect(400, "unknown_parameter");
        Api pretending = api.with("X-Tenant-Id", "acme").with("X-User-Id", "default");
        pretending.put(path, "{\"content\":\"x\"}").expect(201);

        assertThat(pretending.get("/v1/whoami").expect(200).at("/tenant").asString())
                .isEqualTo("default");
        assertThat(api.get(path).expect(200).at("/created_by").asString()).startsWith("key/");
    }

    /** An update by somebody who had read an older version silently took the newer one's data with it. */
    @Test
    void whatAnUpdateReplacesShouldNotBeLost() {
        String path = memory(tenant, "k");
        Got rich = api.put(
                        path,
                        "{\"content\":\"one\",\"tags\":[\"a\"],\"metadata\":{\"big\":9007199254740993,\"list\":[1,null]}}")
                .expect(201);
        api.with("If-Match", "\"1\"").put(path, "{\"content\":\"two\"}").expect(200);
        api.with("If-Match", "\"1\"").put(path, "{\"content\":\"three\"}").expect(412, "stale_version");

        JsonNode before =
                Walk.through(api, path + "/revisions?limit=200").get(1).at("/memory");
        assertThat(before).isEqualTo(rich.without("embedding"));
        assertThat(before.at("/metadata/big").asString()).isEqualTo("9007199254740993");
        assertThat(api.get(path + "?as_of=" + rich.at("/recorded_at").asString())
                        .expect(200)
                        .json())
                .isEqualTo(rich.without("embedding"));
    }

    /** Bad input ended as a success that stored nothing, or as the database's own error text with status 500. */
    @Test
    void badInputShouldBeNamedAndNeverBeAFault() {
        String path = memory(tenant, "k");
        for (String body : List.of(
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"content\":null}",
                "{\"content\":7}",
                "{\"content\":\"x\",\"importance\":\"5\"}",
                "{\"content\":\"x\",\"importance\":11}",
                "{\"content\":\"x\",\"importance\":99999999999999999999}",
                "{\"content\":\"x\",\"importance\":1.5}",
                "{\"content\":\"x\",\"tags\":\"a\"}",
                "{\"content\":\"x\",\"expires_at\":\"tomorrow\"}",
                "{\"content\":\"x\",\"content\":\"y\"}",
                "{\"content\":\"\\u0000\"}",
                "{\"content\":\"x\",\"metadata\":" + "[".repeat(100) + "]".repeat(100) + "}")) {
            Got refused = api.put(path, body);
            assertThat(refused.status()).as(body + " " + refused.text()).isIn(400, 415, 422);
            assertThat(refused.at("/code").asString()).isNotEmpty();
            assertThat(refused.text()).doesNotContainIgnoringCase("sql").doesNotContain("Exception");
        }
        api.get(path).expect(404, "not_found");
    }

    /** A health check that writes a row of its own into the users' tables leaves it there when it is interrupted. */
    @Test
    void lookingAfterTheServerShouldLeaveNoTraceInTheData() {
        int before = audited();
        for (int i = 0; i < 10; i++) {
            node.api().get("/livez").expect(200);
            node.api().get("/readyz?verbose").expect(200);
            node.api().get("/metrics").expect(200);
        }

        assertThat(Walk.through(operator, "/v1/memories?limit=200&namespace=" + tenant))
                .isEmpty();
        assertThat(audited()).isEqualTo(before);
    }

    /** A log of slow or failed statements carried their arguments: what users keep, and their keys. */
    @Test
    void noLogShouldCarryWhatUsersKeep() {
        String secret = "xylophone-" + System.nanoTime();
        api.put(memory(tenant, "k"), json(Map.of("content", secret, "metadata", Map.of("m", secret))))
                .expect(201);
        api.put(memory(tenant, "k"), json(Map.of("content", secret, "importance", 11)))
                .expect(422);
        api.post("/v1/memories/search", json(Map.of("query", secret))).expect(200);

        assertThat(node.program().err()).contains("PUT").doesNotContain(secret).doesNotContain("hf_dev_");
    }

    private int audited() {
        return Walk.through(operator, "/v1/audit?limit=200").size();
    }

    private List<String> write(int count) {
        List<String> names =
                IntStream.range(0, count).mapToObj(i -> "k" + (100 + i)).toList();
        api.post(
                        "/v1/memories/batch",
                        json(Map.of(
                                "memories",
                                names.stream()
                                        .map(name -> Map.of("namespace", tenant, "key", name, "content", "x"))
                                        .toList())))
                .expect(200);
        return names.subList(1, names.size());
    }

    private List<String> found(String query, String namespace) {
        Got hits = api.post("/v1/memories/search", json(Map.of("query", query, "namespace", namespace)))
                .expect(200);
        return keys(
                hits.at("/items").valueStream().map(hit -> hit.at("/memory")).toList());
    }

    private static List<String> keys(Got page) {
        return new ArrayList<>(keys(page.at("/items").valueStream().toList()));
    }

    private static List<String> keys(List<JsonNode> items) {
        return items.stream().map(item -> item.at("/key").asString()).toList();
    }
}
