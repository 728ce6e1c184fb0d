package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the server takes before it does anything.
 *
 * @param fresh with nothing there: the database is made first
 * @param cold with a database, but without the archive of classes that a server leaves
 * @param warm with both; the median of three in a full run
 * @param joining on a database that already serves: without an archive, with one, and with the cache of compiled code of newer Javas
 */
record Start(Duration fresh, Duration cold, Duration warm, Map<String, Duration> joining) {
    /** Connections of the database: the server's, and those of the load generator. */
    static final int ROOM = 200;

    static final String ARCHIVE = "class archive";
    static final String CACHE = "AOT cache";
    static final String NOTHING = "neither";

    /** Since when there is a cache of ahead-of-time work that one option makes. */
    private static final int JAVA_WITH_CACHE = 25;

    /** Leaves the server running, with room for pgbench's connections. */
    static Duration once(Holdfast holdfast) {
        Duration fresh = withRoom(holdfast);
        holdfast.start();
        return fresh;
    }

    private static Duration withRoom(Holdfast holdfast) {
        Duration fresh = holdfast.start();
        try (Database database = new Database(holdfast.postgres())) {
            database.makeRoom(ROOM);
        }
        holdfast.stop();
        return fresh;
    }

    /** Leaves the server running, with room for pgbench's connections. */
    static Start measure(Holdfast holdfast, Options options) {
        Duration fresh = withRoom(holdfast);
        holdfast.forgetClassArchive();
        Duration cold = holdfast.start();
        int times = options.isShort() ? 1 : 3;
        Duration warm = median(times, () -> {
            holdfast.stop();
            return holdfast.start();
        });
        return new Start(fresh, cold, warm, joining(holdfast, times, options.root(), options.target()));
    }

    /** One more server on the database of the first. */
    private static Map<String, Duration> joining(Holdfast first, int times, Path root, Path target) {
        Postgres postgres = first.postgres();
        Map<String, String> environment = Map.of(
                "DATABASE_URL",
                "postgres://" + Postgres.SUPERUSER + ":" + postgres.password() + "@127.0.0.1:" + postgres.port() + "/"
                        + Postgres.DATABASE,
                Holdfast.SECRET,
                first.home().resolve("secrets/master").toString());
        Map<String, Duration> took = new LinkedHashMap<>();
        try (Holdfast second = new Holdfast(root, target.resolve("start"), new Elsewhere(postgres), environment)) {
            took.put(NOTHING, median(times, () -> restarted(second, true)));
            restarted(second, false);
            took.put(ARCHIVE, median(times, () -> restarted(second, false)));
        }
        if (Runtime.version().feature() >= JAVA_WITH_CACHE) {
            Path cache = target.resolve("start/holdfast.aot");
            try (Holdfast second = withCache(root, target, postgres, environment, "-XX:AOTCacheOutput=" + cache)) {
                second.start();
                second.stop();
            }
            if (Files.exists(cache)) {
                try (Holdfast second = withCache(root, target, postgres, environment, "-XX:AOTCache=" + cache)) {
                    took.put(CACHE, median(times, () -> restarted(second, false)));
                }
            }
        }
        return took;
    }

    /** Past the launcher, which gives its archive of classes: Java takes only one of the two. */
    private static Holdfast withCache(
            Path root, Path target, Postgres postgres, Map<String, String> environment, String option) {
        return new Holdfast(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), option, "-Xmx256m", "-Xms48m", "-Xmn24m",
                        "-XX:+UseSerialGC", "-XX:MetaspaceSize=64m", "-XX:+UseCompactObjectHeaders", "-XX:TrimNativeHeapInterval=10000",
                        "--sun-misc-unsafe-memory-access=allow", "-jar",
                        root.resolve("app/target/holdfast/holdfast.jar").toString(), "serve"),
                target.resolve("start"),
                new Elsewhere(postgres),
                environment);
    }

    private static Duration restarted(Holdfast server, boolean withoutArchive) {
        server.stop();
        if (withoutArchive) {
            server.forgetClassArchive();
        }
        return server.start();
    }

    private static Duration median(int times, Supplier<Duration> start) {
        Duration[] took = new Duration[times];
        Arrays.setAll(took, i -> start.get());
        Arrays.sort(took);
        return took[times / 2];
    }

    /** A database that another server looks after. */
    private record Elsewhere(Postgres postgres) implements Postgres {
        @Override
        public int port() {
            return postgres.port();
        }

        @Override
        public String password() {
            return postgres.password();
        }

        @Override
        public Path log() {
            return postgres.log();
        }

        @Override
        public long pid() {
            return postgres.pid();
        }

        @Override
        public Map<String, String> environment() {
            return Map.of();
        }
    }

    /** Resident memory of a process, in bytes, where Linux tells. */
    static Optional<Long> memory(long pid) {
        try {
            List<String> status = Files.readAllLines(Path.of("/proc/" + pid + "/status"));
            return status.stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst();
        } catch (IOException untold) {
            return Optional.empty();
        }
    }
}
