package dev.holdfast.app.cli;

import dev.holdfast.app.storage.StorageSource;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What the command line touches of the world outside.
 *
 * @param out for results, and nothing else
 * @param err for progress, warnings and errors
 * @param storages opens the configured store
 */
public record Surroundings(
        Map<String, String> environment,
        PrintStream out,
        PrintStream err,
        Clock clock,
        RandomGenerator random,
        StorageSource storages) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    void progress(String line) {
        err.println("holdfast: " + line);
    }
}
