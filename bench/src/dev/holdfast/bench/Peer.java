package dev.holdfast.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** A bare server of another make: the same read and upsert of one table, without authentication, tenants, history or audit. */
final class Peer implements Contender, AutoCloseable {
    static final String SPRING = "Spring Boot";
    static final String FASTIFY = "fastify";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PATH = "/memories/bench-notes/" + Place.KEY.token();

    private final String name;
    private final Process process;
    private final String authority;
    private final Holdfast holdfast;
    private final Database database;
    private final Wrk wrk;
    private final Meter meter;

    private Peer(String name, Process process, int port, Holdfast holdfast, Database database, Wrk wrk, Meter meter) {
        this.name = name;
        this.process = process;
        this.authority = "127.0.0.1:" + port;
        this.holdfast = holdfast;
        this.database = database;
        this.wrk = wrk;
        this.meter = meter;
    }

    /** Those that can be had here; of the others it is said why not. */
    static List<Peer> start(Options options, Holdfast holdfast, Database database, Wrk wrk, Meter meter) {
        List<Peer> peers = new ArrayList<>();
        if (!options.peers()) {
            return peers;
        }
        database.makePeersTable();
        for (String kind : List.of("spring", "node")) {
            try {
                Path log = options.target().resolve("peers/" + kind + ".log");
                Texts.write(log, "");
                Programs.runQuietly(
                        options.bench(), Duration.ofMinutes(5), List.of(options.bench().resolve("peers/build").toString(), kind), log);
                peers.add(start(kind, options, log, holdfast, database, wrk, meter));
            } catch (BenchException notHere) {
                Bench.say(kind + " takes no part: " + notHere.getMessage().lines().findFirst().orElse("")
                        + "; see bench/target/peers/" + kind + ".log");
            }
        }
        return peers;
    }

    private static Peer start(
            String kind, Options options, Path log, Holdfast holdfast, Database database, Wrk wrk, Meter meter) {
        int port = Ports.free();
        Postgres postgres = holdfast.postgres();
        ProcessBuilder builder = new ProcessBuilder(options.bench().resolve("peers/serve").toString(), kind)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(Map.of(
                "PORT", Integer.toString(port),
                "PGHOST", "127.0.0.1",
                "PGPORT", Integer.toString(postgres.port()),
                "PGUSER", Postgres.SUPERUSER,
                "PGPASSWORD", postgres.password(),
                "PGDATABASE", Postgres.DATABASE));
        try {
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            process.getOutputStream().close();
            Peer peer = new Peer(kind.equals("spring") ? SPRING : FASTIFY, process, port, holdfast, database, wrk, meter);
            peer.awaitAnswer();
            return peer;
        } catch (IOException failed) {
            throw new BenchException(kind + " did not start", failed);
        }
    }

    private void awaitAnswer() {
        String path = "/memories/bench-notes/" + Workload.FIRST_KEY;
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + authority + path)).timeout(PATIENCE).build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (System.nanoTime() < end && process.isAlive()) {
                try {
                    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                    if (answer.statusCode() != 200 || !answer.body().contains("\"key\":\"" + Workload.FIRST_KEY + "\"")) {
                        throw new BenchException("answered " + answer.statusCode() + " " + answer.body());
                    }
                    return;
                } catch (IOException notYet) {
                    Programs.pause(Duration.ofMillis(100));
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", stopped);
        }
        process.destroy();
        throw new BenchException("did not answer");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean does(Operation operation, int connections) {
        return operation.core() && (connections == Options.BUSY || connections == 1);
    }

    void warmUp(Operation operation, int connections, int seconds) {
        if (does(operation, connections)) {
            wrk.run(authority, Optional.empty(), List.of(request(operation)), connections, seconds);
        }
    }

    @Override
    public Measurement measure(Operation operation, int connections, int seconds) {
        return holdfast.standingStill(database, () -> meter.measured(
                operation, OptionalLong.of(process.pid()), database::peersChanges, connections, () -> Programs.pause(Duration.ofMillis(200)), () -> {
                    Wrk.Output output = wrk.run(authority, Optional.empty(), List.of(request(operation)), connections, seconds);
                    if (output.operations() == 0) {
                        throw new NothingDone("no request succeeded: " + output);
                    }
                    return Measurement.of(output);
                }));
    }

    /** The same as Holdfast is asked, where this has it. */
    private static Template request(Operation operation) {
        Template asked = operation.requests().getFirst();
        return new Template(asked.method(), PATH, asked.headers(), asked.body());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
