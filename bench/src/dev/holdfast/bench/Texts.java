package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Files, which must be there. */
final class Texts {
    private Texts() {}

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new BenchException(file + " cannot be read", failed);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new BenchException(file + " cannot be written", failed);
        }
    }

    static void deleteTree(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException failed) {
            throw new BenchException(folder + " cannot be removed", failed);
        }
    }
}
