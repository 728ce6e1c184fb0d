package dev.holdfast.memory.graph;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.graph.Entity;
import dev.holdfast.domain.graph.GraphRepository;
import dev.holdfast.domain.graph.Observations;
import dev.holdfast.domain.graph.Relation;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.Cursor;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.memory.audit.InMemoryAuditRepository;
import dev.holdfast.memory.support.InMemoryStore;
import dev.holdfast.memory.support.InMemoryTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Graphs by namespace, each as one value. */
public final class InMemoryGraphRepository implements GraphRepository {
    private final InMemoryStore store;
    private final InMemoryAuditRepository audit;
    private final InMemoryTable<Namespace, Graph> graphs;

    public InMemoryGraphRepository(InMemoryStore store, InMemoryAuditRepository audit) {
        this.store = store;
        this.audit = audit;
        this.graphs = store.table(Comparator.<Namespace>naturalOrder());
    }

    @Override
    public List<String> addEntities(
            Scope scope, Namespace graph, List<Entity> entities, AuditEntryId auditId, Change change) {
        return store.inTransaction(scope, () -> {
            Graph now = now(scope, graph);
            Map<String, Entity> all = new LinkedHashMap<>(now.entities());
            List<String> added = new ArrayList<>();
            for (Entity entity : entities) {
                if (all.putIfAbsent(entity.name(), entity) == null) {
                    added.add(entity.name());
                }
            }
            keep(scope, graph, now, new Graph(all, now.relations()), auditId, change);
            return added;
        });
    }

    @Override
    public List<Relation> addRelations(
            Scope scope, Namespace graph, List<Relation> relations, AuditEntryId auditId, Change change) {
        return store.inTransaction(scope, () -> {
            Graph now = now(scope, graph);
            Set<Relation> all = new LinkedHashSet<>(now.relations());
            List<Relation> added = relations.stream().filter(all::add).toList();
            keep(scope, graph, now, new Graph(now.entities(), all), auditId, change);
            return added;
        });
    }

    @Override
    public List<Observations> addObservations(
            Scope scope, Namespace graph, List<Observations> observations, AuditEntryId auditId, Change change) {
        return store.inTransaction(scope, () -> {
            Graph now = now(scope, graph);
            Map<String, Entity> all = new LinkedHashMap<>(now.entities());
            List<Observations> added = new ArrayList<>();
            for (Observations wish : observations) {
                Entity entity = all.get(wish.entity());
                if (entity == null) {
                    throw new NotFound("entity " + wish.entity());
                }
                List<String> fresh = wish.contents().stream()
                        .filter(content -> !entity.observations().contains(content))
                        .toList();
                all.put(
                        entity.name(),
                        new Entity(
                                entity.name(),
                                entity.type(),
                                Stream.concat(entity.observations().stream(), fresh.stream())
                                        .toList()));
                added.add(new Observations(wish.entity(), fresh));
            }
            keep(scope, graph, now, new Graph(all, now.relations()), auditId, change);
            return added;
        });
    }

    @Override
    public void deleteEntities(Scope scope, Namespace graph, List<String> names, AuditEntryId auditId, Change change) {
        store.inTransaction(scope, () -> {
            Graph now = now(scope, graph);
            Map<String, Entity> left = new LinkedHashMap<>(now.entities());
            left.keySet().removeAll(names);
            Set<Relation> relations = new LinkedHashSet<>(now.relations());
            relations.removeIf(relation -> names.contains(relation.from()) || names.contains(relation.to()));
            keep(scope, graph, now, new Graph(left, relations), auditId, change);
            return left;
        });
    }

    @Override
    public void deleteObservations(
            Scope scope, Namespace graph, List<Observations> observations, AuditEntryId auditId, Change change) {
        store.inTransaction(scope, () -> {
            Graph now = now(scope, graph);
            Map<String, Entity> left = new LinkedHashMap<>(now.entities());
            for (Observations gone : observations) {
                left.computeIfPresent(
                        gone.entity(),
                        (name, entity) -> new Entity(
                                name,
                                entity.type(),
                                entity.observations().stream()
                                        .filter(content -> !gone.contents().contains(content))
                                        .toList()));
            }
            keep(scope, graph, now, new Graph(left, now.relations()), auditId, change);
            return left;
        });
    }

    @Override
    public void deleteRelations(
            Scope scope, Namespace graph, List<Relation> relations, AuditEntryId auditId, Change change) {
        store.inTransaction(scope, () -> {
            Graph now = now(scope, graph);
            Set<Relation> left = new LinkedHashSet<>(now.relations());
            relations.forEach(left::remove);
            keep(scope, graph, now, new Graph(now.entities(), left), auditId, change);
            return left;
        });
    }

    @Override
    public Page<Entity> entities(Scope scope, Namespace graph, PageRequest page) {
        return store.read(
                scope.deadline(), () -> page(now(scope, graph).entities().values(), page));
    }

    @Override
    public Page<Relation> relations(Scope scope, Namespace graph, PageRequest page) {
        return store.read(scope.deadline(), () -> page(now(scope, graph).relations(), page));
    }

    @Override
    public List<Entity> find(Scope scope, Namespace graph, List<String> names) {
        Set<String> wanted = new HashSet<>(names);
        return store.read(
                scope.deadline(),
                () -> now(scope, graph).entities().values().stream()
                        .filter(entity -> wanted.contains(entity.name()))
                        .toList());
    }

    @Override
    public List<Relation> relationsOf(Scope scope, Namespace graph, List<String> names, int limit) {
        Set<String> wanted = new HashSet<>(names);
        return store.read(
                scope.deadline(),
                () -> now(scope, graph).relations().stream()
                        .filter(relation -> wanted.contains(relation.from()) || wanted.contains(relation.to()))
                        .limit(limit)
                        .toList());
    }

    @Override
    public List<Entity> search(Scope scope, Namespace graph, String query, int limit) {
        List<String> words = Terms.of(query);
        return store.read(scope.deadline(), () -> {
            Collection<Entity> all = now(scope, graph).entities().values();
            long most = all.stream()
                    .mapToLong(entity -> Terms.matches(entity, words))
                    .max()
                    .orElse(0);
            return all.stream()
                    .filter(entity -> most > 0 && Terms.matches(entity, words) == most)
                    .limit(limit)
                    .toList();
        });
    }

    private Graph now(Scope scope, Namespace graph) {
        return graphs.find(scope.tenant(), graph).orElse(Graph.EMPTY);
    }

    private void keep(Scope scope, Namespace graph, Graph before, Graph after, AuditEntryId auditId, Change change) {
        if (!before.equals(after)) {
            graphs.put(scope.tenant(), graph, after);
            audit.record(scope, auditId, change, AuditSubject.named("graph", graph.value()));
        }
    }

    /** Positions in the list; what is deleted meanwhile shifts them, which a walk may notice by a repetition or a gap. */
    private static <T> Page<T> page(Collection<T> all, PageRequest page) {
        int from = page.after().map(cursor -> Integer.parseInt(cursor.at(0))).orElse(0);
        List<T> found = all.stream().skip(from).limit(page.limit() + 1L).toList();
        return Page.cut(found, page, last -> Cursor.after(Integer.toString(from + page.limit())));
    }
}
