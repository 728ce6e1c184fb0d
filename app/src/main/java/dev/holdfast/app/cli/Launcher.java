package dev.holdfast.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The script that started the program, if it did. */
final class Launcher {
    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

    /** Where it looks for whether this server was ever ready: what Java recorded of one that was not makes no start faster. */
    private static final String SERVED = "holdfast.served";

    private Launcher() {}

    static void served() {
        String file = System.getProperty(SERVED, "");
        if (!file.isEmpty()) {
            try {
                Files.write(Path.of(file), new byte[0]);
            } catch (IOException unwritable) {
                LOG.debug("the next start will be no faster", unwritable);
            }
        }
    }
}
