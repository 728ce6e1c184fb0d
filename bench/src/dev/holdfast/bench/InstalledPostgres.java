package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A cluster of its own of the PostgreSQL that Debian has installed, which serves on a free port until it is closed. */
final class InstalledPostgres implements Postgres, AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String PASSWORD = "bench";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path programs;
    private final Path folder;
    private final int port = Ports.free();

    private InstalledPostgres(Path programs, Path folder) {
        this.programs = programs;
        this.folder = folder;
    }

    /** The newest version there is, with the programs of a server. */
    static Optional<Path> installed() {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")) && Files.isExecutable(bin.resolve("postgres")))
                    .max(Comparator.comparingInt(
                            bin -> Integer.parseInt(bin.getParent().getFileName().toString().replaceAll("\\D", "0"))));
        } catch (IOException failed) {
            throw new BenchException(INSTALLED + " cannot be read", failed);
        }
    }

    /** @param target where its data goes. Not under /tmp, which may be memory: there a commit would cost nothing */
    static InstalledPostgres start(Path target) {
        Path programs = installed()
                .orElseThrow(() -> new BenchException(
                        "there is no PostgreSQL in " + INSTALLED + " (apt-get install postgresql, or --postgres embedded)"));
        InstalledPostgres postgres = new InstalledPostgres(programs, target.resolve("postgres"));
        postgres.stop();
        Texts.deleteTree(postgres.folder);
        Texts.write(postgres.folder.resolve("password"), PASSWORD + "\n");
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
        postgres.run("initdb", "-D", postgres.data(), "-U", SUPERUSER, "--pwfile=" + postgres.folder.resolve("password"),
                "-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8");
        postgres.run("pg_ctl", "-D", postgres.data(), "-l", postgres.log().toString(), "-w", "-o",
                "-p " + postgres.port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=" + Start.ROOM,
                "start");
        return postgres;
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    /** PostgreSQL refuses to be run by root: then in a namespace of users of its own, where it is somebody else. */
    private void run(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        Programs.runQuietly(folder, PATIENCE, command, folder.resolve(program + ".out"));
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String password() {
        return PASSWORD;
    }

    @Override
    public Path log() {
        return folder.resolve("server.log");
    }

    @Override
    public long pid() {
        return Long.parseLong(Texts.read(folder.resolve("data/postmaster.pid")).lines().findFirst().orElseThrow());
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("DATABASE_URL", "postgres://" + SUPERUSER + ":" + PASSWORD + "@127.0.0.1:" + port + "/" + DATABASE);
    }

    private synchronized void stop() {
        if (Files.exists(folder.resolve("data/postmaster.pid"))) {
            run("pg_ctl", "-D", data(), "-m", "fast", "-w", "stop");
        }
    }

    @Override
    public void close() {
        stop();
        Texts.deleteTree(folder);
    }
}
