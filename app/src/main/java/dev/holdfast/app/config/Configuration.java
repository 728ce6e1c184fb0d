package dev.holdfast.app.config;

import dev.holdfast.app.config.Values.Found;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The configuration of this process and where each part of it comes from. */
public final class Configuration {

    /**
     * What a configuration is read from. Flags win over the environment, that wins over the file, that wins over defaults.
     *
     * @param flags by their names, such as {@code --port}
     * @param file the file named by a flag; else the environment may name one
     */
    public record Inputs(Map<String, String> environment, Map<String, String> flags, Optional<Path> file) {
        public Inputs {
            environment = Map.copyOf(environment);
            flags = Map.copyOf(flags);
        }
    }

    /**
     * One setting as it is in effect.
     *
     * @param value redacted when it is a secret; empty when it is absent
     * @param origin who set it
     */
    public record Effective(String key, Optional<String> value, String origin) {}

    private final HoldfastConfig config;
    private final Values values;

    private Configuration(HoldfastConfig config, Values values) {
        this.config = config;
        this.values = values;
    }

    /** @throws ConfigurationException with everything that is wrong */
    public static Configuration read(Inputs inputs) {
        Problems problems = new Problems();
        List<Setting<?>> settings = HoldfastConfig.settings();
        Environment environment = new Environment(inputs.environment());
        environment.requireKnown(settings, problems);
        ConfigurationFile file = inputs.file()
                .or(() -> environment.find(Environment.CONFIG_FILE).map(Path::of))
                .map(path -> ConfigurationFile.read(path, problems))
                .orElseGet(ConfigurationFile::none);
        file.requireKnown(settings, problems);

        Map<Setting<?>, Raw> set = new HashMap<>();
        for (Setting<?> setting : settings) {
            setting.flag()
                    .flatMap(name -> Optional.ofNullable(inputs.flags().get(name))
                            .map(text -> new Raw(text, new Origin.Flag(name))))
                    .or(() -> environment.find(setting, problems))
                    .or(() -> file.find(setting, problems))
                    .ifPresent(raw -> set.put(setting, raw));
        }
        Values values = valuesOf(settings, set, problems);
        HoldfastConfig.check(values, problems);
        problems.throwIfAny();
        return new Configuration(HoldfastConfig.of(values), values);
    }

    public HoldfastConfig config() {
        return config;
    }

    /** Every setting, in the order of the documentation. */
    public List<Effective> effective() {
        return HoldfastConfig.settings().stream().map(this::effective).toList();
    }

    private Effective effective(Setting<?> setting) {
        if (setting.equals(StorageConfig.KIND) && !values.isSet(setting)) {
            return new Effective(
                    setting.key(), Optional.of(Form.nameOf(config.storage().kind())), "default");
        }
        return values.found(setting)
                .map(found -> new Effective(
                        setting.key(),
                        Optional.of(
                                found.value() instanceof DatabaseUrl url
                                        ? url.display()
                                        : found.text().orElse("[redacted]")),
                        found.origin().toString()))
                .orElseGet(() -> new Effective(setting.key(), Optional.empty(), "default"));
    }

    private static Values valuesOf(List<Setting<?>> settings, Map<Setting<?>, Raw> set, Problems problems) {
        Map<Setting<?>, Found> found = new HashMap<>();
        Set<Setting<?>> wrong = new HashSet<>();
        Profile profile = Optional.ofNullable(set.get(GeneralConfig.PROFILE))
                .flatMap(raw -> GeneralConfig.PROFILE.form().read(raw.text()))
                .orElse(Profile.DEVELOPMENT);
        for (Setting<?> setting : settings) {
            Optional<Raw> raw = Optional.ofNullable(set.get(setting))
                    .or(() -> setting.fallback().in(profile).map(text -> new Raw(text, new Origin.Fallback())));
            raw.ifPresent(it -> setting.form()
                    .read(it.text())
                    .ifPresentOrElse(value -> found.put(setting, foundFor(setting, value, it)), () -> {
                        wrong.add(setting);
                        problems.add(setting.key() + " (" + it.origin() + ")", refusal(setting, it));
                    }));
        }
        return new Values(found, wrong);
    }

    private static Found foundFor(Setting<?> setting, Object value, Raw raw) {
        return new Found(value, setting.secret() ? Optional.empty() : Optional.of(raw.text()), raw.origin());
    }

    private static String refusal(Setting<?> setting, Raw raw) {
        String expected = "expected " + setting.form().accepts();
        if (setting.secret()) {
            return "the value (not shown) has the wrong form; " + expected;
        }
        String hint = raw.text().startsWith("tcp://")
                ? " (Kubernetes sets this for a service named holdfast: say enableServiceLinks: false in the pod)"
                : "";
        return "\"" + raw.text() + "\" is wrong; " + expected + hint;
    }
}
