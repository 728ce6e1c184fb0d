package dev.holdfast.domain.graph;

import dev.holdfast.domain.Fresh;
import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A graph nobody else uses. */
record GraphStage(TestTenant tenant, GraphRepository graphs, Namespace graph) {
    private Change change() {
        return new Change(tenant.tick(), "graph.test", Optional.empty());
    }

    List<String> add(Entity... entities) {
        return graphs.addEntities(tenant.scope(), graph, List.of(entities), Fresh.auditEntryId(), change());
    }

    List<Relation> relate(Relation... relations) {
        return graphs.addRelations(tenant.scope(), graph, List.of(relations), Fresh.auditEntryId(), change());
    }

    List<Observations> observe(Observations... observations) {
        return graphs.addObservations(tenant.scope(), graph, List.of(observations), Fresh.auditEntryId(), change());
    }

    void delete(String... names) {
        graphs.deleteEntities(tenant.scope(), graph, List.of(names), Fresh.auditEntryId(), change());
    }

    void withdraw(Observations... observations) {
        graphs.deleteObservations(tenant.scope(), graph, List.of(observations), Fresh.auditEntryId(), change());
    }

    void unrelate(Relation... relations) {
        graphs.deleteRelations(tenant.scope(), graph, List.of(relations), Fresh.auditEntryId(), change());
    }

    List<Entity> entities() {
        return walk(page -> graphs.entities(tenant.scope(), graph, page));
    }

    List<Relation> relations() {
        return walk(page -> graphs.relations(tenant.scope(), graph, page));
    }

    List<Entity> find(String... names) {
        return graphs.find(tenant.scope(), graph, List.of(names));
    }

    List<Relation> relationsOf(int limit, String... names) {
        return graphs.relationsOf(tenant.scope(), graph, List.of(names), limit);
    }

    List<String> search(String query) {
        return search(query, 10);
    }

    List<String> search(String query, int limit) {
        return graphs.search(tenant.scope(), graph, query, limit).stream()
                .map(Entity::name)
                .toList();
    }

    /** In small steps. */
    private static <T> List<T> walk(Function<PageRequest, Page<T>> list) {
        List<T> seen = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(PageRequest.first(10));
        while (next.isPresent()) {
            Page<T> page = list.apply(next.get());
            seen.addAll(page.items());
            next = page.next().map(cursor -> PageRequest.after(cursor, 10));
        }
        return seen;
    }
}
