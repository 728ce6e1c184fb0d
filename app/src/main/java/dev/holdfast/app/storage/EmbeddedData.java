package dev.holdfast.app.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Whether a home folder holds a database, of whichever version. */
public final class EmbeddedData {
    private EmbeddedData() {}

    public static boolean existsIn(Path home) {
        Path postgres = home.resolve("postgres");
        if (!Files.isDirectory(postgres)) {
            return false;
        }
        try (Stream<Path> versions = Files.list(postgres)) {
            return versions.anyMatch(
                    version -> Files.exists(version.resolve("data").resolve("PG_VERSION")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
