package dev.holdfast.postgres;

import dev.holdfast.domain.shared.Secret;
import dev.holdfast.postgres.operations.AdminConnection;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A PostgreSQL that is installed on this machine, with data of its own: to see that everything works on it as well. */
public final class InstalledPostgres implements AutoCloseable {
    /** The folder of its programs, such as {@code /usr/lib/postgresql/15/bin}. */
    public static final String PROPERTY = "holdfast.test.postgres";

    public static final String USER = "postgres";
    public static final String PASSWORD = "secret";

    private final Path programs;
    private final Path folder;
    private final int port;

    private InstalledPostgres(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /** Which one the tests are to run on; empty when it is the one that comes with the build. */
    public static Optional<Path> programs() {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }

    /** A new one, running. It ends with this process at the latest, and nothing stays of it. */
    public static InstalledPostgres create(Path programs, Map<String, String> settings) {
        InstalledPostgres server = made(programs, settings);
        server.start();
        return server;
    }

    /** A new one, not started yet. */
    public static InstalledPostgres made(Path programs, Map<String, String> settings) {
        try {
            Path folder = Files.createTempDirectory("holdfast-installed");
            Path password = Files.writeString(folder.resolve("password"), PASSWORD);
            InstalledPostgres server = new InstalledPostgres(programs, folder, freePort());
            server.run(
                    "initdb",
                    "--pgdata=" + server.data(),
                    "--username=" + USER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C.UTF-8",
                    "--no-sync");
            server.configure(settings.entrySet().stream()
                    .map(setting -> setting.getKey() + " = '" + setting.getValue() + "'")
                    .collect(Collectors.joining("\n")));
            server.endWithThisProcess();
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Another one with the same data, as it is now; not started yet. */
    public InstalledPostgres copy() {
        try {
            Path other = Files.createTempDirectory("holdfast-installed");
            try (Stream<Path> files = Files.walk(data())) {
                for (Path file : files.toList()) {
                    Files.copy(
                            file,
                            other.resolve("data").resolve(data().relativize(file)),
                            StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
            InstalledPostgres copy = new InstalledPostgres(programs, other, freePort());
            copy.configure("");
            copy.endWithThisProcess();
            return copy;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void configure(String settings) throws IOException {
        Files.writeString(
                data().resolve("postgresql.auto.conf"),
                """
                port = %d
                listen_addresses = '127.0.0.1'
                unix_socket_directories = ''
                %s
                """.formatted(port, settings),
                java.nio.file.StandardOpenOption.APPEND);
    }

    private void endWithThisProcess() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            close();
            delete();
        }));
    }

    /** Where its files are. */
    public Path data() {
        return folder.resolve("data");
    }

    public int port() {
        return port;
    }

    public AdminConnection admin(String database) {
        return new AdminConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, USER, new Secret(PASSWORD));
    }

    /** Of the process that all others of it descend from. */
    public long pid() {
        try {
            return Long.parseLong(Files.readAllLines(note()).getFirst().strip());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Waits until it answers. */
    public void start() {
        run("pg_ctl", "start", "--pgdata=" + data(), "--log=" + folder.resolve("log"), "--wait", "--timeout=60");
    }

    private Path note() {
        return data().resolve("postmaster.pid");
    }

    /** Stops it, if it runs; its files stay. */
    @Override
    public void close() {
        if (Files.exists(note())) {
            try {
                run("pg_ctl", "stop", "--pgdata=" + data(), "--mode=immediate", "--wait");
            } catch (IllegalStateException gone) {
                if (ProcessHandle.of(pid()).isPresent()) {
                    throw gone;
                }
            }
        }
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it is nobody. */
    private void run(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        try {
            Path said = folder.resolve(program + ".out");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
            builder.environment().put("LC_ALL", "C");
            int exitCode = builder.start().onExit().join().exitValue();
            if (exitCode != 0) {
                Path log = folder.resolve("log");
                throw new IllegalStateException(command + " ended with " + exitCode + ":\n" + Files.readString(said)
                        + (Files.exists(log) ? Files.readString(log) : ""));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
