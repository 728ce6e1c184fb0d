package dev.holdfast.app.cli;

import dev.holdfast.app.storage.StorageSource;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What the command line touches of the world outside.
 *
 * @param in what is piped into the program
 * @param out for results, and nothing else
 * @param err for progress, warnings and errors
 * @param storages opens the configured store
 */
public record Surroundings(
        Map<String, String> environment,
        InputStream in,
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
