package dev.holdfast.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files that are meant by paths and globs. What begins with a point is left out, and links are not followed. */
final class FileTree {
    private static final Set<String> KNOWN = Set.of(
            "md",
            "markdown",
            "txt",
            "text",
            "html",
            "htm",
            "xhtml",
            "json",
            "ndjson",
            "jsonl",
            "rst",
            "adoc",
            "org",
            "tex");

    private final List<PathMatcher> globs;

    /** @param globs of paths inside a folder, or of names when they have no {@code /}; empty for what is known to be text */
    FileTree(List<String> globs) {
        this.globs = globs.stream()
                .flatMap(glob -> glob.contains("/") ? Stream.of(glob) : Stream.of(glob, "**/" + glob))
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();
    }

    /**
     * Files by the names that they have inside the folder they were found in; a file that is named itself has its own name.
     *
     * @throws Failure when there is no such path, or two files have the same name
     */
    Map<String, Path> find(List<Path> roots) {
        Map<String, Path> found = new TreeMap<>();
        for (Path root : roots) {
            if (Files.isRegularFile(root)) {
                add(found, String.valueOf(root.getFileName()), root);
            } else if (Files.isDirectory(root)) {
                within(root, found);
            } else {
                throw new Failure(ExitCode.USAGE, "there is no file or folder " + root, "");
            }
        }
        return found;
    }

    private void within(Path root, Map<String, Path> found) {
        try (Stream<Path> all = Files.walk(root)) {
            all.filter(Files::isRegularFile).forEach(file -> {
                Path inside = root.relativize(file);
                if (!hidden(inside) && wanted(inside)) {
                    add(found, inside.toString().replace('\\', '/'), file);
                }
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private boolean wanted(Path inside) {
        return globs.isEmpty()
                ? KNOWN.contains(extension(inside))
                : globs.stream().anyMatch(glob -> glob.matches(inside));
    }

    private static boolean hidden(Path inside) {
        for (Path part : inside) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static void add(Map<String, Path> found, String name, Path file) {
        Path other = found.putIfAbsent(name, file);
        if (other != null && !other.equals(file)) {
            throw new Failure(
                    ExitCode.USAGE,
                    "two files would be the same document " + name + ": " + other + " and " + file,
                    "Ingest them into different collections, or the folder above both.");
        }
    }

    /** What the name ends with, in lower case. */
    static String extension(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
