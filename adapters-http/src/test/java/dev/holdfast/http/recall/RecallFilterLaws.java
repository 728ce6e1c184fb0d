package dev.holdfast.http.recall;

import static dev.holdfast.http.Api.json;
import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.shared.HostileTexts;
import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import dev.holdfast.http.HttpUnderTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Filters over the wire. */
public interface RecallFilterLaws {
    HttpUnderTest http();

    @Test
    default void aFilterShouldLetThroughWhatFulfilsIt() {
        Api api = http().admin();
        api.put(
                        memory("n", "a"),
                        "{\"content\":\"quokka\",\"importance\":7,\"tags\":[\"red\"],"
                                + "\"metadata\":{\"speaker\":\"Ann\",\"turn\":3}}")
                .expect(201);
        api.put(
                        memory("n", "b"),
                        "{\"content\":\"quokka\",\"importance\":2,\"tags\":[\"blue\"],"
                                + "\"metadata\":{\"speaker\":\"Bob\",\"turn\":12}}")
                .expect(201);
        api.put(memory("m", "c"), "{\"content\":\"quokka\",\"source\":\"chat\"}")
                .expect(201);

        Map<String, String> expected = Map.ofEntries(
                Map.entry("{\"field\":\"importance\",\"op\":\"gte\",\"value\":5}", "a"),
                Map.entry("{\"field\":\"importance\",\"op\":\"lt\",\"value\":5}", "bc"),
                Map.entry("{\"field\":\"tags\",\"op\":\"contains\",\"value\":\"blue\"}", "b"),
                Map.entry("{\"field\":\"metadata/speaker\",\"op\":\"eq\",\"value\":\"Ann\"}", "a"),
                Map.entry("{\"field\":\"metadata/speaker\",\"op\":\"ne\",\"value\":\"Ann\"}", "bc"),
                Map.entry("{\"field\":\"metadata/turn\",\"op\":\"gt\",\"value\":5}", "b"),
                Map.entry("{\"field\":\"metadata/speaker\",\"op\":\"exists\"}", "ab"),
                Map.entry("{\"field\":\"key\",\"op\":\"in\",\"value\":[\"a\",\"c\",\"z\"]}", "ac"),
                Map.entry("{\"field\":\"source\",\"op\":\"exists\",\"value\":false}", "ab"),
                Map.entry("{\"field\":\"namespace\",\"op\":\"eq\",\"value\":\"m\"}", "c"),
                Map.entry(
                        "{\"or\":[{\"field\":\"key\",\"op\":\"eq\",\"value\":\"a\"},"
                                + "{\"not\":{\"field\":\"metadata/turn\",\"op\":\"exists\"}}]}",
                        "ac"),
                Map.entry("{\"field\":\"created_at\",\"op\":\"lt\",\"value\":\"2020-01-01T00:00:00Z\"}", ""));

        expected.forEach((filter, keys) -> {
            String body = "{\"query\":\"quokka\",\"filter\":" + filter + "}";
            assertThat(keysOf(api.post("/v1/recall", body), "/key")).as(filter).isEqualTo(keys);
            assertThat(keysOf(api.post("/v1/memories/search", body), "/memory/key"))
                    .as(filter)
                    .isEqualTo(keys);
        });
    }

    private static String keysOf(Got answer, String key) {
        Set<String> keys = new TreeSet<>();
        answer.expect(200).at("/items").forEach(item -> keys.add(item.at(key).asString()));
        return String.join("", keys);
    }

    @Test
    default void whatIsNoFilterShouldBeRefusedAtItsPlace() {
        Map<String, String> wrong = Map.of(
                "{\"field\":\"nope\",\"op\":\"eq\",\"value\":1}", "/filter/field",
                "{\"field\":\"key\",\"op\":\"like\",\"value\":\"x\"}", "/filter/op",
                "{\"field\":\"importance\",\"op\":\"gte\",\"value\":\"5\"}", "/filter/value",
                "{\"and\":[{\"field\":\"tags\",\"op\":\"eq\",\"value\":\"x\"}]}", "/filter/and/0/op",
                "{}", "/filter",
                "[]", "/filter");
        for (String path : List.of("/v1/recall", "/v1/memories/search", "/v1/collections/c/search")) {
            wrong.forEach((filter, pointer) -> {
                Got got = http().admin()
                        .post(path, "{\"query\":\"x\",\"filter\":" + filter + "}")
                        .expect(400, "malformed_request");
                assertThat(got.at("/errors/0/pointer").asString()).as(filter).isEqualTo(pointer);
            });
        }
    }

    /** Names and values are bound: whatever is in them, the answer is an answer, and nobody else's. */
    @Test
    default void hostileNamesAndValuesShouldFindNothing() {
        Api api = http().admin();
        api.put(memory("n", "k"), "{\"content\":\"quokka\",\"metadata\":{\"a\":\"b\"}}")
                .expect(201);

        for (String text : HostileTexts.ALL) {
            String field = "metadata/" + text.replace("~", "~0").replace("/", "~1");
            for (String op : List.of("eq", "gt", "contains")) {
                Got byName = api.post(
                                "/v1/recall",
                                json(Map.of(
                                        "query", "quokka", "filter", Map.of("field", field, "op", op, "value", "b"))))
                        .expect(200);
                Got byValue = api.post(
                                "/v1/recall",
                                json(Map.of(
                                        "query",
                                        "quokka",
                                        "filter",
                                        Map.of("field", "category", "op", op.equals("gt") ? "eq" : op, "value", text))))
                        .expect(200);
                assertThat(byName.at("/items")).isEmpty();
                assertThat(byValue.at("/items")).isEmpty();
            }
        }
    }
}
