package dev.holdfast.http.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.http.Api;
import dev.holdfast.http.OnMemory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Nothing crosses from one tenant, one key or one client to another through any tool. */
final class McpIsolationTest extends OnMemory {
    private static final String SECRET = "the harbour master's secret";

    /** A call of every tool at what somebody else has. */
    private static final Map<String, Map<String, Object>> CALLS = Map.ofEntries(
            Map.entry("remember", Map.of("namespace", "theirs", "key", "k", "content", "overwritten")),
            Map.entry("recall", Map.of("query", "harbour secret")),
            Map.entry("get_memory", Map.of("namespace", "theirs", "key", "k")),
            Map.entry("update_memory", Map.of("namespace", "theirs", "key", "k", "content", "overwritten")),
            Map.entry("forget", Map.of("namespace", "theirs", "key", "k")),
            Map.entry("get_context", Map.of()),
            Map.entry("search_documents", Map.of("query", "harbour secret")),
            Map.entry("get_document", Map.of("collection", "theirs", "document", "d")),
            Map.entry("add_document", Map.of("collection", "theirs", "document", "d", "text", "overwritten")),
            Map.entry("list_collections", Map.of()),
            Map.entry("search", Map.of("query", "harbour secret")),
            Map.entry("fetch", Map.of("id", "memory://theirs/k")),
            Map.entry("server_status", Map.of()),
            Map.entry("list_keys", Map.of()),
            Map.entry("list_audit", Map.of()));

    @Override
    protected List<String> offered() {
        return List.of("memory", "knowledge", "chatgpt", "admin");
    }

    private McpClient as(TenantId tenant, Role role, Namespace... limits) {
        return McpClient.withHandshake(server().api().as(server().key(tenant, role, limits)));
    }

    private McpClient owner(TenantId tenant) {
        McpClient owner = as(tenant, Role.ADMIN);
        owner.call("remember", Map.of("namespace", "theirs", "key", "k", "content", SECRET));
        owner.call("add_document", Map.of("collection", "theirs", "document", "d", "title", SECRET, "text", SECRET));
        return owner;
    }

    private Stream<String> tools() {
        List<String> names = McpClient.withHandshake(server().admin())
                .result("tools/list", Map.of())
                .at("/tools")
                .valueStream()
                .map(tool -> tool.at("/name").asString())
                .toList();
        return names.stream();
    }

    @Test
    void everyToolShouldBeTried() {
        assertThat(tools()).containsExactlyInAnyOrderElementsOf(CALLS.keySet());
    }

    @TestFactory
    Stream<DynamicTest> anotherTenantShouldFindNothingAndChangeNothing() {
        return tools().map(tool -> DynamicTest.dynamicTest(tool, () -> {
            McpClient owner = owner(server().tenant());
            String seen = as(server().tenant(), Role.ADMIN)
                    .tool(tool, CALLS.get(tool))
                    .toString();

            assertThat(seen).doesNotContain(SECRET);
            untouched(owner);
        }));
    }

    @TestFactory
    Stream<DynamicTest> aKeyLimitedToOtherNamespacesShouldFindNothingAndChangeNothing() {
        return tools().map(tool -> DynamicTest.dynamicTest(tool, () -> {
            TenantId tenant = server().tenant();
            McpClient owner = owner(tenant);
            String seen = as(tenant, Role.WRITER, new Namespace("mine"), new Namespace("their"))
                    .tool(tool, CALLS.get(tool))
                    .toString();

            assertThat(seen).doesNotContain(SECRET);
            untouched(owner);
        }));
    }

    @TestFactory
    Stream<DynamicTest> aReaderShouldChangeNothing() {
        return tools().map(tool -> DynamicTest.dynamicTest(tool, () -> {
            TenantId tenant = server().tenant();
            McpClient owner = owner(tenant);
            as(tenant, Role.READER).tool(tool, CALLS.get(tool));

            untouched(owner);
        }));
    }

    private static void untouched(McpClient owner) {
        JsonNode kept = owner.call("get_memory", Map.of("namespace", "theirs", "key", "k"));
        assertThat(kept.at("/content").asString()).isEqualTo(SECRET);
        assertThat(kept.at("/version").asInt()).isEqualTo(1);
        JsonNode document = owner.call("get_document", Map.of("collection", "theirs", "document", "d"));
        assertThat(document.at("/text").asString()).isEqualTo(SECRET);
        assertThat(document.at("/version").asInt()).isEqualTo(1);
    }

    @Test
    void resourcesAndCompletionsShouldKeepTheSameBounds() {
        TenantId tenant = server().tenant();
        owner(tenant);
        McpClient limited = as(tenant, Role.ADMIN, new Namespace("mine"));
        McpClient foreign = as(server().tenant(), Role.ADMIN);
        for (McpClient other : List.of(limited, foreign)) {
            assertThat(other.result("resources/list", Map.of()).at("/resources"))
                    .isEmpty();
            for (String uri : List.of("memory://theirs/k", "document://theirs/d")) {
                assertThat(other.send("resources/read", Map.of("uri", uri)).text())
                        .contains("error")
                        .doesNotContain(SECRET);
            }
            assertThat(other.result("completion/complete", Map.of("argument", Map.of("name", "namespace", "value", "")))
                            .at("/completion/values"))
                    .isEmpty();
            assertThat(other.result("prompts/get", Map.of("name", "recall", "arguments", Map.of("topic", "secret")))
                            .toString())
                    .doesNotContain(SECRET);
        }
    }

    @Test
    void aCursorShouldBeWorthNothingToAnotherTenant() {
        Map<String, Object> wish = new HashMap<>(Map.of("query", "harbour", "limit", 1));
        String cursor = "";
        for (TenantId tenant : List.of(server().tenant(), server().tenant())) {
            McpClient client = owner(tenant);
            client.call("remember", Map.of("namespace", "theirs", "key", "k2", "content", "harbour"));
            if (cursor.isEmpty()) {
                cursor = client.call("recall", wish).at("/next_cursor").asString();
                wish.put("cursor", cursor);
            } else {
                assertThat(client.failure("recall", wish)).isEqualTo("invalid_cursor");
            }
        }
        assertThat(cursor).isNotEmpty();
    }

    /** The defect of CVE-2026-25536: replies found their way by the ids that clients choose, and all choose the same. */
    @Test
    void repliesShouldNeverCrossClientsThatUseTheSameIds() throws InterruptedException, ExecutionException {
        int clients = 100;
        int calls = 100;
        ConcurrentLinkedQueue<String> misrouted = new ConcurrentLinkedQueue<>();
        List<String> keys = IntStream.range(0, clients)
                .mapToObj(i -> server().key(server().tenant(), Role.ADMIN))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Future<?>> running = IntStream.range(0, clients)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> {
                        Api api = server().api().as(keys.get(i));
                        McpClient client = i % 2 == 0 ? McpClient.withHandshake(api) : McpClient.stateless(api);
                        client.call("remember", Map.of("namespace", "n", "key", "who", "content", "client " + i));
                        for (int id = 1; id < calls; id++) {
                            JsonNode answer = client.send(
                                            id,
                                            "tools/call",
                                            Map.of(
                                                    "name",
                                                    "get_memory",
                                                    "arguments",
                                                    Map.of("namespace", "n", "key", "who")))
                                    .json();
                            if (answer.at("/id").asInt() != id
                                    || !answer.at("/result/structuredContent/content")
                                            .asString()
                                            .equals("client " + i)) {
                                misrouted.add(i + ": " + answer);
                            }
                        }
                    }))
                    .toList();
            for (Future<?> one : running) {
                one.get();
            }
        }
        assertThat(misrouted).isEmpty();
    }
}
