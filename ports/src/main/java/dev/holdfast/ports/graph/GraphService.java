package dev.holdfast.ports.graph;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.graph.Entity;
import dev.holdfast.domain.graph.GraphLimits;
import dev.holdfast.domain.graph.GraphRepository;
import dev.holdfast.domain.graph.Observations;
import dev.holdfast.domain.graph.Relation;
import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.LimitExceeded;
import dev.holdfast.domain.shared.Moments;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.ports.audit.Guard;
import dev.holdfast.ports.shared.CallContext;
import dev.holdfast.ports.shared.Ids;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The use cases of graphs: those of the official memory server, with the rights of memories. A caller has one graph: that of the
 * namespace {@value #SHARED}, which all keys that reach it share, or that of the first namespace its key is limited to.
 */
public final class GraphService {
    /** The namespace of the graph of every key that reaches it. */
    public static final String SHARED = "graph";

    /** Relations that are answered beside entities. */
    public static final int MAX_RELATIONS = 1_000;

    private static final int MAX_QUERY_CHARACTERS = 1_000;

    private final GraphRepository graphs;
    private final Guard guard;
    private final Ids ids;
    private final Clock clock;

    /** Entities, and the relations from or to one of them. */
    public record Found(List<Entity> entities, List<Relation> relations) {
        public Found {
            entities = List.copyOf(entities);
            relations = List.copyOf(relations);
        }
    }

    public GraphService(GraphRepository graphs, Guard guard, Ids ids, Clock clock) {
        this.graphs = graphs;
        this.guard = guard;
        this.ids = ids;
        this.clock = clock;
    }

    /** Adds the entities of new names; of two of one name the first counts. Answers those that were added. */
    public List<Entity> createEntities(CallContext call, List<Entity> entities) {
        String action = "graph.create_entities";
        Namespace graph = admit(call, Permission.MEMORY_WRITE, action, entities.size());
        Set<String> seen = new HashSet<>();
        List<Entity> different =
                entities.stream().filter(entity -> seen.add(entity.name())).toList();
        Set<String> added = Set.copyOf(graphs.addEntities(call.scope(), graph, different, auditId(), change(action)));
        return different.stream()
                .filter(entity -> added.contains(entity.name()))
                .toList();
    }

    /** Answers those that were added. */
    public List<Relation> createRelations(CallContext call, List<Relation> relations) {
        String action = "graph.create_relations";
        Namespace graph = admit(call, Permission.MEMORY_WRITE, action, relations.size());
        return graphs.addRelations(call.scope(), graph, relations, auditId(), change(action));
    }

    /** Answers what was added, in the order of {@code observations}. */
    public List<Observations> addObservations(CallContext call, List<Observations> observations) {
        String action = "graph.add_observations";
        Namespace graph = admit(call, Permission.MEMORY_WRITE, action, observations.size());
        return graphs.addObservations(call.scope(), graph, observations, auditId(), change(action));
    }

    public void deleteEntities(CallContext call, List<String> names) {
        String action = "graph.delete_entities";
        Namespace graph = admit(call, Permission.MEMORY_WRITE, action, names.size());
        graphs.deleteEntities(call.scope(), graph, names, auditId(), change(action));
    }

    public void deleteObservations(CallContext call, List<Observations> observations) {
        String action = "graph.delete_observations";
        Namespace graph = admit(call, Permission.MEMORY_WRITE, action, observations.size());
        graphs.deleteObservations(call.scope(), graph, observations, auditId(), change(action));
    }

    public void deleteRelations(CallContext call, List<Relation> relations) {
        String action = "graph.delete_relations";
        Namespace graph = admit(call, Permission.MEMORY_WRITE, action, relations.size());
        graphs.deleteRelations(call.scope(), graph, relations, auditId(), change(action));
    }

    public Page<Entity> entities(CallContext call, PageRequest page) {
        return graphs.entities(call.scope(), admit(call, Permission.MEMORY_READ, "graph.read", 0), page);
    }

    public Page<Relation> relations(CallContext call, PageRequest page) {
        return graphs.relations(call.scope(), admit(call, Permission.MEMORY_READ, "graph.read", 0), page);
    }

    /** The entities of those names that exist. */
    public Found open(CallContext call, List<String> names) {
        Namespace graph = admit(call, Permission.MEMORY_READ, "graph.open", names.size());
        return related(call, graph, graphs.find(call.scope(), graph, names));
    }

    /** The best matches of a plain text. */
    public Found search(CallContext call, String query, int limit) {
        Namespace graph = admit(call, Permission.MEMORY_READ, "graph.search", 0);
        String bounded = query.codePointCount(0, query.length()) <= MAX_QUERY_CHARACTERS
                ? query
                : query.substring(0, query.offsetByCodePoints(0, MAX_QUERY_CHARACTERS));
        int most = PageRequest.first(limit).limit();
        return related(call, graph, graphs.search(call.scope(), graph, bounded, most));
    }

    private Found related(CallContext call, Namespace graph, List<Entity> entities) {
        List<String> names = entities.stream().map(Entity::name).toList();
        return new Found(
                entities, names.isEmpty() ? List.of() : graphs.relationsOf(call.scope(), graph, names, MAX_RELATIONS));
    }

    private Namespace admit(CallContext call, Permission permission, String action, int items) {
        Namespace shared = new Namespace(SHARED);
        Namespace graph = call.principal().mayReach(shared)
                ? shared
                : call.principal().namespaces().get(0);
        guard.require(call, permission, action, AuditSubject.named("graph", graph.value()), graph);
        if (items > GraphLimits.MAX_AT_ONCE) {
            throw new LimitExceeded("a call of the graph", GraphLimits.MAX_AT_ONCE);
        }
        return graph;
    }

    private Change change(String action) {
        return new Change(Moments.toMicros(clock.instant()), action, Optional.empty());
    }

    private AuditEntryId auditId() {
        return new AuditEntryId(ids.next());
    }
}
