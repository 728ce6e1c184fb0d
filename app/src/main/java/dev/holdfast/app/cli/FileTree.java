package dev.holdfast.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The files that are meant by paths and globs. In a folder, what begins with a point is left out, and links are not followed: a link may
 * lead out of the folder, or round in a circle. What is named itself is taken whatever it is.
 */
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

    private final List<PathMatcher> included;
    private final List<PathMatcher> excluded;

    /**
     * Globs are of paths inside a folder, or of names when they have no {@code /}.
     *
     * @param include empty for what is known to be text
     * @param exclude of files, and of folders with all that is in them
     */
    FileTree(List<String> include, List<String> exclude) {
        included = matchers(include);
        excluded = matchers(exclude);
    }

    private static List<PathMatcher> matchers(List<String> globs) {
        return globs.stream()
                .flatMap(glob -> glob.contains("/") ? Stream.of(glob) : Stream.of(glob, "**/" + glob))
                .map(FileTree::matcher)
                .toList();
    }

    private static PathMatcher matcher(String glob) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + glob);
        } catch (PatternSyntaxException malformed) {
            throw new Failure(ExitCode.USAGE, "no glob: " + glob + " (" + malformed.getDescription() + ")", "");
        }
    }

    /**
     * Files by the names that they have inside the folder they were found in; a file that is named itself has its own name.
     *
     * @throws Failure when there is no such path, or two files have the same name
     */
    FileList find(List<Path> roots) {
        FileList found = new FileList();
        for (Path root : roots) {
            if (Files.isRegularFile(root)) {
                found.add(String.valueOf(root.getFileName()), root);
            } else if (Files.isDirectory(root)) {
                within(root, found);
            } else {
                throw new Failure(ExitCode.USAGE, "there is no file or folder " + root, "");
            }
        }
        return found;
    }

    private void within(Path root, FileList found) {
        try {
            Path real = root.toRealPath();
            Files.walkFileTree(real, new Visitor(real, found));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        private final Path root;
        private final FileList found;

        Visitor(Path root, FileList found) {
            this.root = root;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.equals(root) || !leftOut(root.relativize(folder))
                    ? FileVisitResult.CONTINUE
                    : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            Path inside = root.relativize(file);
            if (!leftOut(inside)) {
                if (attributes.isSymbolicLink()) {
                    found.leaveOut("links");
                } else if (!attributes.isRegularFile() || !wanted(inside)) {
                    found.leaveOut("of other kinds");
                } else {
                    found.add(name(inside), file);
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failed) {
            found.unreadable(name(root.relativize(file)), "cannot be read");
            return FileVisitResult.CONTINUE;
        }

        private boolean leftOut(Path inside) {
            boolean hidden = String.valueOf(inside.getFileName()).startsWith(".");
            boolean unwanted = excluded.stream().anyMatch(glob -> glob.matches(inside));
            if (hidden || unwanted) {
                found.leaveOut(hidden ? "hidden" : "excluded");
            }
            return hidden || unwanted;
        }
    }

    private boolean wanted(Path inside) {
        return included.isEmpty()
                ? KNOWN.contains(extension(inside))
                : included.stream().anyMatch(glob -> glob.matches(inside));
    }

    private static String name(Path inside) {
        return inside.toString().replace('\\', '/');
    }

    /** What the name ends with, in lower case. */
    static String extension(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
