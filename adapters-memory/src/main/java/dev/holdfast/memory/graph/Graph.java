package dev.holdfast.memory.graph;

import dev.holdfast.domain.graph.Entity;
import dev.holdfast.domain.graph.Relation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** A whole graph as it stands; what changes it makes another. */
record Graph(Map<String, Entity> entities, Set<Relation> relations) {
    static final Graph EMPTY = new Graph(Map.of(), Set.of());

    Graph {
        entities = Collections.unmodifiableMap(new LinkedHashMap<>(entities));
        relations = Collections.unmodifiableSet(new LinkedHashSet<>(relations));
    }
}
