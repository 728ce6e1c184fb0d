package dev.holdfast.app.serve;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import dev.holdfast.domain.operations.JobRepository;
import dev.holdfast.domain.operations.JobTurn;
import dev.holdfast.domain.operations.Timetable;
import dev.holdfast.ports.operations.InstallationScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that one of all servers does at certain times. Looks whether it is time and whether it is this server's turn; what was missed while
 * no server ran is done once when one does.
 */
final class Job implements Runnable {
    /** For a server that was killed at it. Whatever takes longer may be begun by another one meanwhile. */
    static final Duration LEASE = Duration.ofHours(2);

    static final Duration PAUSE = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(Job.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_REASON = 500;

    private final String name;
    private final Timetable timetable;
    private final Consumer<Instant> work;
    private final JobRepository jobs;
    private final String node;
    private final Clock clock;
    private final Counter failures;
    private Instant done = Instant.MIN;

    /**
     * @param work gets the time at which it was to be done
     * @param node name of this server, as no other has
     */
    Job(
            String name,
            Timetable timetable,
            Consumer<Instant> work,
            JobRepository jobs,
            String node,
            Clock clock,
            MetricRegistry metrics) {
        this.name = name;
        this.timetable = timetable;
        this.work = work;
        this.jobs = jobs;
        this.node = node;
        this.clock = clock;
        // The one of the background task of that name, which itself does not fail.
        this.failures = metrics.counter("holdfast.background." + name + ".failures");
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        Instant slot = timetable.last(now);
        if (slot.equals(done)) {
            return;
        }
        JobTurn turn = new JobTurn(name, slot, node, now, now.plus(LEASE), now.minus(PAUSE));
        if (!jobs.begin(InstallationScope.until(now.plus(PATIENCE)), turn)) {
            return;
        }
        Optional<String> failure = failureOf(slot);
        jobs.end(InstallationScope.until(clock.instant().plus(PATIENCE)), turn, clock.instant(), failure);
        if (failure.isEmpty()) {
            done = slot;
        }
    }

    private Optional<String> failureOf(Instant slot) {
        try {
            work.accept(slot);
            LOG.info("{} of {} is done", name, slot);
            return Optional.empty();
        } catch (RuntimeException failed) {
            failures.inc();
            LOG.error("{} of {} failed and will be tried again in {}", name, slot, PAUSE, failed);
            String reason = failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
            return Optional.of(reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
        }
    }
}
