package dev.holdfast.app.module;

import dev.holdfast.ports.operations.Readiness;
import java.util.List;
import java.util.function.Supplier;

/**
 * A server is as ready as its store.
 *
 * @param ailments why the store cannot serve now; empty when it can
 */
record StorageReadiness(Supplier<List<String>> ailments) implements Readiness {
    @Override
    public List<Check> check() {
        List<String> found = ailments.get();
        return List.of(new Check("storage", found.isEmpty(), found.isEmpty() ? "answers" : String.join("; ", found)));
    }
}
