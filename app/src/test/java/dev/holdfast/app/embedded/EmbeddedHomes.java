package dev.holdfast.app.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Home folders for tests, and the processes that run in them. A home is a copy of one that has been started once, as
 * unpacking and creating take seconds; the programs are hard links, as a process is known by where its program is.
 * Whatever a test leaves running ends after it.
 */
public final class EmbeddedHomes implements BeforeAllCallback, AfterEachCallback {

    /** Where all homes of a test run are, with the one that the others are copied from; removed at its end. */
    private record Homes(Path root) implements AutoCloseable {

        static Homes create() {
            try {
                Homes homes =
                        new Homes(Files.createTempDirectory("holdfast-embedded").toRealPath());
                EmbeddedPostgres.open(settings(homes.template(), freePort()), line -> {})
                        .close();
                return homes;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Path template() {
            return root.resolve("template");
        }

        @Override
        public void close() {
            HomeFolder.deleteTree(root);
        }
    }

    private final List<EmbeddedDatabase> databases = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private final List<Path> homes = new ArrayList<>();
    private Homes all = new Homes(Path.of(""));

    @Override
    public void beforeAll(ExtensionContext context) {
        all = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(EmbeddedHomes.class))
                .getOrComputeIfAbsent(Homes.class, key -> Homes.create(), Homes.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try {
            databases.forEach(EmbeddedDatabase::close);
        } finally {
            processes.forEach(process -> process.destroyForcibly().onExit().join());
            homes.forEach(EmbeddedHomes::endAll);
            databases.clear();
            processes.clear();
            homes.clear();
        }
    }

    /** A home that does not exist yet. */
    public Path fresh() {
        Path home = all.root().resolve("home-" + System.nanoTime());
        homes.add(home);
        return home;
    }

    /** A home that has been started and stopped before. */
    public Path used() {
        Path home = fresh();
        copy(all.template(), home);
        return home;
    }

    /** A home with the same data. */
    public Path copyOf(Path home) {
        Path copy = fresh();
        copy(home, copy);
        return copy;
    }

    public EmbeddedDatabase open(Path home, int port) {
        return open(home, port, line -> {});
    }

    EmbeddedDatabase open(Path home, int port, Consumer<String> progress) {
        return closedLater(EmbeddedPostgres.open(settings(home, port), progress));
    }

    public EmbeddedDatabase attach(Path home, int port) {
        return closedLater(EmbeddedPostgres.attach(settings(home, port), line -> {}));
    }

    EmbeddedDatabase closedLater(EmbeddedDatabase database) {
        databases.add(database);
        return database;
    }

    /** Another server process on this home. Returns when it has said the line or, given none, when it is up. */
    Process serverProcess(Path home, int port, String awaitedLine) throws IOException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerProcess.class.getName(),
                        home.toString(),
                        Integer.toString(port))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        processes.add(process);
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        while (line != null && !line.startsWith(awaitedLine)) {
            line = said.readLine();
        }
        Objects.requireNonNull(line, "the server process ended early");
        return process;
    }

    static EmbeddedSettings settings(Path home, int port) {
        return new EmbeddedSettings(home, port, Duration.ofSeconds(30), Duration.ofSeconds(10));
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void kill(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        Awaitility.await().pollInterval(Duration.ofMillis(10)).until(() -> !RunningServer.isAlive(process));
    }

    private static void endAll(Path home) {
        if (Files.isDirectory(home)) {
            HomeFolder folder = HomeFolder.prepare(home);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                List<ProcessHandle> left = RunningServer.processesOf(folder).toList();
                left.forEach(ProcessHandle::destroyForcibly);
                return left.isEmpty();
            });
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.walkFileTree(from, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                        throws IOException {
                    Path target = to.resolve(from.relativize(folder));
                    String parent = String.valueOf(folder.getParent().getFileName());
                    if (parent.startsWith("bin-") && !folder.endsWith("bin")) {
                        Files.createSymbolicLink(target, folder);
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    Files.copy(folder, target, StandardCopyOption.COPY_ATTRIBUTES);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Path target = to.resolve(from.relativize(file));
                    if (from.relativize(file).toString().contains("bin-")) {
                        Files.createLink(target, file);
                    } else {
                        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
