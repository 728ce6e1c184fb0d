package dev.holdfast.http.memory;

import static dev.holdfast.http.Api.json;
import static dev.holdfast.http.Api.memory;
import static dev.holdfast.http.memory.MemoryPages.cut;
import static dev.holdfast.http.memory.MemoryPages.keys;
import static dev.holdfast.http.memory.MemoryPages.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.shared.HostileTexts;
import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import dev.holdfast.http.HttpUnderTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Texts that are hard to store, and texts that cannot be. */
public interface MemoryTextLaws {
    HttpUnderTest http();

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

            assertThat(read.json()).isEqualTo(written.without("embedding"));
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
}
