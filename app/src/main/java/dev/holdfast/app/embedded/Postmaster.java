package dev.holdfast.app.embedded;

import dev.holdfast.app.embedded.EmbeddedPostgresException.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Starts and stops the server of a home folder. To be used under the start lock. */
record Postmaster(HomeFolder home, Programs programs, Consumer<String> progress) {

    /** How long the processes of a killed postmaster get to notice it and end by themselves, then: to end when told. */
    private static final Duration LEFTOVER_PATIENCE = Duration.ofSeconds(2);

    /** A start that takes longer than this is worth a line. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    private static final Duration CUT_SHORT = Duration.ofSeconds(5);

    /** Starts it and waits until it accepts connections. There must be none running. */
    RunningServer start(int port, Deadline deadline) {
        requireFree(port);
        ServerLog log = new ServerLog(home.log());
        log.shrink();
        Deadline patience = deadline.orEarlier(LEFTOVER_PATIENCE);
        Deadline lastResort = deadline.orEarlier(LEFTOVER_PATIENCE.multipliedBy(2));
        while (true) {
            long before = log.size();
            Launch launch = launch(port, log);
            boolean settled = awaitStart(launch, deadline);
            Optional<RunningServer> server = ready();
            if (server.isPresent()) {
                return server.get();
            }
            if (!settled) {
                throw new EmbeddedPostgresException(
                        Problem.TIMEOUT,
                        "PostgreSQL is still starting, as it is after a crash with much to recover.",
                        "It goes on by itself: run the command again in a while. Its log is " + home.log() + ".");
            }
            String said = log.since(before);
            if (!said.contains("shared memory block") || deadline.isOver()) {
                throw failure(said, port);
            }
            // The postmaster was killed, and its other processes still have the data in their hands.
            if (lastResort.isOver()) {
                RunningServer.processesOf(home).forEach(ProcessHandle::destroyForcibly);
            } else if (patience.isOver()) {
                RunningServer.processesOf(home).forEach(ProcessHandle::destroy);
            }
            Deadline.pause(Duration.ofMillis(50));
        }
    }

    /** Ends it in order, and when that takes too long, at once: PostgreSQL then recovers at the next start. */
    void stop(RunningServer server, Duration timeout) {
        signal("fast");
        if (!Deadline.in(timeout).await(() -> !server.isAlive())) {
            signal("immediate");
        }
        if (!Deadline.in(CUT_SHORT).await(() -> !server.isAlive())) {
            throw new EmbeddedPostgresException(
                    Problem.TIMEOUT,
                    "PostgreSQL (process " + server.pid() + ") does not stop.",
                    "Its log is " + home.log() + ". The data is safe whichever way it ends.");
        }
    }

    private void signal(String mode) {
        // Its own answer is not asked for: whether the server is gone is seen sooner on the process itself.
        programs.run(
                List.of(programs.path("pg_ctl"), "stop", "-D", home.data().toString(), "-m", mode, "-W", "-s"),
                home.version().resolve("stop.log"),
                Duration.ofSeconds(10));
    }

    private Optional<RunningServer> ready() {
        return RunningServer.find(home).filter(RunningServer::isReady);
    }

    private boolean awaitStart(Launch launch, Deadline deadline) {
        BooleanSupplier settled = () -> launch.hasFailed() || ready().isPresent();
        try {
            if (deadline.orEarlier(QUIET).await(settled)) {
                return true;
            }
            progress.accept("PostgreSQL is recovering from an unclean end ...");
            return deadline.await(settled);
        } catch (EmbeddedPostgresException e) {
            // Interrupted: what nobody waits for any more does not go on either.
            launch.process().destroy();
            throw e;
        }
    }

    /**
     * What was set off.
     *
     * @param process the server itself or, where {@code stays} is false, the program that starts it and ends
     */
    private record Launch(Process process, boolean stays) {
        boolean hasFailed() {
            return !process.isAlive() && (stays || process.exitValue() != 0);
        }
    }

    /**
     * As a child of this process, so that its end is noticed at once also where nobody else buries the dead, but in a
     * session of its own, so that a Ctrl-C is for this process alone. Without {@code setsid} (on a Mac) {@code
     * pg_ctl} sees to the latter.
     */
    private Launch launch(int port, ServerLog log) {
        // On the command line because nothing goes before it: an ALTER SYSTEM cannot give up what was promised.
        List<String> pinned = List.of(
                "-p", Integer.toString(port),
                "-c", "listen_addresses=" + EmbeddedDatabase.HOST,
                "-c", "fsync=on",
                "-c", "synchronous_commit=on",
                "-c", "full_page_writes=on");
        String data = home.data().toString();
        Optional<Path> setsid = Platform.setsid();
        if (setsid.isPresent()) {
            List<String> command = new ArrayList<>();
            command.add(setsid.get().toString());
            command.addAll(List.of(programs.path("postgres"), "-D", data));
            command.addAll(pinned);
            return new Launch(programs.launch(command, log.file()), true);
        }
        List<String> command = List.of(
                programs.path("pg_ctl"),
                "start",
                "-D",
                data,
                "-s",
                "-w",
                "-t",
                "86400",
                "-o",
                String.join(" ", pinned));
        return new Launch(programs.launch(command, log.file()), false);
    }

    private void requireFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 1);
        } catch (IOException e) {
            throw portTaken(port, String.valueOf(e.getMessage()));
        }
    }

    private EmbeddedPostgresException failure(String said, int port) {
        if (said.contains("could not bind") || said.contains("could not create any TCP/IP sockets")) {
            return portTaken(port, "PostgreSQL could not bind it");
        }
        if (said.contains("lock file") || said.contains("shared memory block")) {
            return new EmbeddedPostgresException(
                    Problem.DATA_UNUSABLE,
                    "Another PostgreSQL is at work on " + home.data() + ": " + ServerLog.lastLines(said),
                    "Stop it first. Never two servers on one data folder.");
        }
        return new EmbeddedPostgresException(
                Problem.START_FAILED,
                "PostgreSQL ended while starting: " + ServerLog.lastLines(said),
                "Its log is " + home.log() + ".");
    }

    private static EmbeddedPostgresException portTaken(int port, String why) {
        return new EmbeddedPostgresException(
                Problem.PORT_TAKEN,
                "Port " + port + " on " + EmbeddedDatabase.HOST + " is not free for the embedded PostgreSQL: " + why
                        + ".",
                "Stop the program that listens there (it may be a Holdfast with another home folder), or choose another"
                        + " port with HOLDFAST_EMBEDDED_PORT.");
    }
}
