package dev.holdfast.app.embedded;

import dev.holdfast.app.embedded.EmbeddedPostgresException.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * The PostgreSQL that comes with Holdfast.
 *
 * <p>The binaries are those of the {@code io.zonky.test.postgres} artifacts; the classes of that project are not
 * used, as they are made for tests: they switch fsync off, trust everybody who connects, delete what they find, stop
 * by a fixed schedule, and know nothing of a server that outlived its JVM. What holds a user's data needs the
 * opposite: one holder per folder, adoption of an orphan, a restart after a crash, and a start that creates data only
 * where there was none.
 */
public final class EmbeddedPostgres {

    private static final Duration LAST_BREATH = Duration.ofSeconds(2);

    private EmbeddedPostgres() {}

    /**
     * For the one process that serves a home folder: creates the database at the first start, takes over a server that
     * outlived its process, keeps it running until {@link EmbeddedDatabase#close()}.
     *
     * @param progress gets a line for each step that takes a while or that the operator should know of
     * @throws EmbeddedPostgresException when it cannot be had; unless it says so, nothing is left running then
     */
    public static EmbeddedDatabase open(EmbeddedSettings settings, Consumer<String> progress) {
        return open(settings, progress, Watch.Pace.NORMAL);
    }

    static EmbeddedDatabase open(EmbeddedSettings settings, Consumer<String> progress, Watch.Pace pace) {
        Platform platform = Platform.current();
        HomeFolder home = HomeFolder.prepare(settings.home());
        FileLease serve = serveLock(home);
        try {
            serve.sign();
            Cluster cluster = new Cluster(home, settings, platform);
            return use(
                    cluster,
                    Cluster.Use.SERVE,
                    progress,
                    (up, users) -> EmbeddedDatabase.served(cluster, up, users, serve, pace));
        } catch (RuntimeException | Error e) {
            serve.close();
            throw e;
        }
    }

    /**
     * For command line tools: uses the server of the home folder when there is one, on whichever port it listens;
     * starts it (and creates the database) otherwise. Whoever is the last to close stops it, unless a server process
     * lives.
     *
     * @param progress as for {@link #open}
     * @throws EmbeddedPostgresException as for {@link #open}
     */
    public static EmbeddedDatabase attach(EmbeddedSettings settings, Consumer<String> progress) {
        Platform platform = Platform.current();
        HomeFolder home = HomeFolder.prepare(settings.home());
        Cluster cluster = new Cluster(home, settings, platform);
        return use(cluster, Cluster.Use.ATTACH, progress, (up, users) -> EmbeddedDatabase.attached(cluster, up, users));
    }

    /** Refuses at once while the holder lives. One that has just been killed keeps the lock until all of it is gone. */
    private static FileLease serveLock(HomeFolder home) {
        Deadline deadline = Deadline.in(LAST_BREATH);
        while (true) {
            Optional<FileLease> lease = FileLease.tryExclusive(home.serveLock());
            if (lease.isPresent()) {
                return lease.get();
            }
            Optional<Long> holder = FileLease.signatureOf(home.serveLock());
            boolean dying = holder.flatMap(ProcessHandle::of)
                    .filter(RunningServer::isAlive)
                    .isEmpty();
            if (!dying || deadline.isOver()) {
                throw inUse(home, holder);
            }
            Deadline.pause(Duration.ofMillis(20));
        }
    }

    private static EmbeddedDatabase use(
            Cluster cluster,
            Cluster.Use use,
            Consumer<String> progress,
            BiFunction<Cluster.Up, FileLease, EmbeddedDatabase> database) {
        try (FileLease start = cluster.startLock(progress)) {
            FileLease users = user(cluster.home());
            try {
                return database.apply(cluster.bringUp(use, progress), users);
            } catch (RuntimeException | Error e) {
                users.close();
                throw e;
            }
        }
    }

    /** Taken alone only under the start lock, which the caller holds: so nobody of ours can be in the way. */
    private static FileLease user(HomeFolder home) {
        return FileLease.tryShared(home.usersLock())
                .orElseThrow(() -> new EmbeddedPostgresException(
                        Problem.FILES,
                        home.usersLock() + " is held by another program.",
                        "Only Holdfast locks this file; find out who else does."));
    }

    private static EmbeddedPostgresException inUse(HomeFolder home, Optional<Long> pid) {
        String holder = pid.map(id -> " (process " + id + ")").orElse("");
        return new EmbeddedPostgresException(
                Problem.HOME_IN_USE,
                "The home folder " + home.root() + " is already served by another Holdfast" + holder + ".",
                "Stop that one first, or give this one a home folder and a port of its own with HOLDFAST_HOME and"
                        + " HOLDFAST_EMBEDDED_PORT.");
    }
}
