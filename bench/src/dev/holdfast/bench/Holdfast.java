package dev.holdfast.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server started by the launcher, as a user starts it, with a home folder and ports of its own. */
public final class Holdfast implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(40);
    private static final Pattern KEY = Pattern.compile("^\\s*key\\s+(hf_\\S+)$", Pattern.MULTILINE);

    private final Path launcher;
    private final Path home;
    private final Path output;
    private final int port;
    private final int databasePort;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private volatile Optional<Process> process = Optional.empty();
    private Optional<String> key = Optional.empty();

    /**
     * @param root the checkout
     * @param target where its home folder and output go. Not under /tmp, which may be memory: there a commit would cost nothing
     */
    public Holdfast(Path root, Path target) {
        launcher = root.resolve("holdfast");
        home = target.resolve("home");
        output = target.resolve("server.out");
        deleteHome();
        int[] ports = freePorts();
        port = ports[0];
        databasePort = ports[1];
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    private static int[] freePorts() {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket one = new ServerSocket(0, 1, here);
                ServerSocket other = new ServerSocket(0, 1, here)) {
            return new int[] {one.getLocalPort(), other.getLocalPort()};
        } catch (IOException failed) {
            throw new BenchException("no free port", failed);
        }
    }

    /** @return from the launch until it says that it is ready */
    public Duration start() {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "serve")
                .redirectOutput(output.toFile())
                .redirectError(output.resolveSibling("server.err").toFile());
        builder.environment()
                .putAll(Map.of(
                        "HOLDFAST_HOME", home.toString(),
                        "HOLDFAST_PORT", Integer.toString(port),
                        "HOLDFAST_EMBEDDED_PORT", Integer.toString(databasePort)));
        long start = System.nanoTime();
        try {
            Process started = builder.start();
            process = Optional.of(started);
            started.getOutputStream().close();
            while (!isReady()) {
                if (!started.isAlive() || System.nanoTime() - start > START_LIMIT.toNanos()) {
                    throw new BenchException("the server did not start; see " + output.resolveSibling("server.err"));
                }
                Programs.pause(Duration.ofMillis(5));
            }
        } catch (IOException failed) {
            throw new BenchException("the server did not start", failed);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (key.isEmpty()) {
            key = Optional.of(awaitKey());
        }
        return took;
    }

    /** It is printed once, a moment after the server is ready. */
    private String awaitKey() {
        for (int i = 0; i < 500; i++) {
            Matcher line = KEY.matcher(read(output));
            if (line.find()) {
                return line.group(1);
            }
            Programs.pause(Duration.ofMillis(10));
        }
        throw new BenchException("the server printed no key; see " + output);
    }

    private boolean isReady() {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri("/readyz")).timeout(Duration.ofSeconds(5)).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", stopped);
        }
    }

    /** The body of the answer, which must be a success. */
    public String call(String method, String path, Optional<String> body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + key())
                .method(
                        method,
                        body.map(HttpRequest.BodyPublishers::ofString)
                                .orElseGet(HttpRequest.BodyPublishers::noBody));
        body.ifPresent(json -> request.setHeader("Content-Type", "application/json"));
        headers.forEach(request::setHeader);
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new BenchException(method + " " + path + " was answered " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException failed) {
            throw new BenchException(method + " " + path + " failed", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", stopped);
        }
    }

    private URI uri(String path) {
        return URI.create(url() + path);
    }

    String url() {
        return "http://" + authority();
    }

    String authority() {
        return "127.0.0.1:" + port;
    }

    String key() {
        return key.orElseThrow();
    }

    public int databasePort() {
        return databasePort;
    }

    public String superuserPassword() {
        return read(home.resolve("secrets/postgres-superuser")).strip();
    }

    /** PostgreSQL's log. */
    Path databaseLog() {
        return databaseFile("server.log");
    }

    long databasePid() {
        return Long.parseLong(read(databaseFile("data/postmaster.pid")).lines().findFirst().orElseThrow());
    }

    private Path databaseFile(String name) {
        try (Stream<Path> versions = Files.list(home.resolve("postgres"))) {
            return versions.map(version -> version.resolve(name))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow(() -> new BenchException("the embedded PostgreSQL has no " + name));
        } catch (IOException failed) {
            throw new BenchException("the embedded PostgreSQL is not where it should be", failed);
        }
    }

    long pid() {
        return process.orElseThrow().pid();
    }

    /** Lets it stand still, with its background work, so that nothing of it is in what is measured meanwhile. */
    public void freeze() {
        signal("-STOP");
    }

    public void thaw() {
        signal("-CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", name, Long.toString(pid())).start().waitFor();
        } catch (IOException failed) {
            throw new BenchException("kill did not run", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", stopped);
        }
    }

    /** Removes what the last server left to make the next start faster. */
    void forgetClassArchive() {
        deleteTree(home.resolve("cache"));
    }

    /** Ends the server, which ends its PostgreSQL. */
    synchronized void stop() {
        if (process.isEmpty()) {
            return;
        }
        Process running = process.get();
        try {
            thaw();
            running.destroy();
            if (!running.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                ProcessHandle.of(databasePid()).ifPresent(ProcessHandle::destroy);
                running.destroyForcibly().waitFor();
            }
            process = Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", stopped);
        }
    }

    @Override
    public void close() {
        stop();
        deleteHome();
    }

    private void deleteHome() {
        deleteTree(home);
    }

    private static void deleteTree(Path folder) {
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

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new BenchException(file + " cannot be read", failed);
        }
    }
}
