package dev.holdfast.http.graph;

import dev.holdfast.domain.graph.Entity;
import dev.holdfast.domain.graph.Observations;
import dev.holdfast.domain.graph.Relation;
import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.http.graph.GraphRequests.AddObservations;
import dev.holdfast.http.graph.GraphRequests.CreateEntities;
import dev.holdfast.http.graph.GraphRequests.DeleteEntities;
import dev.holdfast.http.graph.GraphRequests.DeleteObservations;
import dev.holdfast.http.graph.GraphRequests.Nothing;
import dev.holdfast.http.graph.GraphRequests.OpenNodes;
import dev.holdfast.http.graph.GraphRequests.Relations;
import dev.holdfast.http.graph.GraphRequests.SearchNodes;
import dev.holdfast.http.graph.GraphViews.Bounded;
import dev.holdfast.http.mcp.Tool;
import dev.holdfast.http.mcp.ToolDeclaration;
import dev.holdfast.http.mcp.ToolReply;
import dev.holdfast.ports.graph.GraphService;
import dev.holdfast.ports.shared.CallContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The nine tools of the official memory server: its names, its parameters, its results. */
public final class GraphTools {
    private static final int MAX_FOUND = 100;
    private static final Map<String, Object> TEXT = map("type", "string");
    private static final Map<String, Object> TEXTS = map("type", "array", "items", TEXT);
    private static final Map<String, Object> ENTITY =
            object(map("name", TEXT, "entityType", TEXT, "observations", TEXTS));
    private static final Map<String, Object> RELATION = object(map("from", TEXT, "to", TEXT, "relationType", TEXT));
    private static final Map<String, Object> GRAPH = object(map("entities", list(ENTITY), "relations", list(RELATION)));
    private static final Map<String, Object> DONE = object(map("success", map("type", "boolean"), "message", TEXT));

    private final GraphService graphs;

    public GraphTools(GraphService graphs) {
        this.graphs = graphs;
    }

    public List<Tool<?>> tools() {
        return List.of(
                createEntities(),
                createRelations(),
                addObservations(),
                deleteEntities(),
                deleteObservations(),
                deleteRelations(),
                readGraph(),
                searchNodes(),
                openNodes());
    }

    private Tool<CreateEntities> createEntities() {
        return ToolDeclaration.tool("create_entities", CreateEntities.class)
                .described("Create Entities", "Create multiple new entities in the knowledge graph")
                .changes(Permission.MEMORY_WRITE, false, true)
                .as(UnaryOperator.identity())
                .arguments("entities")
                .argument("entities.name", "The name of the entity")
                .argument("entities.entityType", "The type of the entity")
                .argument("entities.observations", "An array of observation contents associated with the entity")
                .answers(object(map("entities", list(ENTITY))))
                .handledBy(call -> {
                    List<Entity> added = graphs.createEntities(
                            call.context(), call.arguments().all());
                    return listed(
                            "entities", added.stream().map(GraphViews::entity).toList());
                });
    }

    private Tool<Relations> createRelations() {
        return relations(
                        "create_relations",
                        "Create Relations",
                        "Create multiple new relations between entities in the knowledge graph. Relations should be in active voice")
                .changes(Permission.MEMORY_WRITE, false, true)
                .as(UnaryOperator.identity())
                .answers(object(map("relations", list(RELATION))))
                .handledBy(call -> {
                    List<Relation> added = graphs.createRelations(
                            call.context(), call.arguments().all());
                    return listed(
                            "relations",
                            added.stream().map(GraphViews::relation).toList());
                });
    }

    private static ToolDeclaration<Relations> relations(String name, String title, String description) {
        return ToolDeclaration.tool(name, Relations.class)
                .described(title, description)
                .arguments("relations")
                .argument("relations.from", "The name of the entity where the relation starts")
                .argument("relations.to", "The name of the entity where the relation ends")
                .argument("relations.relationType", "The type of the relation");
    }

    private Tool<AddObservations> addObservations() {
        return ToolDeclaration.tool("add_observations", AddObservations.class)
                .described("Add Observations", "Add new observations to existing entities in the knowledge graph")
                .changes(Permission.MEMORY_WRITE, false, true)
                .as(UnaryOperator.identity())
                .arguments("observations")
                .argument("observations.entityName", "The name of the entity to add the observations to")
                .argument("observations.contents", "An array of observation contents to add")
                .answers(object(map("results", list(object(map("entityName", TEXT, "addedObservations", TEXTS))))))
                .handledBy(call -> {
                    List<Observations> added = graphs.addObservations(
                            call.context(), call.arguments().all());
                    return listed(
                            "results", added.stream().map(GraphViews::added).toList());
                });
    }

    private Tool<DeleteEntities> deleteEntities() {
        return ToolDeclaration.tool("delete_entities", DeleteEntities.class)
                .described(
                        "Delete Entities",
                        "Delete multiple entities and their associated relations from the knowledge graph")
                .changes(Permission.MEMORY_WRITE, true, true)
                .as(UnaryOperator.identity())
                .argument("entityNames", "An array of entity names to delete")
                .answers(DONE)
                .handledBy(call -> {
                    graphs.deleteEntities(call.context(), call.arguments().entityNames());
                    return done("Entities deleted successfully");
                });
    }

    private Tool<DeleteObservations> deleteObservations() {
        return ToolDeclaration.tool("delete_observations", DeleteObservations.class)
                .described("Delete Observations", "Delete specific observations from entities in the knowledge graph")
                .changes(Permission.MEMORY_WRITE, true, true)
                .as(UnaryOperator.identity())
                .arguments("deletions")
                .argument("deletions.entityName", "The name of the entity containing the observations")
                .argument("deletions.observations", "An array of observations to delete")
                .answers(DONE)
                .handledBy(call -> {
                    graphs.deleteObservations(call.context(), call.arguments().all());
                    return done("Observations deleted successfully");
                });
    }

    private Tool<Relations> deleteRelations() {
        return relations("delete_relations", "Delete Relations", "Delete multiple relations from the knowledge graph")
                .changes(Permission.MEMORY_WRITE, true, true)
                .as(UnaryOperator.identity())
                .answers(DONE)
                .handledBy(call -> {
                    graphs.deleteRelations(call.context(), call.arguments().all());
                    return done("Relations deleted successfully");
                });
    }

    private Tool<Nothing> readGraph() {
        return ToolDeclaration.tool("read_graph", Nothing.class)
                .described("Read Graph", "Read the entire knowledge graph")
                .reads(Permission.MEMORY_READ)
                .heavy()
                .answers(GRAPH)
                .handledBy(call -> graph(read(call.context())));
    }

    private Tool<SearchNodes> searchNodes() {
        return ToolDeclaration.tool("search_nodes", SearchNodes.class)
                .described("Search Nodes", "Search for nodes in the knowledge graph based on a query")
                .reads(Permission.MEMORY_READ)
                .heavy()
                .argument("query", "Words to find in entity names, types, and observations, in any order")
                .answers(GRAPH)
                .handledBy(call -> graph(
                        bounded(graphs.search(call.context(), call.arguments().query(), MAX_FOUND))));
    }

    private Tool<OpenNodes> openNodes() {
        return ToolDeclaration.tool("open_nodes", OpenNodes.class)
                .described("Open Nodes", "Open specific nodes in the knowledge graph by their names")
                .reads(Permission.MEMORY_READ)
                .heavy()
                .argument("names", "An array of entity names to retrieve")
                .answers(GRAPH)
                .handledBy(call -> graph(
                        bounded(graphs.open(call.context(), call.arguments().names()))));
    }

    /** As much of the graph as one reply may have. */
    Bounded read(CallContext call) {
        Bounded graph = new Bounded();
        Optional<PageRequest> next = Optional.of(PageRequest.first(PageRequest.MAX_LIMIT));
        while (next.isPresent()) {
            Page<Entity> page = graphs.entities(call, next.get());
            next = graph.entities(page.items())
                    ? page.next().map(cursor -> PageRequest.after(cursor, PageRequest.MAX_LIMIT))
                    : Optional.empty();
        }
        next = graph.full() ? Optional.empty() : Optional.of(PageRequest.first(PageRequest.MAX_LIMIT));
        while (next.isPresent()) {
            Page<Relation> page = graphs.relations(call, next.get());
            next = graph.relations(page.items())
                    ? page.next().map(cursor -> PageRequest.after(cursor, PageRequest.MAX_LIMIT))
                    : Optional.empty();
        }
        return graph;
    }

    private static Bounded bounded(GraphService.Found found) {
        Bounded graph = new Bounded();
        if (graph.entities(found.entities())) {
            graph.relations(found.relations());
        }
        return graph;
    }

    private static ToolReply graph(Bounded graph) {
        ToolReply reply = ToolReply.of(GraphViews.json(graph.view()), graph.view());
        return graph.full()
                ? reply.and("This is not all: it would be too long. Use search_nodes or open_nodes.")
                : reply;
    }

    private static ToolReply listed(String name, List<Map<String, Object>> items) {
        return ToolReply.of(GraphViews.json(items), map(name, items));
    }

    private static ToolReply done(String message) {
        return ToolReply.of(message, map("success", true, "message", message));
    }

    /** In the order given, which is the same in every process: clients cache what they were told. */
    private static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    private static Map<String, Object> object(Map<String, Object> properties) {
        return map("type", "object", "properties", properties);
    }

    private static Map<String, Object> list(Map<String, Object> item) {
        return map("type", "array", "items", item);
    }
}
