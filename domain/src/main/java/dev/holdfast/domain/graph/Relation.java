package dev.holdfast.domain.graph;

import dev.holdfast.domain.shared.Violations;

/**
 * That one thing has to do with another. Neither has to be an entity of the graph.
 *
 * @param type in active voice, such as {@code works_at}
 */
public record Relation(String from, String to, String type) {
    public Relation {
        new Violations()
                .add(GraphLimits.name("/from", from))
                .add(GraphLimits.name("/to", to))
                .add(GraphLimits.type("/relationType", type))
                .throwIfAny();
    }
}
