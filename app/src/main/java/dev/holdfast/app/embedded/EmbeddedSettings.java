package dev.holdfast.app.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * What the embedded PostgreSQL needs to know.
 *
 * @param home the folder that holds everything: data, binaries, log, password; created when absent
 * @param port the port on 127.0.0.1, 1-65535
 * @param startTimeout how long to wait for another process that is starting it, and then for the start itself
 * @param stopTimeout how long an orderly stop may take before it is cut short (no committed write is lost by that)
 */
public record EmbeddedSettings(Path home, int port, Duration startTimeout, Duration stopTimeout) {

    public static final int DEFAULT_PORT = 54329;
    public static final Duration DEFAULT_START_TIMEOUT = Duration.ofSeconds(60);
    public static final Duration DEFAULT_STOP_TIMEOUT = Duration.ofSeconds(20);

    public EmbeddedSettings {
        Objects.requireNonNull(home, "home");
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be between 1 and 65535, not " + port);
        }
        requirePositive(startTimeout, "startTimeout");
        requirePositive(stopTimeout, "stopTimeout");
    }

    /** Everything but home and port by default. */
    public static EmbeddedSettings of(Path home, int port) {
        return new EmbeddedSettings(home, port, DEFAULT_START_TIMEOUT, DEFAULT_STOP_TIMEOUT);
    }

    private static void requirePositive(Duration duration, String name) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, not " + duration);
        }
    }
}
