package dev.holdfast.app.embedded;

import dev.holdfast.app.embedded.EmbeddedPostgresException.Problem;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the server again when it has gone, however it went. Never stops trying, as requests answer "unavailable"
 * meanwhile and recover by themselves, but ever more rarely and with an unmistakable line in the log.
 */
final class Watch implements AutoCloseable {

    /**
     * How eagerly.
     *
     * @param look how often the process is looked at; each look reads one small file
     * @param firstDelay the pause before the second attempt, doubled for each one after it
     * @param longestDelay the longest pause
     * @param steadyAfter a server that has run for this long has not failed quickly
     * @param quickFailures so many in a row are more than bad luck
     */
    record Pace(Duration look, Duration firstDelay, Duration longestDelay, Duration steadyAfter, int quickFailures) {
        static final Pace NORMAL = new Pace(
                Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofSeconds(30), Duration.ofMinutes(1), 5);

        /** The pause before the next attempt after so many failures in a row. */
        Duration delayAfter(int failures) {
            if (failures < 1) {
                return Duration.ZERO;
            }
            Duration delay = firstDelay.multipliedBy(1L << Math.min(failures - 1, 20));
            return delay.compareTo(longestDelay) < 0 ? delay : longestDelay;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration LOG_CHECK = Duration.ofMinutes(1);

    private final Supplier<RunningServer> restart;
    private final ServerLog log;
    private final Pace pace;
    private final AtomicInteger restarts = new AtomicInteger();
    private final Thread thread;

    private int failures;
    private long startedAt = System.nanoTime();
    private long logCheckedAt = startedAt;
    private volatile RunningServer server;
    private volatile boolean closing;

    private Watch(RunningServer server, Supplier<RunningServer> restart, ServerLog log, Pace pace) {
        this.server = server;
        this.restart = restart;
        this.log = log;
        this.pace = pace;
        this.thread = new Thread(this::run, "embedded-postgres-watch");
        thread.setDaemon(true);
    }

    static Watch over(RunningServer server, Supplier<RunningServer> restart, ServerLog log, Pace pace) {
        Watch watch = new Watch(server, restart, log, pace);
        watch.thread.start();
        return watch;
    }

    /** The server as it is now; a dead one while it is being brought back. */
    RunningServer server() {
        return server;
    }

    /** How often the server has been brought back. */
    int restarts() {
        return restarts.get();
    }

    /** Returns when an attempt under way has ended; none begins after it. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closing) {
                look();
                Deadline.pause(pace.look());
            }
        } catch (EmbeddedPostgresException e) {
            if (e.problem() != Problem.INTERRUPTED) {
                LOG.error("The watch over the embedded PostgreSQL has ended", e);
            }
        }
    }

    private void look() {
        RunningServer current = server;
        if (current.isAlive()) {
            keepLogSmall();
            return;
        }
        // One that has run for long was fine; one that ended soon after its start counts like a failed start.
        failures = System.nanoTime() - startedAt >= pace.steadyAfter().toNanos() ? 0 : failures;
        LOG.warn("The embedded PostgreSQL (process {}) has ended unexpectedly; starting it again", current.pid());
        while (!closing && !attempt()) {
            LOG.debug("Attempt {} failed", failures);
        }
    }

    private boolean attempt() {
        if (failures >= pace.quickFailures()) {
            LOG.error(
                    "The embedded PostgreSQL failed {} times in a row and needs somebody to look at it; its log is {}."
                            + " The next attempt is in {} s.",
                    failures,
                    log.file(),
                    pace.delayAfter(failures).toSeconds());
        }
        Deadline.pause(pace.delayAfter(failures));
        failures++;
        long begin = System.nanoTime();
        try {
            RunningServer fresh = restart.get();
            startedAt = System.nanoTime();
            server = fresh;
            restarts.incrementAndGet();
            LOG.info(
                    "The embedded PostgreSQL is back (process {}) after {} ms",
                    fresh.pid(),
                    Duration.ofNanos(startedAt - begin).toMillis());
            return true;
        } catch (EmbeddedPostgresException e) {
            if (e.problem() == Problem.INTERRUPTED) {
                throw e;
            }
            LOG.warn("The embedded PostgreSQL could not be started again: {} {}", e.getMessage(), e.hint());
            return false;
        } catch (RuntimeException e) {
            LOG.warn("The embedded PostgreSQL could not be started again", e);
            return false;
        }
    }

    private void keepLogSmall() {
        if (System.nanoTime() - logCheckedAt >= LOG_CHECK.toNanos()) {
            logCheckedAt = System.nanoTime();
            try {
                log.shrink();
            } catch (EmbeddedPostgresException e) {
                LOG.warn("{}", e.getMessage());
            }
        }
    }
}
