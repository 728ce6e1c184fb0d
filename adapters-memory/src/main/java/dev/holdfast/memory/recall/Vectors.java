package dev.holdfast.memory.recall;

import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.domain.shared.TenantId;
import java.util.Optional;

/** Where the vectors of texts are. */
@FunctionalInterface
public interface Vectors {
    /** The vector that a model has of a text, if there is one yet. */
    Optional<Vector> of(TenantId tenant, String model, String text);
}
