package dev.holdfast.app.config;

import dev.holdfast.app.embedded.EmbeddedSettings;
import java.time.Duration;
import java.util.List;

/** The PostgreSQL inside the home folder. */
public record EmbeddedConfig(int port, Duration startTimeout) {

    static final Setting<Integer> PORT = Setting.of(
            "embedded.port",
            "HOLDFAST_EMBEDDED_PORT",
            Form.port(),
            Integer.toString(EmbeddedSettings.DEFAULT_PORT),
            "The port of the embedded PostgreSQL on 127.0.0.1. Fixed, so that what a killed server left running is found"
                    + " again.");

    static final Setting<Duration> START_TIMEOUT = Setting.of(
            "embedded.start_timeout",
            "HOLDFAST_EMBEDDED_START_TIMEOUT",
            Form.duration(Duration.ofSeconds(1), Duration.ofMinutes(30)),
            Durations.format(EmbeddedSettings.DEFAULT_START_TIMEOUT),
            "How long the embedded PostgreSQL may take to start; longer after a crash with much to recover.");

    static final Section SECTION = new Section("Embedded PostgreSQL", List.of(PORT, START_TIMEOUT));

    static EmbeddedConfig of(Values values) {
        return new EmbeddedConfig(values.get(PORT), values.get(START_TIMEOUT));
    }
}
