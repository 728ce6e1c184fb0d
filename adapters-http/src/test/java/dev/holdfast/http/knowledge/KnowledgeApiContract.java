package dev.holdfast.http.knowledge;

import static dev.holdfast.http.Api.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.identity.Role;
import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import dev.holdfast.http.HttpUnderTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The endpoints of collections and documents from the first write to the last page, over any storage. */
public interface KnowledgeApiContract extends IngestApiLaws {
    String HANDBOOK = "/v1/collections/handbook";
    String TEA = HANDBOOK + "/documents/tea.md";

    @Override
    HttpUnderTest http();

    @Test
    default void aCollectionShouldBeWrittenReadListedAndDeleted() {
        Api api = http().admin();

        Got created = api.put(HANDBOOK, "{}").expect(201);
        assertThat(created.header("ETag")).contains("\"1\"");
        assertThat(created.at("/language").asString()).isEqualTo("english");
        assertThat(created.at("/profile").asString()).isEqualTo("text");
        Got replaced = api.put(HANDBOOK, "{\"description\":\"how we work\"}").expect(200);

        assertThat(api.get(HANDBOOK).expect(200).json()).isEqualTo(replaced.json());
        api.with("If-None-Match", "\"2\"").get(HANDBOOK).expect(304);
        assertThat(api.get("/v1/collections").expect(200).at("/items/0")).isEqualTo(replaced.json());
        api.with("If-None-Match", "*").put(HANDBOOK, "{}").expect(412, "already_exists");
        api.with("If-Match", "\"1\"").put(HANDBOOK, "{}").expect(412, "stale_version");
        api.with("If-Match", "\"2\"").put(HANDBOOK, "{}").expect(200);
        api.with("If-Match", "\"2\"").delete(HANDBOOK).expect(412, "stale_version");
        api.with("If-Match", "\"3\"").delete(HANDBOOK).expect(204);
        api.delete(HANDBOOK).expect(404, "not_found");
        api.get(HANDBOOK).expect(404, "not_found");
        api.get(HANDBOOK + "/documents").expect(404, "not_found");
    }

    @Test
    default void whatIsChosenOnceShouldNotChange() {
        Api api = http().admin();
        api.put(HANDBOOK, "{\"language\":\"german\",\"profile\":\"schema\",\"embedding_model\":\"hashing\"}")
                .expect(201);

        Got refused = api.put(HANDBOOK, "{\"language\":\"french\"}").expect(422, "invalid_input");

        assertThat(refused.json().findValuesAsString("pointer")).containsExactly("/language", "/profile");
        Got unknown =
                api.put("/v1/collections/other", "{\"language\":\"klingon\"}").expect(422);
        assertThat(unknown.at("/errors/0/pointer").asString()).isEqualTo("/language");
    }

    @Test
    default void aDocumentShouldBeWrittenReadListedAndDeleted() {
        Api api = http().admin();
        api.put(HANDBOOK, "{}").expect(201);

        Got created = api.put(TEA, "{\"title\":\"Tea\",\"chunks\":[{\"text\":\"Leaves.\"},{\"text\":\"Water.\"}]}")
                .expect(201);
        assertThat(created.at("/external_id").asString()).isEqualTo("tea.md");
        assertThat(created.at("/chunk_count").asInt()).isEqualTo(2);
        List<String> first = chunkIds(api);
        Got same = api.put(
                        TEA,
                        "{\"title\":\"Tea\",\"source\":\"x:y\",\"chunks\":[{\"text\":\"Leaves.\"},{\"text\":\"Water.\"}]}")
                .expect(200);
        assertThat(same.at("/content_hash")).isEqualTo(created.at("/content_hash"));
        assertThat(chunkIds(api)).isEqualTo(first);
        Got other = api.put(TEA, "{\"chunks\":[{\"text\":\"Only this.\",\"headings\":[\"A\"],\"token_count\":3}]}")
                .expect(200);
        assertThat(other.at("/content_hash")).isNotEqualTo(created.at("/content_hash"));
        assertThat(chunkIds(api)).hasSize(1).doesNotContainAnyElementsOf(first);

        assertThat(api.get(TEA).expect(200).json()).isEqualTo(other.without("embedding"));
        assertThat(api.get(HANDBOOK + "/documents").expect(200).at("/items/0")).isEqualTo(other.without("embedding"));
        api.with("If-None-Match", "\"3\"").get(TEA).expect(304);
        api.with("If-None-Match", "*").put(TEA, "{\"chunks\":[]}").expect(412, "already_exists");
        api.with("If-Match", "\"1\"").put(TEA, "{\"chunks\":[]}").expect(412, "stale_version");
        api.with("If-Match", "\"3\"").put(TEA, "{\"chunks\":[]}").expect(200);
        assertThat(chunkIds(api)).isEmpty();
        api.with("If-Match", "\"1\"").delete(TEA).expect(412, "stale_version");
        api.delete(TEA).expect(204);
        api.delete(TEA).expect(404, "not_found");
        api.get(TEA).expect(404, "not_found");
        api.get(TEA + "/chunks").expect(404, "not_found");
        api.put("/v1/collections/absent/documents/x", "{\"chunks\":[]}").expect(404, "not_found");
    }

    @Test
    default void aDocumentMayHaveAnyNameThatAUrlCanCarry() {
        Api api = http().admin();
        api.put(HANDBOOK, "{}").expect(201);
        for (String id : List.of("a/b c.md", "100%", "Käse 🍵", "?q=1#x", "..hidden")) {
            String place = path("v1", "collections", "handbook", "documents", id);
            assertThat(api.put(place, "{\"chunks\":[{\"text\":\"x\"}]}")
                            .expect(201)
                            .at("/external_id")
                            .asString())
                    .isEqualTo(id);
            assertThat(api.get(place + "/chunks")
                            .expect(200)
                            .at("/items/0/text")
                            .asString())
                    .isEqualTo("x");
        }
        assertThat(api.get("/v1/collections/Not%20A%20Name")
                        .expect(422)
                        .at("/errors/0/parameter")
                        .asString())
                .isEqualTo("collection");
        assertThat(api.get(HANDBOOK + "/documents/" + "x".repeat(769))
                        .expect(422)
                        .at("/errors/0/parameter")
                        .asString())
                .isEqualTo("document");
    }

    @Test
    default void everythingWrongWithADocumentShouldBeTold() {
        Api api = http().admin();
        api.put(HANDBOOK, "{}").expect(201);

        Got refused = api.put(
                        TEA,
                        "{\"chunks\":[{\"text\":\"\"},{\"text\":\"x\"},{\"text\":\"x\",\"token_count\":-1,\"headings\":[\"\"]}]}")
                .expect(422, "invalid_input");

        assertThat(refused.json().findValuesAsString("pointer"))
                .containsExactly("/chunks/0/text", "/chunks/2/token_count", "/chunks/2/headings/0");
        api.put(TEA, "{}").expect(400);
        api.put(TEA, "{\"chunks\":[],\"unknown\":1}").expect(400);
        api.get(TEA).expect(404);
    }

    @Test
    default void listsShouldBeWalkedPageByPage() {
        Api api = http().admin();
        for (String name : List.of("b", "a", "c")) {
            api.put("/v1/collections/" + name, "{}").expect(201);
            api.put("/v1/collections/a/documents/" + name, "{\"chunks\":[]}");
        }
        api.put("/v1/collections/a/documents/b", "{\"chunks\":[]}").expect(201);
        api.put("/v1/collections/a/documents/c", "{\"chunks\":[{\"text\":\"1\"},{\"text\":\"2\"},{\"text\":\"3\"}]}")
                .expect(200);

        assertThat(walk(api, "/v1/collections", "/name")).containsExactly("a", "b", "c");
        assertThat(walk(api, "/v1/collections/a/documents", "/external_id")).containsExactly("a", "b", "c");
        assertThat(walk(api, "/v1/collections/a/documents/c/chunks", "/text")).containsExactly("1", "2", "3");
    }

    @Test
    default void aRepeatedRequestShouldBeAnsweredOnce() {
        Api api = http().admin();
        api.put(HANDBOOK, "{}").expect(201);
        Api once = api.with("Idempotency-Key", "the-same");

        once.put(TEA, "{\"chunks\":[]}").expect(201);
        Got again = once.put(TEA, "{\"chunks\":[]}").expect(201);

        assertThat(again.header("Idempotency-Replayed")).contains("true");
        assertThat(again.header("ETag")).contains("\"1\"");
        once.put(TEA, "{\"chunks\":[{\"text\":\"x\"}]}").expect(422, "idempotency_mismatch");
    }

    @Test
    default void aKeyLimitedToACollectionShouldReachNoOther() {
        Api admin = http().admin();
        admin.put(HANDBOOK, "{}").expect(201);
        admin.put("/v1/collections/other", "{}").expect(201);
        String token = admin.post(
                        "/v1/admin/keys",
                        "{\"name\":\"limited\",\"role\":\"writer\",\"namespaces\":[\"collections/handbook\"]}")
                .expect(201)
                .at("/token")
                .asString();
        Api limited = http().api().as(token);

        limited.put(TEA, "{\"chunks\":[]}").expect(201);
        limited.get("/v1/collections/other").expect(403, "not_permitted");
        limited.put("/v1/collections/other/documents/x", "{\"chunks\":[]}").expect(403, "not_permitted");
        limited.delete("/v1/collections/other").expect(403, "not_permitted");
        assertThat(walk(limited, "/v1/collections", "/name")).containsExactly("handbook");
        assertThat(http().api()
                        .as(http().key(http().tenant(), Role.READER))
                        .put(TEA, "{\"chunks\":[]}")
                        .status())
                .isEqualTo(403);
    }

    private static List<String> chunkIds(Api api) {
        return walk(api, TEA + "/chunks", "/id");
    }

    private static List<String> walk(Api api, String list, String pointer) {
        List<String> all = new ArrayList<>();
        String next = list + "?limit=2";
        while (!next.isEmpty()) {
            Got page = api.get(next).expect(200);
            for (JsonNode item : page.at("/items")) {
                all.add(item.at(pointer).asString());
            }
            next = page.json().has("next_cursor")
                    ? list + "?limit=2&cursor=" + page.at("/next_cursor").asString()
                    : "";
        }
        return all;
    }
}
