package dev.holdfast.app.config;

import dev.holdfast.app.config.Configuration.Inputs;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Configurations for tests. */
public final class TestConfiguration {
    private TestConfiguration() {}

    /** @param variables name, value, name, value ... */
    public static Configuration of(String... variables) {
        return Configuration.read(new Inputs(map(variables), Map.of(), Optional.empty()));
    }

    static Configuration inFile(Path file, String... variables) {
        return Configuration.read(new Inputs(map(variables), Map.of(), Optional.of(file)));
    }

    static Map<String, String> map(String... namesAndValues) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
