package dev.holdfast.app.embedded;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A running PostgreSQL of a home folder and this process's claim to it.
 *
 * <p>Host, port and password stay the same for the life of this object, also across a restart by the watch: a
 * connection pool only has to reconnect. Safe for use by several threads.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    static final String HOST = "127.0.0.1";

    private final Cluster cluster;
    private final Cluster.Up up;
    private final FileLease users;
    private final @Nullable FileLease serve;
    private final @Nullable Watch watch;
    private final ReentrantLock closing = new ReentrantLock();
    private boolean closed;

    private EmbeddedDatabase(
            Cluster cluster, Cluster.Up up, FileLease users, @Nullable FileLease serve, @Nullable Watch watch) {
        this.cluster = cluster;
        this.up = up;
        this.users = users;
        this.serve = serve;
        this.watch = watch;
    }

    static EmbeddedDatabase served(Cluster cluster, Cluster.Up up, FileLease users, FileLease serve, Watch.Pace pace) {
        Watch watch = Watch.over(
                up.server(), () -> revive(cluster), new ServerLog(cluster.home().log()), pace);
        return new EmbeddedDatabase(cluster, up, users, serve, watch);
    }

    static EmbeddedDatabase attached(Cluster cluster, Cluster.Up up, FileLease users) {
        return new EmbeddedDatabase(cluster, up, users, null, null);
    }

    public String host() {
        return HOST;
    }

    public int port() {
        return up.port();
    }

    public String superuser() {
        return SuperuserPassword.USER;
    }

    /** Not for logs. Its file is readable by the owner of the home folder only. */
    public String superuserPassword() {
        return up.password().value();
    }

    /** Without user and password. */
    public String jdbcUrl(String database) {
        return Login.url(up.port(), database);
    }

    public Ownership ownership() {
        return up.ownership();
    }

    /** Whether the server is there and accepts connections. Costs no connection. */
    public boolean isRunning() {
        return server().isReady();
    }

    /** The process id of the postmaster; another one after each restart. */
    public long pid() {
        return server().pid();
    }

    /** How often the watch has brought the server back since it was opened. */
    public int restarts() {
        return watch == null ? 0 : watch.restarts();
    }

    /** PostgreSQL's own log. */
    public Path log() {
        return cluster.home().log();
    }

    /**
     * Gives the claim back. The server process stops PostgreSQL: open transactions are rolled back, the data is
     * written out, and when that takes longer than the stop timeout it is cut short. A tool stops it only when nobody
     * else uses it. A second call does nothing.
     *
     * @throws EmbeddedPostgresException when PostgreSQL does not end; the claim is given back nevertheless
     */
    @Override
    public void close() {
        closing.lock();
        // An interrupted thread too leaves nothing running behind.
        boolean interrupted = Thread.interrupted();
        try {
            if (!closed) {
                closed = true;
                release();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            closing.unlock();
        }
    }

    private RunningServer server() {
        return watch == null ? up.server() : watch.server();
    }

    private void release() {
        if (watch != null) {
            watch.close();
        }
        Optional<FileLease> start = cluster.startLockForStop();
        try {
            users.close();
            if (serve != null) {
                // Also without the lock: a tool that hangs while holding it must not keep the server from stopping.
                cluster.takeDown();
            } else if (start.isPresent()) {
                stopAsLastUser();
            }
        } finally {
            start.ifPresent(FileLease::close);
            if (serve != null) {
                serve.close();
            }
        }
    }

    private void stopAsLastUser() {
        Optional<FileLease> alone = FileLease.tryExclusive(cluster.home().usersLock());
        if (alone.isPresent()) {
            try (FileLease lease = alone.get()) {
                cluster.takeDown();
            }
        }
    }

    private static RunningServer revive(Cluster cluster) {
        try (FileLease start = cluster.startLock(line -> {})) {
            return cluster.bringUp(Cluster.Use.REVIVE, line -> {}).server();
        }
    }

    @Override
    public String toString() {
        return "EmbeddedDatabase[" + jdbcUrl("") + ", " + ownership() + "]";
    }
}
