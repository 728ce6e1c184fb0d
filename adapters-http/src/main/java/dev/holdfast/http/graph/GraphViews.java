package dev.holdfast.http.graph;

import dev.holdfast.domain.graph.Entity;
import dev.holdfast.domain.graph.Observations;
import dev.holdfast.domain.graph.Relation;
import dev.holdfast.http.mcp.Budget;
import dev.holdfast.http.support.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Graphs as clients of the official memory server read them. */
final class GraphViews {
    /** What one reply may take of a model's window; both texts of it together take twice that. */
    static final int MAX_TOKENS = 20_000;

    private GraphViews() {}

    static Map<String, Object> entity(Entity entity) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", entity.name());
        view.put("entityType", entity.type());
        view.put("observations", entity.observations());
        return view;
    }

    static Map<String, Object> relation(Relation relation) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("from", relation.from());
        view.put("to", relation.to());
        view.put("relationType", relation.type());
        return view;
    }

    static Map<String, Object> added(Observations added) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("entityName", added.entity());
        view.put("addedObservations", added.contents());
        return view;
    }

    static String json(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }

    /** A graph that grows until it is as large as a reply may be. */
    static final class Bounded {
        private final List<Map<String, Object>> entities = new ArrayList<>();
        private final List<Map<String, Object>> relations = new ArrayList<>();
        private int left = MAX_TOKENS;
        private boolean full;

        /** Whether there was room for all of them. */
        boolean entities(List<Entity> more) {
            more.forEach(one -> add(entities, entity(one)));
            return !full;
        }

        boolean relations(List<Relation> more) {
            more.forEach(one -> add(relations, relation(one)));
            return !full;
        }

        private void add(List<Map<String, Object>> list, Map<String, Object> view) {
            int tokens = Budget.tokens(json(view));
            full |= tokens > left;
            if (!full) {
                left -= tokens;
                list.add(view);
            }
        }

        boolean full() {
            return full;
        }

        Map<String, Object> view() {
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("entities", entities);
            view.put("relations", relations);
            return view;
        }
    }
}
