package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the server takes before it does anything.
 *
 * @param fresh with nothing there: the database is made first
 * @param cold with a database, but without what a server leaves to make the next start faster
 * @param warm with both; the median of three in a full run
 * @param joining on a database that already serves: with nothing left, with an archive of classes, and with the ahead-of-time cache that
 *     newer Javas have, if this is one
 */
record Start(Duration fresh, Duration cold, Duration warm, Map<String, Duration> joining) {
    /** Connections of the database: the server's, and those of the load generator. */
    static final int ROOM = 200;

    static final String NOTHING = "neither";
    static final String ARCHIVE = "class archive";
    static final String CACHE = "AOT cache";

    /** Since when the launcher keeps an ahead-of-time cache, and no archive. */
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
        holdfast.forgetCache();
        Duration cold = holdfast.start();
        restarted(holdfast); // makes a cache of what was left
        int times = options.isShort() ? 1 : 3;
        Duration warm = median(times, () -> restarted(holdfast));
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
        boolean hasCache = Runtime.version().feature() >= JAVA_WITH_CACHE;
        try (Holdfast second = new Holdfast(root, target.resolve("start"), new Elsewhere(postgres), environment)) {
            took.put(NOTHING, median(times, () -> {
                second.forgetCache();
                return restarted(second);
            }));
            restarted(second);
            took.put(hasCache ? CACHE : ARCHIVE, median(times, () -> restarted(second)));
        }
        if (hasCache) {
            Path file = target.resolve("start/holdfast.jsa");
            Texts.deleteTree(file); // of another build it would neither be used nor replaced
            Map<String, String> archive = new HashMap<>(environment);
            archive.put("HOLDFAST_JAVA_OPTS", "-XX:+AutoCreateSharedArchive -XX:SharedArchiveFile=" + file);
            try (Holdfast second = new Holdfast(root, target.resolve("start"), new Elsewhere(postgres), archive)) {
                second.start();
                took.put(ARCHIVE, median(times, () -> restarted(second)));
            }
        }
        return took;
    }

    /** The budget's: as the launcher starts it the third time. */
    Optional<Duration> joiningWarm() {
        return Optional.ofNullable(joining.getOrDefault(CACHE, joining.get(ARCHIVE)));
    }

    private static Duration restarted(Holdfast server) {
        server.stop();
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
