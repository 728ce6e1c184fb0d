package dev.holdfast.domain.graph;

import dev.holdfast.domain.shared.Violations;
import java.util.List;

/**
 * A named thing.
 *
 * @param name 1 to {@value GraphLimits#MAX_NAME_CHARACTERS} characters; unique in its graph
 * @param type kind of thing, such as {@code person}
 * @param observations what was observed of it, different from one another, in the order in which it was added
 */
public record Entity(String name, String type, List<String> observations) {
    /** @throws dev.holdfast.domain.shared.InvalidInput with everything that is out of bounds; repetitions are left out */
    public Entity {
        observations = observations.stream().distinct().toList();
        new Violations()
                .add(GraphLimits.name("/name", name))
                .add(GraphLimits.type("/entityType", type))
                .throwIfAny();
        GraphLimits.requireObservations("/observations", observations);
    }
}
