package dev.holdfast.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server started by the launcher, as a user starts it, with a home folder and ports of its own. */
public final class Holdfast implements AutoCloseable {
    /** Whoever is given it shares a database, and gets no key of its own. */
    static final String SECRET = "HOLDFAST_SECRET_FILE";

    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(40);
    private static final Pattern KEY = Pattern.compile("^\\s*key\\s+(hf_\\S+)$", Pattern.MULTILINE);

    private final List<String> command;
    private final Path home;
    private final Path output;
    private final int port = Ports.free();
    private final Postgres postgres;
    private final Map<String, String> environment;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private volatile Optional<Process> process = Optional.empty();
    private Optional<String> key = Optional.empty();

    /**
     * With its embedded PostgreSQL.
     *
     * @param root the checkout
     * @param target where its home folder and output go. Not under /tmp, which may be memory: there a commit would cost nothing
     */
    public Holdfast(Path root, Path target) {
        this(root, target, new EmbeddedPostgres(target.resolve("home"), Ports.free()), Map.of());
    }

    /** @param environment what it is told besides where its database is */
    Holdfast(Path root, Path target, Postgres postgres, Map<String, String> environment) {
        this(List.of(root.resolve("holdfast").toString(), "serve"), target, postgres, environment);
    }

    /** @param command that starts it, where that is not the launcher */
    Holdfast(List<String> command, Path target, Postgres postgres, Map<String, String> environment) {
        this.command = List.copyOf(command);
        home = target.resolve("home");
        output = target.resolve("server.out");
        this.postgres = postgres;
        this.environment = Map.copyOf(environment);
        deleteHome();
        try {
            Files.createDirectories(target);
        } catch (IOException failed) {
            throw new BenchException(target + " cannot be made", failed);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** @return from the launch until it says that it is ready */
    public Duration start() {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(output.resolveSibling("server.err").toFile());
        builder.environment()
                .putAll(Map.of("HOLDFAST_HOME", home.toString(), "HOLDFAST_PORT", Integer.toString(port)));
        builder.environment().putAll(postgres.environment());
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        try {
            Process started = builder.start();
            process = Optional.of(started);
            started.getOutputStream().close();
            while (!isReady()) {
                if (!started.isAlive() || System.nanoTime() - start > START_LIMIT.toNanos()) {
                    throw new BenchException("the server did not start; see " + output.resolveSibling("server.err"));
                }
                Programs.pause(Duration.ofMillis(20));
            }
        } catch (IOException failed) {
            throw new BenchException("the server did not start", failed);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (key.isEmpty() && !environment.containsKey(SECRET)) {
            key = Optional.of(awaitKey());
        }
        return took;
    }

    /** It is printed once, a moment after the server is ready. */
    private String awaitKey() {
        for (int i = 0; i < 500; i++) {
            Matcher line = KEY.matcher(Texts.read(output));
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
    String call(Template request) {
        return call(request.method(), request.path(), request.body(), request.headers());
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

    int port() {
        return port;
    }

    String key() {
        return key.orElseThrow();
    }

    public int databasePort() {
        return postgres.port();
    }

    public String superuserPassword() {
        return postgres.password();
    }

    Postgres postgres() {
        return postgres;
    }

    Path home() {
        return home;
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

    /** Runs {@code work} while the server does nothing at all. */
    <T> T standingStill(Database database, Supplier<T> work) {
        freezeBetweenTransactions(database);
        try {
            return work.get();
        } finally {
            thaw();
            database.settle();
        }
    }

    /** An open transaction would keep the database from tidying up meanwhile. */
    private void freezeBetweenTransactions(Database database) {
        for (int i = 0; i < 50; i++) {
            freeze();
            Programs.pause(Duration.ofMillis(20));
            if (!database.serverIsInTransaction()) {
                return;
            }
            thaw();
            Programs.pause(Duration.ofMillis(50));
        }
        throw new BenchException("the server is always in a transaction");
    }

    /** What it tells of itself. */
    String metrics() {
        return call("GET", "/metrics", Optional.empty(), Map.of());
    }

    /** Removes what the last server left to make the next start faster. */
    void forgetCache() {
        Texts.deleteTree(home.resolve("cache"));
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
                if (postgres instanceof EmbeddedPostgres) {
                    ProcessHandle.of(postgres.pid()).ifPresent(ProcessHandle::destroy);
                }
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
        Texts.deleteTree(home);
    }
}
