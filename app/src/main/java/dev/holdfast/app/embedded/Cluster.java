package dev.holdfast.app.embedded;

import dev.holdfast.app.embedded.EmbeddedPostgresException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** One home folder's PostgreSQL as a whole: brings it up from whatever state it is in, and takes it down. */
final class Cluster {

    /** Who asks for it. */
    enum Use {
        /** The server process at its start: may create the data, takes over what it finds. */
        SERVE,
        /** The server process later: takes over what it finds, but never creates data. */
        REVIVE,
        /** A command line tool: uses what it finds as it is. */
        ATTACH
    }

    /** A server that accepts connections with our password. */
    record Up(RunningServer server, int port, SuperuserPassword password, Ownership ownership) {}

    private final HomeFolder home;
    private final EmbeddedSettings settings;
    private final Platform platform;

    Cluster(HomeFolder home, EmbeddedSettings settings, Platform platform) {
        this.home = home;
        this.settings = settings;
        this.platform = platform;
    }

    /** To be called under the start lock. */
    Up bringUp(Use use, Consumer<String> progress) {
        Deadline deadline = Deadline.in(settings.startTimeout());
        Optional<RunningServer> found = settled(deadline, progress);
        if (found.isPresent()) {
            Optional<Up> up = use == Use.ATTACH
                    ? Optional.of(share(found.get()))
                    : adopt(found.get(), PostgresBinaries.onClassPath(platform), progress);
            if (up.isPresent()) {
                return up.get();
            }
        }
        PostgresBinaries binaries = PostgresBinaries.onClassPath(platform);
        Programs programs = programs(binaries, progress);
        found.ifPresent(server -> new Postmaster(home, programs, progress).stop(server, settings.stopTimeout()));
        DataFolder data = new DataFolder(home);
        data.ensure(use != Use.REVIVE, programs, platform, progress);
        if (use == Use.SERVE) {
            binaries.removeOthers(home);
        }
        return start(new Postmaster(home, programs, progress), data, programs);
    }

    /** To be called under the start lock. Does nothing when none is running. */
    void takeDown() {
        Optional<RunningServer> found = RunningServer.find(home);
        if (found.isPresent()) {
            Programs programs = programs(PostgresBinaries.onClassPath(platform), line -> {});
            new Postmaster(home, programs, line -> {}).stop(found.get(), settings.stopTimeout());
        }
    }

    /** The start lock, which is never held for longer than a start or a stop takes. */
    FileLease startLock(Consumer<String> progress) {
        Optional<FileLease> lease = FileLease.tryExclusive(home.startLock());
        if (lease.isPresent()) {
            return lease.get();
        }
        progress.accept("waiting for another process that starts or stops this PostgreSQL ...");
        return startLockWithin(settings.startTimeout())
                .orElseThrow(() -> new EmbeddedPostgresException(
                        Problem.TIMEOUT,
                        "Another process has been starting or stopping the PostgreSQL in " + home.root() + " for "
                                + settings.startTimeout().toSeconds() + " s.",
                        "Look for a hanging holdfast process; " + home.startLock() + " is free when it has ended."));
    }

    /** The start lock for the way down, where there is no point in waiting long. */
    Optional<FileLease> startLockForStop() {
        return startLockWithin(settings.stopTimeout());
    }

    private Optional<FileLease> startLockWithin(Duration patience) {
        Deadline deadline = Deadline.in(patience);
        Optional<FileLease> lease = FileLease.tryExclusive(home.startLock());
        while (lease.isEmpty() && !deadline.isOver()) {
            Deadline.pause(Duration.ofMillis(20));
            lease = FileLease.tryExclusive(home.startLock());
        }
        return lease;
    }

    HomeFolder home() {
        return home;
    }

    /** A running server once it has finished starting, or nothing once it has finished stopping. */
    private Optional<RunningServer> settled(Deadline deadline, Consumer<String> progress) {
        Optional<RunningServer> found = RunningServer.find(home);
        if (found.isEmpty() || found.get().isReady()) {
            return found;
        }
        RunningServer server = found.get();
        progress.accept("waiting for the PostgreSQL that is already starting or stopping here ...");
        if (!deadline.await(() -> server.isReady() || !server.isAlive())) {
            throw new EmbeddedPostgresException(
                    Problem.TIMEOUT,
                    "PostgreSQL (process " + server.pid() + ") has been starting or stopping for "
                            + settings.startTimeout().toSeconds() + " s.",
                    "After a crash with much to recover it takes a while. Its log is " + home.log() + ".");
        }
        return server.isAlive() ? found : Optional.empty();
    }

    private Up share(RunningServer server) {
        SuperuserPassword password = SuperuserPassword.readOrCreate(home.passwordFile());
        int port = server.port();
        return switch (Login.attempt(port, password)) {
            case Login.Accepted accepted -> new Up(server, port, password, Ownership.SHARED);
            case Login.Refused refused -> throw passwordRefused();
            case Login.Unreachable unreachable -> throw unreachable(unreachable);
        };
    }

    /** Nothing when it is better started anew: other port, other binaries, not durable, or it does not let us in. */
    private Optional<Up> adopt(RunningServer server, PostgresBinaries binaries, Consumer<String> progress) {
        SuperuserPassword password = SuperuserPassword.readOrCreate(home.passwordFile());
        boolean fits = server.port() == settings.port()
                && server.runsFrom(binaries.folder(home))
                && Login.attempt(server.port(), password) instanceof Login.Accepted accepted
                && accepted.durable()
                && isOurs(accepted);
        if (fits) {
            progress.accept("taking over the PostgreSQL that is still running here (process " + server.pid() + ")");
            return Optional.of(new Up(server, server.port(), password, Ownership.ADOPTED));
        }
        progress.accept("stopping the PostgreSQL that is still running here (process " + server.pid() + ") ...");
        return Optional.empty();
    }

    private Up start(Postmaster postmaster, DataFolder data, Programs programs) {
        SuperuserPassword password = SuperuserPassword.readOrCreate(home.passwordFile());
        RunningServer server = postmaster.start(settings.port(), Deadline.in(settings.startTimeout()));
        Login login = Login.attempt(settings.port(), password);
        if (login instanceof Login.Refused) {
            // The password file was lost or restored from elsewhere.
            postmaster.stop(server, settings.stopTimeout());
            data.resetPassword(programs, password);
            server = postmaster.start(settings.port(), Deadline.in(settings.startTimeout()));
            login = Login.attempt(settings.port(), password);
        }
        if (login instanceof Login.Accepted accepted && isOurs(accepted)) {
            return new Up(server, settings.port(), password, Ownership.STARTED);
        }
        postmaster.stop(server, settings.stopTimeout());
        throw login instanceof Login.Unreachable unreachable ? unreachable(unreachable) : passwordRefused();
    }

    private boolean isOurs(Login.Accepted accepted) {
        try {
            return Files.isSameFile(accepted.dataFolder(), home.data());
        } catch (IOException e) {
            return false;
        }
    }

    private Programs programs(PostgresBinaries binaries, Consumer<String> progress) {
        return Programs.in(binaries.unpack(home, platform, progress), platform, home.version());
    }

    private EmbeddedPostgresException passwordRefused() {
        return new EmbeddedPostgresException(
                Problem.PASSWORD_REFUSED,
                "The embedded PostgreSQL does not accept the password in " + home.passwordFile() + ".",
                "Stop everything that uses this home folder and start the server: it sets the password anew.");
    }

    private EmbeddedPostgresException unreachable(Login.Unreachable unreachable) {
        return new EmbeddedPostgresException(
                Problem.START_FAILED,
                "The embedded PostgreSQL runs but does not answer: " + unreachable.why(),
                "Its log is " + home.log() + ".");
    }
}
