package dev.holdfast.app.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Files by the names that they have as documents, and what was not taken among them. */
final class FileList {
    private final SortedMap<String, Path> files = new TreeMap<>();
    private final SortedMap<String, Integer> leftOut = new TreeMap<>();
    private final SortedMap<String, String> unreadable = new TreeMap<>();

    /** @throws Failure when another file has that name already */
    void add(String name, Path file) {
        Path other = files.putIfAbsent(name, file);
        if (other != null && !other.equals(file)) {
            throw new Failure(
                    ExitCode.USAGE,
                    "two files would be the same document " + name + ": " + other + " and " + file,
                    "Ingest them into different collections, or the folder above both.");
        }
    }

    void leaveOut(String why) {
        leftOut.merge(why, 1, Integer::sum);
    }

    void unreadable(String name, String why) {
        unreadable.put(name, why);
    }

    /** By name. */
    Map<String, Path> files() {
        return files;
    }

    /** What could not be looked at, with why: files, and folders whose files are therefore not known. */
    Map<String, String> unreadable() {
        return unreadable;
    }

    /** In words, such as {@code 2 hidden, 1 link}; empty when nothing was left out. */
    String leftOut() {
        return leftOut.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
