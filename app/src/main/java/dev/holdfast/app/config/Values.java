package dev.holdfast.app.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values of the settings, and where they come from. */
public final class Values {

    /**
     * One value.
     *
     * @param text as it was written; empty for a secret
     */
    record Found(Object value, Optional<String> text, Origin origin) {}

    private final Map<Setting<?>, Found> found;
    private final Set<Setting<?>> wrong;

    /** @param wrong settings that somebody set to what is none of their values */
    Values(Map<Setting<?>, Found> found, Set<Setting<?>> wrong) {
        this.found = Map.copyOf(found);
        this.wrong = Set.copyOf(wrong);
    }

    /** The value of a setting that always has one. */
    <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow(() -> new IllegalStateException(setting.key() + " has no value"));
    }

    /** The value of a setting; empty when it is absent, or was wrong. */
    @SuppressWarnings("unchecked") // what was put under a setting was read by its own form
    <T> Optional<T> find(Setting<T> setting) {
        return Optional.ofNullable(found.get(setting)).map(it -> (T) it.value());
    }

    Optional<Found> found(Setting<?> setting) {
        return Optional.ofNullable(found.get(setting));
    }

    /** Whether somebody set it, to a right value or a wrong one. */
    boolean isSet(Setting<?> setting) {
        return wrong.contains(setting)
                || found(setting)
                        .filter(it -> !(it.origin() instanceof Origin.Fallback))
                        .isPresent();
    }

    /** The key and where its value comes from, as problems begin. */
    String subject(Setting<?> setting) {
        return setting.key()
                + found(setting).map(it -> " (" + it.origin() + ")").orElse("");
    }
}
