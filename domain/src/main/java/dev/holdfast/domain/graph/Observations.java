package dev.holdfast.domain.graph;

import dev.holdfast.domain.shared.Violations;
import java.util.List;

/**
 * What is said of one entity.
 *
 * @param contents different from one another; repetitions are left out
 */
public record Observations(String entity, List<String> contents) {
    public Observations {
        contents = contents.stream().distinct().toList();
        new Violations().add(GraphLimits.name("/entityName", entity)).throwIfAny();
        GraphLimits.requireObservations("/contents", contents);
    }
}
