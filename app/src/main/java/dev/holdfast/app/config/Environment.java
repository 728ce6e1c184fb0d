package dev.holdfast.app.config;

import dev.holdfast.domain.shared.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The environment variables. An empty one counts as not set, as files that list variables often leave them. */
final class Environment {
    /** Names the configuration file when no flag does. */
    static final String CONFIG_FILE = "HOLDFAST_CONFIG";

    /** Of the launcher script, which has done with them, and of clients ({@code holdfast mcp}). */
    private static final Set<String> LAUNCHER =
            Set.of("HOLDFAST_JAVA_HOME", "HOLDFAST_JAVA_OPTS", "HOLDFAST_URL", "HOLDFAST_API_KEY");

    /** Kubernetes describes a service named "holdfast" to every container this way; nobody meant us by it. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("HOLDFAST_(SERVICE_(HOST|PORT.*)|PORT_\\d+_(TCP|UDP).*)");

    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /** The first of a setting's variables that is set, with its value; a secret's may name a file instead. */
    Optional<Raw> find(Setting<?> setting, Problems problems) {
        for (String name : setting.variables()) {
            Optional<Raw> direct = find(name).map(text -> new Raw(text, new Origin.Variable(name)));
            if (!setting.secret()) {
                if (direct.isPresent()) {
                    return direct;
                }
                continue;
            }
            String fileName = name + Setting.FILE_SUFFIX;
            Optional<Raw> file = find(fileName).map(path -> new Raw(path, new Origin.Variable(fileName)));
            if (direct.isPresent() && file.isPresent()) {
                problems.add(setting.key(), "both " + name + " and " + fileName + " are set; keep one");
            }
            Optional<Raw> found = direct.or(() -> file.flatMap(path -> path.content(setting, problems)));
            if (found.isPresent() || file.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Complains of every variable of ours that means nothing. */
    void requireKnown(List<Setting<?>> settings, Problems problems) {
        Set<String> known = new LinkedHashSet<>(LAUNCHER);
        known.add(CONFIG_FILE);
        for (Setting<?> setting : settings) {
            for (String name : setting.variables()) {
                known.add(name);
                if (setting.secret()) {
                    known.add(name + Setting.FILE_SUFFIX);
                }
            }
        }
        for (String name : new TreeSet<>(variables.keySet())) {
            if (name.startsWith(Setting.PREFIX)
                    && !known.contains(name)
                    && !SERVICE_LINK.matcher(name).matches()) {
                List<String> ours = new ArrayList<>(known);
                problems.add(
                        "environment variable " + name,
                        "unknown"
                                + Nearest.to(name, ours)
                                        .map(meant -> "; did you mean " + meant + "?")
                                        .orElse("; `holdfast config` lists what there is"));
            }
        }
    }
}
