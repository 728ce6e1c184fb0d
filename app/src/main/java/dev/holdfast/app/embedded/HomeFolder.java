package dev.holdfast.app.embedded;

import dev.holdfast.app.embedded.EmbeddedPostgresException.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where things lie in the home folder.
 *
 * <pre>
 * serve.lock                       held by the one process that serves this folder; holds its process id
 * secrets/postgres-superuser       password, mode 0600
 * postgres/17/data                 the data
 * postgres/17/bin-ID               the binaries, unpacked once
 * postgres/17/server.log           PostgreSQL's log
 * postgres/17/start.lock           held while somebody looks, starts or stops
 * postgres/17/users.lock           held shared by everybody who uses the running server
 * </pre>
 *
 * @param root the home folder, absolute and without symbolic links
 */
record HomeFolder(Path root) {

    /** The version whose data format and binaries these are. */
    static final int MAJOR = 17;

    private static final String OWNER_ONLY = "rwx------";

    /** Creates the folders, all of them for their owner only. */
    static HomeFolder prepare(Path home) {
        try {
            Path root = existingOrPrivate(home.toAbsolutePath().normalize()).toRealPath();
            if (!Files.getFileStore(root).supportsFileAttributeView("posix")) {
                throw Platform.unsupported("the file system of " + root + " has no owner permissions");
            }
            HomeFolder folder = new HomeFolder(root);
            ownerOnly(root.resolve("secrets"));
            ownerOnly(root.resolve("postgres"));
            ownerOnly(folder.version());
            if (Files.isDirectory(folder.data())) { // which PostgreSQL refuses while others may write there
                ownerOnly(folder.data());
            }
            return folder;
        } catch (IOException e) {
            throw EmbeddedPostgresException.files("The home folder " + home + " cannot be prepared", e);
        }
    }

    Path serveLock() {
        return root.resolve("serve.lock");
    }

    Path startLock() {
        return version().resolve("start.lock");
    }

    Path usersLock() {
        return version().resolve("users.lock");
    }

    Path passwordFile() {
        return root.resolve("secrets").resolve("postgres-superuser");
    }

    /** Everything of this major version, and nothing else. */
    Path version() {
        return root.resolve("postgres").resolve(Integer.toString(MAJOR));
    }

    Path data() {
        return version().resolve("data");
    }

    Path log() {
        return version().resolve("server.log");
    }

    /** A folder with data of another major version, which a fresh start would silently leave behind. */
    List<Path> dataOfOtherVersions() {
        try (Stream<Path> versions = Files.list(root.resolve("postgres"))) {
            return versions.filter(version -> !version.equals(version()))
                    .map(version -> version.resolve("data"))
                    .filter(data -> Files.exists(data.resolve("PG_VERSION")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw EmbeddedPostgresException.files("The folder " + root + " cannot be read", e);
        }
    }

    /** Folders beside the data whose name begins like this. */
    List<Path> siblings(String prefix) {
        try (Stream<Path> entries = Files.list(version())) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith(prefix))
                    .toList();
        } catch (IOException e) {
            throw EmbeddedPostgresException.files("The folder " + version() + " cannot be read", e);
        }
    }

    /** Makes a finished folder appear under its real name, all or nothing, also after a power failure. */
    static void publish(Path finished, Path name) throws IOException {
        Files.move(finished, name);
        try (FileChannel folder = FileChannel.open(parentOf(name), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    static void deleteTree(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                        throws IOException {
                    if (failure != null) {
                        throw failure;
                    }
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw EmbeddedPostgresException.files("The folder " + folder + " cannot be removed", e);
        }
    }

    private static Path parentOf(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new UncheckedIOException(new IOException(path + " has no parent"));
        }
        return parent;
    }

    private static Path existingOrPrivate(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new EmbeddedPostgresException(
                    Problem.FILES, folder + " is not a folder.", "Name another home folder with HOLDFAST_HOME.");
        }
        if (!Files.exists(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        }
        return folder;
    }

    private static void ownerOnly(Path folder) throws IOException {
        existingOrPrivate(folder);
        // Also when it was there before: a copied or restored folder often comes back readable by everyone.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(OWNER_ONLY));
    }
}
