package dev.holdfast.http.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.http.OnMemory;
import dev.holdfast.http.mcp.McpClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The tools of the official memory server, as its clients call them. */
final class GraphToolsTest extends OnMemory {
    private static final Map<String, Object> JOHN =
            Map.of("name", "John_Smith", "entityType", "person", "observations", List.of("Speaks fluent Spanish"));
    private static final Map<String, Object> WORKS =
            Map.of("from", "John_Smith", "to", "Anthropic", "relationType", "works_at");

    /** A call of every tool. */
    private static final Map<String, Map<String, Object>> CALLS = Map.of(
            "create_entities",
            Map.of("entities", List.of(JOHN)),
            "create_relations",
            Map.of("relations", List.of(WORKS)),
            "add_observations",
            Map.of("observations", List.of(Map.of("entityName", "John_Smith", "contents", List.of("x")))),
            "delete_entities",
            Map.of("entityNames", List.of("John_Smith")),
            "delete_observations",
            Map.of("deletions", List.of(Map.of("entityName", "John_Smith", "observations", List.of("x")))),
            "delete_relations",
            Map.of("relations", List.of(WORKS)),
            "read_graph",
            Map.of(),
            "search_nodes",
            Map.of("query", "spanish"),
            "open_nodes",
            Map.of("names", List.of("John_Smith")));

    @Override
    protected List<String> offered() {
        return List.of("memory-server");
    }

    private McpClient as(TenantId tenant, Role role, Namespace... limits) {
        return McpClient.withHandshake(server().api().as(server().key(tenant, role, limits)));
    }

    private McpClient owner(TenantId tenant) {
        McpClient owner = as(tenant, Role.WRITER);
        owner.call("create_entities", CALLS.get("create_entities"));
        owner.call("create_relations", CALLS.get("create_relations"));
        return owner;
    }

    @Test
    void theToolsShouldBeThoseOfTheOfficialServer() {
        JsonNode tools = as(server().tenant(), Role.READER)
                .result("tools/list", Map.of())
                .at("/tools");

        assertThat(tools.valueStream().map(tool -> tool.at("/name").asString()))
                .containsExactlyInAnyOrderElementsOf(CALLS.keySet());
        JsonNode create = tools.get(0).at("/inputSchema/properties/entities/items");
        assertThat(create.path("properties").propertyNames()).containsExactly("name", "entityType", "observations");
        assertThat(create.path("required")).hasSize(3);
    }

    @Test
    void resultsShouldHaveTheFormOfTheOfficialServer() {
        McpClient client = as(server().tenant(), Role.WRITER);

        JsonNode created = client.tool("create_entities", CALLS.get("create_entities"));
        assertThat(created.at("/structuredContent/entities/0/entityType").asString())
                .isEqualTo("person");
        assertThat(created.at("/content/0/text").asString()).startsWith("[{\"name\":\"John_Smith\"");
        assertThat(client.call("create_entities", CALLS.get("create_entities")).at("/entities"))
                .isEmpty();
        assertThat(client.call("create_relations", CALLS.get("create_relations"))
                        .at("/relations/0/relationType")
                        .asString())
                .isEqualTo("works_at");
        assertThat(client.call(
                                "add_observations",
                                Map.of(
                                        "observations",
                                        List.of(Map.of(
                                                "entityName",
                                                "John_Smith",
                                                "contents",
                                                List.of("Speaks fluent Spanish", "Likes mornings")))))
                        .at("/results/0/addedObservations"))
                .hasSize(1);
        JsonNode found = client.call("search_nodes", Map.of("query", "spanish mornings"));
        assertThat(found.at("/entities/0/observations")).hasSize(2);
        assertThat(found.at("/relations")).hasSize(1);
        assertThat(client.call("open_nodes", Map.of("names", List.of("John_Smith", "absent")))
                        .at("/entities"))
                .hasSize(1);
        assertThat(client.call("delete_entities", CALLS.get("delete_entities"))
                        .at("/message")
                        .asString())
                .isEqualTo("Entities deleted successfully");
        JsonNode empty = client.call("read_graph", Map.of());
        assertThat(empty.at("/entities")).isEmpty();
        assertThat(empty.at("/relations")).isEmpty();
    }

    @Test
    void anUnknownEntityShouldBeAnErrorThatNamesIt() {
        McpClient client = as(server().tenant(), Role.WRITER);

        assertThat(client.failure("add_observations", CALLS.get("add_observations")))
                .isEqualTo("not_found");
        assertThat(client.tool("add_observations", CALLS.get("add_observations"))
                        .toString())
                .contains("John_Smith");
    }

    @Test
    void theGraphShouldBeTheResourceOfTheOfficialServer() {
        McpClient owner = owner(server().tenant());

        assertThat(owner.result("resources/list", Map.of())
                        .at("/resources/0/uri")
                        .asString())
                .isEqualTo("memory://knowledge-graph");
        assertThat(owner.result("resources/read", Map.of("uri", "memory://knowledge-graph"))
                        .at("/contents/0/text")
                        .asString())
                .contains("John_Smith", "works_at");
    }

    @Test
    void aLargeGraphShouldBeAnsweredInPartAndSaySo() {
        McpClient client = as(server().tenant(), Role.WRITER);
        for (int i = 0; i < 4; i++) {
            client.call(
                    "create_entities",
                    Map.of(
                            "entities",
                            List.of(Map.of(
                                    "name",
                                    "e" + i,
                                    "entityType",
                                    "t",
                                    "observations",
                                    List.of("word " + "x".repeat(30_000))))));
        }

        JsonNode graph = client.tool("read_graph", Map.of());

        assertThat(graph.at("/structuredContent/entities")).hasSize(2);
        assertThat(graph.at("/content/1/text").asString()).contains("search_nodes");
        assertThat(client.tool("search_nodes", Map.of("query", "word")).at("/content"))
                .hasSize(2);
    }

    @Test
    void noToolShouldReachAnotherTenantsGraphOrThatOfALimitedKey() {
        TenantId tenant = server().tenant();
        McpClient owner = owner(tenant);
        String before = owner.call("read_graph", Map.of()).toString();
        for (McpClient other :
                List.of(as(server().tenant(), Role.WRITER), as(tenant, Role.WRITER, new Namespace("users/1")))) {
            assertThat(other.call("read_graph", Map.of()).at("/entities")).isEmpty();
            assertThat(other.call("search_nodes", CALLS.get("search_nodes")).at("/entities"))
                    .isEmpty();
            assertThat(other.call("open_nodes", CALLS.get("open_nodes")).at("/entities"))
                    .isEmpty();
            assertThat(other.call("open_nodes", CALLS.get("open_nodes")).at("/relations"))
                    .isEmpty();
            for (String tool : List.of(
                    "delete_entities",
                    "delete_observations",
                    "delete_relations",
                    "add_observations",
                    "create_entities")) {
                other.tool(tool, CALLS.get(tool));
            }
        }

        assertThat(owner.call("read_graph", Map.of())).hasToString(before);
    }

    @Test
    void aReaderShouldChangeNothing() {
        TenantId tenant = server().tenant();
        McpClient owner = owner(tenant);
        String before = owner.call("read_graph", Map.of()).toString();
        McpClient reader = as(tenant, Role.READER);
        for (String tool : CALLS.keySet()) {
            if (tool.contains("create") || tool.contains("delete") || tool.contains("add")) {
                assertThat(reader.failure(tool, CALLS.get(tool))).as(tool).isEqualTo("not_permitted");
            }
        }

        assertThat(owner.call("read_graph", Map.of())).hasToString(before);
    }
}
