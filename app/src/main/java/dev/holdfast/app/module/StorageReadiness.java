package dev.holdfast.app.module;

import dev.holdfast.app.storage.Storage;
import dev.holdfast.ports.operations.Readiness;
import java.util.List;

/** A server is as ready as its store. */
record StorageReadiness(Storage storage) implements Readiness {
    @Override
    public List<Check> check() {
        List<String> ailments = storage.ailments();
        return List.of(new Check(
                "storage", ailments.isEmpty(), ailments.isEmpty() ? "answers" : String.join("; ", ailments)));
    }
}
