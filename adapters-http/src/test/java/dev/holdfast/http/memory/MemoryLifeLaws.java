package dev.holdfast.http.memory;

import static dev.holdfast.http.Api.json;
import static dev.holdfast.http.Api.memory;
import static dev.holdfast.http.memory.MemoryPages.next;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import dev.holdfast.http.HttpUnderTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of a memory from its first version to its last. */
public interface MemoryLifeLaws {
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
        assertThat(read.json()).isEqualTo(replaced.without("embedding"));
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
}
