package dev.holdfast.app.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import dev.holdfast.domain.shared.Nearest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The settings of a HOCON file. */
final class ConfigurationFile {
    private final Path file;
    private final Map<String, ConfigValue> values = new TreeMap<>();

    private ConfigurationFile(Path file) {
        this.file = file;
    }

    static ConfigurationFile none() {
        return new ConfigurationFile(Path.of(""));
    }

    /** A file that is missing or malformed is a problem, and then has no settings. */
    static ConfigurationFile read(Path file, Problems problems) {
        ConfigurationFile read = new ConfigurationFile(file);
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            problems.add("file " + file, "there is no such file, or it cannot be read");
            return read;
        }
        try {
            Config config = ConfigFactory.parseFile(
                            file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false))
                    .resolve();
            config.entrySet()
                    .forEach(entry ->
                            read.values.put(String.join(".", ConfigUtil.splitPath(entry.getKey())), entry.getValue()));
        } catch (ConfigException malformed) {
            problems.add("file " + file, "not HOCON: " + malformed.getMessage());
        }
        return read;
    }

    Optional<Raw> find(Setting<?> setting, Problems problems) {
        Optional<Raw> direct = find(setting.key());
        if (!setting.secret()) {
            return direct;
        }
        Optional<Raw> named = find(setting.fileKey());
        if (direct.isPresent() && named.isPresent()) {
            problems.add(setting.key(), "both " + setting.key() + " and " + setting.fileKey() + " are set; keep one");
        }
        return direct.or(() -> named.flatMap(path -> path.content(setting, problems)));
    }

    private Optional<Raw> find(String key) {
        return Optional.ofNullable(values.get(key)).map(value -> new Raw(textOf(value), originOf(value)));
    }

    /** Complains of every key that means nothing. */
    void requireKnown(List<Setting<?>> settings, Problems problems) {
        Set<String> known = new LinkedHashSet<>();
        for (Setting<?> setting : settings) {
            known.add(setting.key());
            if (setting.secret()) {
                known.add(setting.fileKey());
            }
        }
        values.forEach((key, value) -> {
            if (!known.contains(key)) {
                problems.add(
                        key + " (" + originOf(value) + ")",
                        "unknown"
                                + Nearest.to(key, known)
                                        .map(meant -> "; did you mean " + meant + "?")
                                        .orElse(""));
            }
        });
    }

    private Origin originOf(ConfigValue value) {
        int line = value.origin().lineNumber();
        return new Origin.InFile(file.getFileName() + (line > 0 ? ":" + line : ""));
    }

    private static String textOf(ConfigValue value) {
        if (value instanceof ConfigList list) {
            return list.stream().map(item -> String.valueOf(item.unwrapped())).collect(Collectors.joining(","));
        }
        return String.valueOf(value.unwrapped());
    }
}
