package dev.holdfast.app.serve;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One task that is done again and again on a thread of its own. A failure is logged and tried again, each time a little later,
 * and never ends it.
 */
final class Periodic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Periodic.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final Duration interval;
    private final Runnable task;
    private final Timer runs;
    private final Counter failures;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    private Periodic(String name, Duration interval, Runnable task, MetricRegistry metrics) {
        this.name = name;
        this.interval = interval;
        this.task = task;
        this.runs = metrics.timer("holdfast.background." + name + ".runs");
        this.failures = metrics.counter("holdfast.background." + name + ".failures");
        this.thread = Thread.ofPlatform().name("holdfast-" + name).daemon().unstarted(this::run);
    }

    /** @param name of the task in the log and the metrics */
    static Periodic start(String name, Duration interval, Runnable task, MetricRegistry metrics) {
        Periodic periodic = new Periodic(name, interval, task, metrics);
        periodic.thread.start();
        return periodic;
    }

    private void run() {
        int failed = 0;
        try {
            while (!stop.await(pause(failed).toNanos(), TimeUnit.NANOSECONDS)) {
                failed = succeeds(failed) ? 0 : failed + 1;
            }
        } catch (InterruptedException askedToEnd) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean succeeds(int failedBefore) {
        try (Timer.Context timed = runs.time()) {
            task.run();
            if (failedBefore > 0) {
                LOG.info("{} works again after {} failures", name, failedBefore);
            }
            return true;
        } catch (RuntimeException failure) {
            failures.inc();
            // While a database is away every run fails alike: once is enough.
            if (failedBefore == 0) {
                LOG.warn("{} failed and will be tried again", name, failure);
            } else {
                LOG.debug("{} failed again", name, failure);
            }
            return false;
        }
    }

    private Duration pause(int failed) {
        Duration pause = interval.multipliedBy(1L << Math.min(failed, 10));
        return failed > 0 && pause.compareTo(LONGEST_PAUSE) > 0 ? max(interval, LONGEST_PAUSE) : pause;
    }

    private static Duration max(Duration left, Duration right) {
        return left.compareTo(right) > 0 ? left : right;
    }

    /** Lets a run that is under way come to its end, unless that takes too long. */
    @Override
    public void close() {
        stop.countDown();
        boolean interrupted = Thread.interrupted();
        try {
            if (!thread.join(PATIENCE)) {
                LOG.warn("{} did not end in time", name);
                thread.interrupt();
            }
        } catch (InterruptedException hurry) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
