package dev.holdfast.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.holdfast.app.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The modules as they were built: their classes, their tests, their sources. */
final class House {
    static final String DOMAIN = "domain";
    static final String PORTS = "ports";
    static final String MEMORY = "adapters-memory";
    static final String POSTGRES = "adapters-postgres";
    static final String EMBEDDING = "adapters-embedding";
    static final String HTTP = "adapters-http";
    static final String APP = "app";

    static final List<String> MODULES = List.of(DOMAIN, PORTS, MEMORY, POSTGRES, EMBEDDING, HTTP, APP);

    private static final Path APP_CLASSES = classesOfThisModule();
    private static final Map<Path, JavaClasses> READ = new ConcurrentHashMap<>();

    private House() {}

    /** What a module ships. */
    static JavaClasses main(String module) {
        return read(List.of(folder(module, "classes")));
    }

    /** What proves a module, the kits for others included. */
    static JavaClasses tests(String module) {
        return read(List.of(folder(module, "test-classes")));
    }

    static JavaClasses everyMain() {
        return read(MODULES.stream().map(module -> folder(module, "classes")).toList());
    }

    static JavaClasses everyTest() {
        return read(
                MODULES.stream().map(module -> folder(module, "test-classes")).toList());
    }

    /** The sources a module ships, of whatever language. */
    static List<Path> sources(String module) {
        return files(root().resolve(module).resolve("src").resolve("main"));
    }

    /** The sources that prove a module. */
    static List<Path> testSources(String module) {
        return files(root().resolve(module).resolve("src").resolve("test"));
    }

    static List<Path> javaSources(String module) {
        return sources(module).stream()
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
    }

    static String typeNameOf(Path source) {
        return String.valueOf(source.getFileName()).replace(".java", "");
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The folder of the whole project. */
    static Path root() {
        return parent(parent(parent(APP_CLASSES)));
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static JavaClasses read(List<Path> folders) {
        Path key = Path.of(String.join("+", folders.stream().map(Path::toString).toList()));
        return READ.computeIfAbsent(key, ignored -> new ClassFileImporter().importPaths(folders));
    }

    private static Path folder(String module, String name) {
        Path folder = root().resolve(module).resolve("target").resolve(name);
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(folder
                    + " is missing: the rules of the house look at all modules; build them together (make verify)");
        }
        return folder;
    }

    private static Path parent(Path path) {
        return Optional.ofNullable(path.getParent()).orElseThrow();
    }

    private static Path classesOfThisModule() {
        try {
            return Path.of(Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException malformed) {
            throw new IllegalStateException(malformed);
        }
    }
}
