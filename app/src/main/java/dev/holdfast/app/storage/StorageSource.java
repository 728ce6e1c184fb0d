package dev.holdfast.app.storage;

import com.codahale.metrics.MetricRegistry;
import dev.holdfast.app.config.HoldfastConfig;
import java.util.function.Consumer;

/** Opens the configured store. */
@FunctionalInterface
public interface StorageSource {

    /** Who opens. */
    enum Use {
        /** The server: alone on its home folder, migrates, stays. */
        SERVE,
        /** A command that waits, as long as a start would, until a server could serve here; changes nothing. */
        WAIT,
        /** A command: beside a running server or without one, soon gone. */
        COMMAND
    }

    /**
     * @param progress gets a line for each step that takes a while
     * @throws StorageUnavailableException when it cannot be opened in time
     */
    Storage open(HoldfastConfig config, Use use, MetricRegistry metrics, Consumer<String> progress);
}
