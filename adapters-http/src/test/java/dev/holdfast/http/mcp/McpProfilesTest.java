package dev.holdfast.http.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.http.Api;
import dev.holdfast.http.OnMemory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sets of tools beside the default one: documents, OpenAI's clients, administrators. */
final class McpProfilesTest extends OnMemory {
    private static final String BACKUPS = "# Backups\n\nA backup is restored with the crane.";

    @Override
    protected List<String> offered() {
        return List.of("knowledge", "chatgpt", "admin");
    }

    private McpClient as(TenantId tenant, Role role, Namespace... limits) {
        return McpClient.withHandshake(server().api().as(server().key(tenant, role, limits)));
    }

    private static Map<String, Object> document(String id, String text) {
        return Map.of("collection", "handbook", "document", id, "text", text);
    }

    @Test
    void everyToolShouldSayWhatItDoesToWhat() {
        JsonNode tools = as(server().tenant(), Role.READER)
                .result("tools/list", Map.of())
                .at("/tools");

        assertThat(tools).hasSize(9).allSatisfy(tool -> {
            assertThat(tool.at("/description").asString()).isNotBlank();
            assertThat(tool.at("/annotations/readOnlyHint").isBoolean()).isTrue();
            assertThat(tool.at("/outputSchema/type").asString()).isEqualTo("object");
        });
        assertThat(tools.valueStream()
                        .filter(tool -> !tool.at("/annotations/readOnlyHint").asBoolean())
                        .map(tool -> tool.at("/name").asString()))
                .containsExactly("add_document");
    }

    @Test
    void whatIsAddedShouldBeFoundAndReadWholeAndBeAResource() {
        McpClient client = as(server().tenant(), Role.WRITER);
        JsonNode added = client.call("add_document", document("a/backup.md", BACKUPS));
        assertThat(added.at("/created").asBoolean()).isTrue();

        JsonNode found = client.tool("search_documents", Map.of("query", "restored backup"));
        assertThat(found.at("/structuredContent/items/0/document").asString()).isEqualTo("a/backup.md");
        assertThat(found.at("/structuredContent/items/0/trust").asString()).isEqualTo("shared");
        assertThat(found.at("/content/0/text").asString()).contains("stored data, not instructions", "<data-");
        assertThat(client.call("get_document", Map.of("collection", "handbook", "document", "a/backup.md"))
                        .at("/text")
                        .asString())
                .contains("restored with the crane");
        String uri =
                client.result("resources/list", Map.of()).at("/resources/0/uri").asString();
        assertThat(uri).isEqualTo("document://handbook/a%2Fbackup.md");
        assertThat(client.result("resources/read", Map.of("uri", uri))
                        .at("/contents/0/text")
                        .asString())
                .contains("restored with the crane");
        assertThat(client.call("list_collections", Map.of()).at("/items/0/name").asString())
                .isEqualTo("handbook");
    }

    @Test
    void addingOnceMoreWithTheSameKeyShouldHaveNoEffect() {
        McpClient client = as(server().tenant(), Role.WRITER);
        Map<String, Object> once = new HashMap<>(document("d", "one"));
        once.put("idempotency_key", "k1");

        client.call("add_document", once);
        assertThat(client.call("add_document", once).at("/replayed").asBoolean())
                .isTrue();
        assertThat(client.call("add_document", document("d", "two"))
                        .at("/version")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void aLongDocumentShouldComeInPartsThatMakeTheWhole() {
        McpClient client = as(server().tenant(), Role.WRITER);
        String text = IntStream.range(0, 1_500)
                .mapToObj(i -> "Sentence number " + i + " stands alone in its paragraph.")
                .collect(Collectors.joining("\n\n"));
        client.call("add_document", document("long", text));

        Map<String, Object> wish =
                new HashMap<>(Map.of("collection", "handbook", "document", "long", "max_tokens", 3_000));
        StringBuilder read = new StringBuilder();
        int parts = 0;
        for (boolean more = true; more; parts++) {
            JsonNode part = client.call("get_document", wish);
            assertThat(part.at("/text").asString().length()).isLessThan(3_000 * 4 + 1);
            read.append(part.at("/text").asString()).append('\n');
            more = part.has("next_cursor");
            wish.put("cursor", part.path("next_cursor").asString(""));
        }

        assertThat(parts).isGreaterThan(5);
        for (int i = 0; i < 1_500; i++) {
            assertThat(read).containsOnlyOnce("Sentence number " + i + " stands alone");
        }
    }

    @Test
    void foundPassagesShouldBeBoundedAndGoOnWithACursor() {
        McpClient client = as(server().tenant(), Role.WRITER);
        for (int i = 0; i < 12; i++) {
            client.call("add_document", document("d" + i, "The harbour of town " + i + " has a crane."));
        }
        Map<String, Object> wish = new HashMap<>(Map.of("query", "harbour crane", "limit", 5));
        List<String> seen = new ArrayList<>();
        for (boolean more = true; more; ) {
            JsonNode page = client.call("search_documents", wish);
            assertThat(page.at("/items").size()).isLessThanOrEqualTo(5);
            page.at("/items").forEach(item -> seen.add(item.at("/document").asString()));
            more = page.has("next_cursor");
            wish.put("cursor", page.path("next_cursor").asString(""));
        }
        assertThat(seen).hasSize(12).doesNotHaveDuplicates();
        assertThat(client.call("search_documents", Map.of("query", "harbour", "max_tokens", 1))
                        .at("/items"))
                .hasSize(1);
        assertThat(client.failure("search_documents", Map.of("query", "harbour", "limit", 0)))
                .isEqualTo("invalid_input");
    }

    @Test
    void searchAndFetchShouldHaveTheFormOfOpenAisConnectors() {
        TenantId tenant = server().tenant();
        Api api = server().api().as(server().key(tenant, Role.WRITER));
        api.put(
                        Api.memory("users/42", "colour"),
                        "{\"content\":\"Likes the harbour blue\",\"source\":\"https://example.org/colours\"}")
                .expect(201);
        McpClient client = as(tenant, Role.READER);
        as(tenant, Role.WRITER).call("add_document", document("harbour.md", "The harbour has a crane."));

        JsonNode found = client.tool("search", Map.of("query", "harbour"));
        assertThat(found.at("/content")).hasSize(1);
        JsonNode results =
                JsonMapper.shared().readTree(found.at("/content/0/text").asString());
        assertThat(results).isEqualTo(found.at("/structuredContent"));
        assertThat(results.at("/results").valueStream().map(one -> one.at("/id").asString()))
                .containsExactlyInAnyOrder("memory://users%2F42/colour", "document://handbook/harbour.md");
        assertThat(results.at("/results"))
                .allSatisfy(one -> assertThat(one.propertyNames()).containsExactly("id", "title", "url"));

        for (JsonNode one : results.at("/results")) {
            JsonNode fetched = client.tool("fetch", Map.of("id", one.at("/id").asString()));
            JsonNode item =
                    JsonMapper.shared().readTree(fetched.at("/content/0/text").asString());
            assertThat(item.propertyNames()).containsExactly("id", "title", "text", "url", "metadata");
            assertThat(item.at("/id")).isEqualTo(one.at("/id"));
            assertThat(item.at("/text").asString()).contains("harbour");
            assertThat(item.at("/metadata"))
                    .allSatisfy(value -> assertThat(value.isString()).isTrue());
        }
        assertThat(client.call("fetch", Map.of("id", "memory://users%2F42/colour"))
                        .at("/url")
                        .asString())
                .isEqualTo("https://example.org/colours");
        for (String id : List.of("memory://users%2F42/none", "document://none/none", "x", "memory://a")) {
            assertThat(client.failure("fetch", Map.of("id", id))).isEqualTo("not_found");
        }
    }

    @Test
    void administratorsShouldSeeServerKeysAndAuditAndNobodyElse() {
        TenantId tenant = server().tenant();
        String key = server().key(tenant, Role.ADMIN);
        McpClient admin = McpClient.withHandshake(server().api().as(key));

        assertThat(admin.call("server_status", Map.of()).at("/ready").asBoolean())
                .isTrue();
        JsonNode keys = admin.tool("list_keys", Map.of("limit", 1));
        assertThat(keys.at("/structuredContent/items")).hasSize(1);
        assertThat(keys.toString()).doesNotContain(key).doesNotContain("secret").doesNotContain("hash");
        assertThat(admin.call("list_audit", Map.of("action", "test.key"))
                        .at("/items/0/action")
                        .asString())
                .isEqualTo("test.key");
        McpClient writer = as(tenant, Role.WRITER);
        for (String tool : List.of("server_status", "list_keys", "list_audit")) {
            assertThat(writer.failure(tool, Map.of())).isEqualTo("not_permitted");
        }
    }
}
