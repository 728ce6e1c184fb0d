package dev.holdfast.domain.operations;

import java.util.Optional;

/**
 * One object in which a schema and what is expected of it differ.
 *
 * @param object the expected one; where none is, the one that was found
 * @param found how it is made in the store; empty when it is missing
 * @param parts how many objects are missing, or extra, because they are part of this one
 */
public record Drift(DriftState state, SchemaObject object, Optional<String> found, int parts) {
    /** How it should be made; empty when nobody expects it. */
    public Optional<String> expected() {
        return state == DriftState.EXTRA ? Optional.empty() : Optional.of(object.definition());
    }

    @Override
    public String toString() {
        return object.title() + (parts == 0 ? "" : " with " + parts + (parts == 1 ? " part" : " parts"));
    }
}
