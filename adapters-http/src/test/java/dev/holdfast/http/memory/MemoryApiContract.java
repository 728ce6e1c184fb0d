package dev.holdfast.http.memory;

import static dev.holdfast.http.Api.json;
import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Race;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.HostileTexts;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import dev.holdfast.http.HttpUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The memory endpoints from the first write to the last page, over any storage. */
public interface MemoryApiContract {
    HttpUnderTest http();

    @Test
    default void aMemoryShouldBeCreatedThenReplacedThenRead() {
        Api api = http().admin();
        Got created = api.put(memory("users/42", "colour"), "{\"content\":\"Prefers blue.\"}")
                .expect(201);
        Got replaced = api.put(memory("users/42", "colour"), """
                        {"content":"Prefers green.","category":"preference","importance":7,"tags":["b","a"],
                         "metadata":{"z":1.50,"a":{"deep":[null,true]}},"source":"chat","valid_from":"2026-01-01T02:00:00+02:00",
                         "valid_to":"2027-01-01T00:00:00Z","expires_at":"2999-01-01T00:00:00.1234567Z"}""").expect(200);
        Got read = api.get(memory("users/42", "colour")).expect(200);

        assertThat(created.header("ETag")).contains("\"1\"");
        assertThat(replaced.header("ETag")).contains("\"2\"");
        assertThat(read.header("ETag")).contains("\"2\"");
        assertThat(read.json()).isEqualTo(replaced.json());
        assertThat(read.at("/id")).isEqualTo(created.at("/id"));
        assertThat(read.at("/tags").toString()).isEqualTo("[\"b\",\"a\"]");
        assertThat(read.at("/metadata").toString()).isEqualTo("{\"a\":{\"deep\":[null,true]},\"z\":1.5}");
        assertThat(read.at("/valid_from").asString()).isEqualTo("2026-01-01T00:00:00.000000Z");
        assertThat(read.at("/expires_at").asString()).isEqualTo("2999-01-01T00:00:00.123456Z");
    }

    @Test
    default void aDeletedMemoryShouldBeGoneUntilItIsRestored() {
        Api api = http().admin();
        api.put(memory("n", "k"), "{\"content\":\"one\"}").expect(201);

        api.delete(memory("n", "k")).expect(204);
        api.get(memory("n", "k")).expect(404, "not_found");
        api.delete(memory("n", "k")).expect(404, "not_found");
        Got restored = api.post(memory("n", "k") + "/restore").expect(200);
        api.post(memory("n", "k") + "/restore").expect(409, "already_exists");

        assertThat(restored.at("/content").asString()).isEqualTo("one");
        assertThat(api.get(memory("n", "k")).expect(200).at("/version").asInt()).isEqualTo(3);
    }

    @Test
    default void everyVersionShouldBeListedTheNewestFirst() {
        Api api = http().admin();
        for (String content : List.of("one", "two", "three")) {
            api.put(memory("n", "k"), json(Map.of("content", content)));
        }
        api.delete(memory("n", "k")).expect(204);

        Got page = api.get(memory("n", "k") + "/revisions?limit=3").expect(200);
        Got rest = api.get(next(page)).expect(200);

        assertThat(page.at("/items"))
                .extracting(item -> item.at("/memory/version").asInt())
                .containsExactly(4, 3, 2);
        assertThat(page.at("/items/0/deleted").asBoolean()).isTrue();
        assertThat(page.at("/items/0").has("superseded_at")).isFalse();
        assertThat(page.at("/items/1/superseded_at")).isEqualTo(page.at("/items/0/memory/recorded_at"));
        assertThat(rest.at("/items"))
                .extracting(item -> item.at("/memory/content").asString())
                .containsExactly("one");
        assertThat(rest.json().has("next_cursor")).isFalse();
        api.get(memory("n", "nothing") + "/revisions").expect(404, "not_found");
    }

    @Test
    default void aMemoryShouldBeReadAsItWas() {
        Api api = http().admin();
        String then = api.put(memory("n", "k"), "{\"content\":\"then\"}")
                .at("/recorded_at")
                .asString();
        api.put(memory("n", "k"), "{\"content\":\"now\"}").expect(200);

        assertThat(api.get(memory("n", "k") + "?as_of=" + then)
                        .expect(200)
                        .at("/content")
                        .asString())
                .isEqualTo("then");
        assertThat(api.get("/v1/memories?as_of=" + then)
                        .expect(200)
                        .at("/items/0/content")
                        .asString())
                .isEqualTo("then");
        assertThat(api.post("/v1/memories/search", json(Map.of("query", "then", "as_of", then)))
                        .expect(200)
                        .at("/items/0/memory/content")
                        .asString())
                .isEqualTo("then");
        api.get(memory("n", "k") + "?as_of=2020-01-01T00:00:00Z").expect(404, "not_found");
    }

    @Test
    default void aListShouldBeWalkedWholeByItsLinks() {
        Api api = http().admin();
        List<String> keys =
                IntStream.range(0, 23).mapToObj(i -> "k" + (100 + i)).toList();
        api.post("/v1/memories/batch", batch("walk", keys)).expect(200);

        List<String> walked = new ArrayList<>();
        Got page = api.get("/v1/memories?namespace=walk&limit=5").expect(200);
        assertThat(page.at("/limit").asInt()).isEqualTo(5);
        while (true) {
            page.at("/items").forEach(item -> walked.add(item.at("/key").asString()));
            if (!page.json().has("next_cursor")) {
                break;
            }
            page = api.get(next(page)).expect(200);
        }

        assertThat(walked).containsExactlyElementsOf(keys);
        assertThat(page.header("Link")).isEmpty();
    }

    @Test
    default void aListShouldHonourEveryFilter() {
        Api api = http().admin();
        api.put(
                memory("users/1", "a"),
                "{\"content\":\"x\",\"category\":\"c\",\"importance\":9,\"tags\":[\"s\",\"t\"]}");
        api.put(memory("users/10", "b"), "{\"content\":\"x\",\"importance\":3,\"tags\":[\"s\"]}");
        api.put(memory("users/1/sub", "c"), "{\"content\":\"x\",\"expires_at\":\"2999-01-01T00:00:00Z\"}");

        assertThat(keys(api.get("/v1/memories?namespace=users%2F1"))).containsExactly("a", "c");
        assertThat(keys(api.get("/v1/memories?category=c"))).containsExactly("a");
        assertThat(keys(api.get("/v1/memories?min_importance=3"))).containsExactly("a", "b");
        assertThat(keys(api.get("/v1/memories?tag=s"))).containsExactly("a", "b");
        assertThat(keys(api.get("/v1/memories?tag=s&tag=t"))).containsExactly("a");
        assertThat(keys(api.get("/v1/memories?expires_before=2999-01-02T00:00:00%2B01:00")))
                .containsExactly("c");
        assertThat(api.get("/v1/memories?limit=9999").expect(200).at("/limit").asInt())
                .isEqualTo(200);
    }

    @Test
    default void aSearchShouldFindWhatWasWritten() {
        Api api = http().admin();
        api.put(memory("n", "k"), "{\"content\":\"The harbour freezes over in winter.\"}");
        api.put(memory("m", "k"), "{\"content\":\"Nothing of the kind.\"}");

        Got found = api.post("/v1/memories/search", "{\"query\":\"winter harbour\",\"namespace\":\"n\"}")
                .expect(200);

        assertThat(found.at("/items")).hasSize(1);
        assertThat(found.at("/items/0/memory/content").asString()).contains("harbour");
        assertThat(found.at("/items/0/score").asDouble()).isPositive();
    }

    @Test
    default void aBatchShouldBeWrittenWholeOrNotAtAll() {
        Api api = http().admin();
        api.put(memory("n", "a"), "{\"content\":\"old\"}").expect(201);

        Got wrong = api.post("/v1/memories/batch", """
                        {"memories":[{"namespace":"n","key":"a","content":"new"},{"namespace":"n","key":"b","content":"new"},
                         {"namespace":"","key":"b","content":"new"},{"namespace":"n","key":"c","content":"","importance":11}]}""").expect(422, "invalid_input");
        assertThat(wrong.at("/errors"))
                .extracting(error -> error.at("/pointer").asString())
                .containsExactlyInAnyOrder("/memories/2/namespace", "/memories/3/content", "/memories/3/importance");
        assertThat(api.get(memory("n", "a")).at("/content").asString()).isEqualTo("old");
        api.get(memory("n", "b")).expect(404);

        Got right =
                api.post("/v1/memories/batch", batch("n", List.of("a", "b"))).expect(200);
        assertThat(right.at("/items"))
                .extracting(item -> item.at("/created").asBoolean())
                .containsExactly(false, true);
        api.post("/v1/memories/batch", "{\"memories\":[]}").expect(422, "invalid_input");
        List<String> tooMany = IntStream.range(0, 1001).mapToObj(i -> "k" + i).toList();
        api.post("/v1/memories/batch", batch("n", tooMany)).expect(422, "limit_exceeded");
    }

    @Test
    default void aThousandMemoriesShouldFitOneBatch() {
        Api api = http().admin();
        List<String> keys = IntStream.range(0, 1000).mapToObj(i -> "k" + i).toList();

        Got written = api.with("X-Request-Timeout-Ms", "30000")
                .post("/v1/memories/batch", batch("n", keys))
                .expect(200);

        assertThat(written.at("/items"))
                .hasSize(1000)
                .allMatch(item -> item.at("/created").asBoolean());
    }

    @Test
    default void aChangeShouldHoldToItsPrecondition() {
        Api api = http().admin();
        String path = memory("n", "k");

        api.with("If-Match", "\"1\"").put(path, "{\"content\":\"x\"}").expect(404, "not_found");
        api.with("If-None-Match", "*").put(path, "{\"content\":\"first\"}").expect(201);
        api.with("If-None-Match", "*").put(path, "{\"content\":\"x\"}").expect(412, "already_exists");
        api.with("If-Match", "\"1\"").put(path, "{\"content\":\"second\"}").expect(200);
        api.with("If-Match", "\"1\"").put(path, "{\"content\":\"x\"}").expect(412, "stale_version");
        api.with("If-Match", "W/\"2\"").put(path, "{\"content\":\"x\"}").expect(412, "stale_version");
        api.with("If-Match", "\"two\"").put(path, "{\"content\":\"x\"}").expect(412, "stale_version");
        api.with("If-Match", "\"99999999999999999999\"")
                .put(path, "{\"content\":\"x\"}")
                .expect(412, "stale_version");
        api.with("If-Match", "\"1\"").delete(path).expect(412, "stale_version");
        assertThat(api.get(path).at("/content").asString()).isEqualTo("second");
        api.with("If-Match", "\"2\"").delete(path).expect(204);
    }

    @Test
    default void aReaderWhoHasTheVersionShouldGetNoBody() {
        Api api = http().admin();
        api.put(memory("n", "k"), "{\"content\":\"x\"}");

        Got same = api.with("If-None-Match", "\"7\", W/\"1\"")
                .get(memory("n", "k"))
                .expect(304);
        api.with("If-None-Match", "*").get(memory("n", "k")).expect(304);
        api.with("If-None-Match", "\"2\"").get(memory("n", "k")).expect(200);

        assertThat(same.header("ETag")).contains("\"1\"");
    }

    @Test
    default void fiftyWritersOfOneVersionShouldHaveOneWinner() {
        Api api = http().admin();
        api.put(memory("n", "k"), "{\"content\":\"x\"}");

        List<Integer> statuses = Race.values(Race.of(
                50,
                i -> api.with("If-Match", "\"1\"")
                        .with("X-Request-Timeout-Ms", "20000")
                        .put(memory("n", "k"), json(Map.of("content", "writer " + i)))
                        .status()));

        assertThat(statuses).hasSize(50).containsOnly(200, 412);
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
        assertThat(api.get(memory("n", "k")).at("/version").asInt()).isEqualTo(2);
    }

    @Test
    default void fiftyRepetitionsShouldHaveOneEffectAndOneAnswer() {
        Api api = http().admin().with("Idempotency-Key", "once").with("X-Request-Timeout-Ms", "20000");

        List<Got> answers = Race.values(Race.of(
                50, i -> api.put(memory("n", "k"), "{\"content\":\"x\"}").expect(201)));

        assertThat(answers).hasSize(50);
        assertThat(answers.stream().map(Got::text).collect(Collectors.toSet())).hasSize(1);
        assertThat(answers)
                .filteredOn(got -> got.header("Idempotency-Replayed").isEmpty())
                .hasSize(1);
        assertThat(api.get(memory("n", "k")).at("/version").asInt()).isEqualTo(1);
    }

    @Test
    default void aRepetitionShouldAnswerAsTheFirstTime() {
        Api api = http().admin().with("Idempotency-Key", "k1");
        Got first = api.put(memory("n", "k"), "{\"content\":\"x\"}").expect(201);
        Api other = api.with("X-Request-Id", "second-time");
        Got again = other.put(memory("n", "k"), "{\"content\":\"x\"}").expect(201);

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        api.put(memory("n", "k"), "{\"content\":\"y\"}").expect(422, "idempotency_mismatch");
        api.put(memory("n", "other"), "{\"content\":\"x\"}").expect(422, "idempotency_mismatch");
        api.with("If-Match", "\"1\"")
                .put(memory("n", "k"), "{\"content\":\"x\"}")
                .expect(422, "idempotency_mismatch");
        api.delete(memory("n", "k")).expect(422, "idempotency_mismatch");
    }

    @Test
    default void aRepeatedDeleteAndBatchShouldHaveOneEffect() {
        Api admin = http().admin();
        admin.put(memory("n", "k"), "{\"content\":\"x\"}");
        Api deleting = admin.with("Idempotency-Key", "delete");
        Api writing = admin.with("Idempotency-Key", "batch");

        deleting.delete(memory("n", "k")).expect(204);
        deleting.delete(memory("n", "k")).expect(204);
        Got first = writing.post("/v1/memories/batch", batch("b", List.of("a", "b")))
                .expect(200);
        Got again = writing.post("/v1/memories/batch", batch("b", List.of("a", "b")))
                .expect(200);

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        assertThat(admin.get(memory("b", "a")).at("/version").asInt()).isEqualTo(1);
    }

    @Test
    default void hostileTextsShouldComeBackAsTheyWere() {
        Api api = http().admin();
        for (String text : HostileTexts.ALL) {
            Map<String, Object> body = Map.of(
                    "content", text,
                    "category", cut(text, 64),
                    "tags", List.of(cut(text, 128)),
                    "source", text,
                    "metadata", Map.of(text, text));
            String path = memory(text.replace("/", "|"), cut(text, 512));
            Got written = api.put(path, json(body)).expect(201);
            Got read = api.get(path).expect(200);

            assertThat(read.json()).isEqualTo(written.json());
            assertThat(read.at("/namespace").asString()).isEqualTo(text.replace("/", "|"));
            assertThat(read.at("/key").asString()).isEqualTo(cut(text, 512));
            assertThat(read.at("/content").asString()).isEqualTo(text);
            assertThat(read.at("/category").asString()).isEqualTo(cut(text, 64));
            assertThat(read.at("/tags/0").asString()).isEqualTo(cut(text, 128));
            assertThat(read.at("/source").asString()).isEqualTo(text);
            assertThat(read.json().get("metadata").get(text).asString()).isEqualTo(text);
            assertThat(keys(api.get("/v1/memories?namespace=" + Api.encode(text.replace("/", "|")) + "&tag="
                            + Api.encode(cut(text, 128)) + "&category=" + Api.encode(cut(text, 64)))))
                    .containsExactly(cut(text, 512));
        }
    }

    @Test
    default void hostileQueriesShouldBeAnswered() {
        Api api = http().admin();
        api.put(memory("n", "k"), "{\"content\":\"some words\"}");

        for (String query : HostileTexts.QUERIES) {
            api.post("/v1/memories/search", json(Map.of("query", query))).expect(200);
        }
        for (String query : HostileTexts.ALL) {
            api.post("/v1/memories/search", json(Map.of("query", query, "category", "c", "tags", List.of("t"))))
                    .expect(200);
        }
    }

    @Test
    default void aTextThatNoStoreCanHoldShouldBeRefusedWithItsPlace() {
        Api api = http().admin();
        for (String broken : List.of("\\u0000", "a\\u0000b", "\\ud800", "\\udc00x", "\\ud83d\\ud83d")) {
            refused(api.put(memory("n", "k"), "{\"content\":\"" + broken + "\"}"), "pointer", "/content");
            refused(
                    api.put(memory("n", "k"), "{\"content\":\"x\",\"category\":\"" + broken + "\"}"),
                    "pointer",
                    "/category");
            refused(
                    api.put(memory("n", "k"), "{\"content\":\"x\",\"source\":\"" + broken + "\"}"),
                    "pointer",
                    "/source");
            refused(
                    api.put(memory("n", "k"), "{\"content\":\"x\",\"tags\":[\"ok\",\"" + broken + "\"]}"),
                    "pointer",
                    "/tags/1");
            refused(
                    api.put(memory("n", "k"), "{\"content\":\"x\",\"metadata\":{\"a\":[{\"b\":\"" + broken + "\"}]}}"),
                    "pointer",
                    "/metadata/a/0/b");
            api.put(memory("n", "k"), "{\"content\":\"x\",\"metadata\":{\"" + broken + "\":1}}")
                    .expect(422, "invalid_input");
            refused(api.post("/v1/memories/search", "{\"query\":\"" + broken + "\"}"), "pointer", "/query");
            refused(
                    api.post("/v1/memories/search", "{\"query\":\"x\",\"tags\":[\"" + broken + "\"]}"),
                    "pointer",
                    "/tags/0");
            refused(
                    api.post(
                            "/v1/memories/batch",
                            "{\"memories\":[{\"namespace\":\"n\",\"key\":\"" + broken + "\",\"content\":\"x\"}]}"),
                    "pointer",
                    "/memories/0/key");
        }
        refused(api.get("/v1/memories?category=%00"), "parameter", "category");
        refused(api.get("/v1/memories?tag=a&tag=%00"), "parameter", "tag");
        refused(api.get("/v1/memories?namespace=a%2F%00"), "parameter", "namespace");
        api.get(memory("n", "k")).expect(404);
    }

    @Test
    default void whatIsWrongShouldBeNamedWhereItStood() {
        Api api = http().admin();
        String long600 = "k".repeat(600);

        refused(api.put(memory("a//b", "k"), "{\"content\":\"x\"}"), "parameter", "namespace");
        refused(api.get(memory("n", long600)), "parameter", "key");
        refused(api.get("/v1/memories?min_importance=11"), "parameter", "min_importance");
        refused(api.get("/v1/memories?limit=0"), "parameter", "limit");
        refused(api.get("/v1/memories?tag="), "parameter", "tag");
        refused(api.put(memory("n", "k"), "{\"content\":\"x\",\"importance\":0}"), "pointer", "/importance");
        refused(api.put(memory("n", "k"), json(Map.of("content", "x".repeat(262_145)))), "pointer", "/content");
        refused(
                api.put(memory("n", "k"), json(Map.of("content", "x", "metadata", Map.of("a", "x".repeat(262_145))))),
                "pointer",
                "/metadata/a");
        refused(
                api.put(memory("n", "k"), "{\"content\":\"x\",\"expires_at\":\"2020-01-01T00:00:00Z\"}"),
                "pointer",
                "/expires_at");
        refused(api.post("/v1/memories/search", "{\"query\":\"x\",\"limit\":0}"), "pointer", "/limit");
    }

    @Test
    default void aKeyShouldReachItsNamespacesOnly() {
        TenantId tenant = http().tenant();
        Api admin = http().api().as(http().key(tenant, Role.ADMIN));
        Api limited = http().api().as(http().key(tenant, Role.WRITER, new Namespace("users/1")));
        admin.put(memory("users/1", "mine"), "{\"content\":\"x\"}").expect(201);
        admin.put(memory("users/10", "other"), "{\"content\":\"x\"}").expect(201);

        limited.get(memory("users/1", "mine")).expect(200);
        limited.put(memory("users/1/deep", "new"), "{\"content\":\"x\"}").expect(201);
        limited.get(memory("users/10", "other")).expect(403, "not_permitted");
        limited.put(memory("users/10", "other"), "{\"content\":\"x\"}").expect(403, "not_permitted");
        limited.delete(memory("users/10", "other")).expect(403, "not_permitted");
        limited.get("/v1/memories?namespace=users%2F10").expect(403, "not_permitted");
        assertThat(keys(limited.get("/v1/memories"))).containsExactly("mine", "new");
        assertThat(keys(limited.get("/v1/memories?namespace=users"))).containsExactly("mine", "new");
        assertThat(limited.post("/v1/memories/search", "{\"query\":\"x\"}").at("/items"))
                .hasSize(2);
    }

    private static void refused(Got got, String kind, String place) {
        got.expect(422, "invalid_input");
        assertThat(got.at("/errors"))
                .extracting(error -> error.at("/" + kind).asString())
                .as(got.text())
                .contains(place);
    }

    private static String next(Got page) {
        String link = page.header("Link").orElseThrow();
        assertThat(link)
                .endsWith(">; rel=\"next\"")
                .contains(page.at("/next_cursor").asString());
        return link.substring(1, link.indexOf('>'));
    }

    private static List<String> keys(Got page) {
        List<String> keys = new ArrayList<>();
        for (JsonNode item : page.expect(200).at("/items")) {
            keys.add(item.at("/key").asString());
        }
        return keys;
    }

    private static String batch(String namespace, List<String> keys) {
        return json(Map.of(
                "memories",
                keys.stream()
                        .map(key -> Map.of("namespace", namespace, "key", key, "content", "of " + key))
                        .toList()));
    }

    private static String cut(String text, int codePoints) {
        return text.codePointCount(0, text.length()) <= codePoints
                ? text
                : text.substring(0, text.offsetByCodePoints(0, codePoints));
    }
}
