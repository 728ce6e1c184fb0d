package dev.holdfast.app.config;

import dev.holdfast.app.config.ConfigurationException.Problem;
import java.util.ArrayList;
import java.util.List;

/** Collects everything wrong with a configuration. */
final class Problems {
    private final List<Problem> found = new ArrayList<>();

    void add(String subject, String message) {
        found.add(new Problem(subject, message));
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ConfigurationException(found);
        }
    }
}
