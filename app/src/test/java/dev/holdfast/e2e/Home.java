package dev.holdfast.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What a server is started with.
 *
 * @param folder the home folder
 * @param variables the environment, without that folder
 */
record Home(Path folder, Map<String, String> variables) {
    Home {
        variables = Map.copyOf(variables);
    }

    Home with(String variable, String value) {
        Map<String, String> more = new HashMap<>(variables);
        more.put(variable, value);
        return new Home(folder, more);
    }

    Map<String, String> environment() {
        Map<String, String> all = new HashMap<>(variables);
        all.put("HOLDFAST_HOME", folder.toString());
        return all;
    }

    boolean postgresIsRunning() {
        return Files.exists(note());
    }

    /** The process id of the PostgreSQL that works in this home now. */
    long postmaster() {
        try {
            return Long.parseLong(Files.readAllLines(note()).get(0).strip());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** PostgreSQL's own note of who runs here; it goes with an orderly end. */
    private Path note() {
        return folder.resolve("postgres").resolve("17").resolve("data").resolve("postmaster.pid");
    }
}
