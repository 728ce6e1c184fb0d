package dev.holdfast.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing an operator can set. The declaration is the only place that knows its names, form and default: reading, checking,
 * {@code holdfast config} and the documentation follow it.
 *
 * @param key its path in the configuration file, such as {@code server.port}
 * @param variables its environment variables; the first that is set wins
 * @param flag its command-line flag, such as {@code --port}
 * @param secret whether it is redacted everywhere and can be read from a file named by {@code <variable>_FILE} or
 *     {@code <key>_file}
 * @param meaning one or more sentences for the documentation
 */
public record Setting<T>(
        String key,
        List<String> variables,
        Optional<String> flag,
        Form<T> form,
        Default fallback,
        boolean secret,
        String meaning) {

    /** What the names of own variables begin with. */
    static final String PREFIX = "HOLDFAST_";

    static final String FILE_SUFFIX = "_FILE";

    static <T> Setting<T> of(String key, String variable, Form<T> form, Default fallback, String meaning) {
        return new Setting<>(key, List.of(variable), Optional.empty(), form, fallback, false, meaning);
    }

    static <T> Setting<T> of(String key, String variable, Form<T> form, String fallback, String meaning) {
        return of(key, variable, form, new Default.Always(fallback), meaning);
    }

    Setting<T> withFlag(String name) {
        return new Setting<>(key, variables, Optional.of(name), form, fallback, secret, meaning);
    }

    Setting<T> alsoFrom(String variable) {
        List<String> all = new ArrayList<>(variables);
        all.add(variable);
        return new Setting<>(key, List.copyOf(all), flag, form, fallback, secret, meaning);
    }

    Setting<T> asSecret() {
        return new Setting<>(key, variables, flag, form, fallback, true, meaning);
    }

    String fileKey() {
        return key + "_file";
    }

    /** By key: a setting is declared once. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Setting<?> setting && key.equals(setting.key);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(key);
    }
}
