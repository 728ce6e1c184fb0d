package dev.holdfast.ports.operations;

import dev.holdfast.domain.operations.JobRepository;
import dev.holdfast.domain.operations.JobState;
import dev.holdfast.domain.operations.Timetable;
import dev.holdfast.domain.shared.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Whether what is to be done at certain times was done: a finding for each job, whichever server does it. */
public final class JobFindings implements Supplier<List<Finding>> {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final JobRepository jobs;
    private final SortedMap<String, Timetable> timetables;
    private final Clock clock;

    /** @param timetables of the jobs that are done, by name */
    public JobFindings(JobRepository jobs, Map<String, Timetable> timetables, Clock clock) {
        this.jobs = jobs;
        this.timetables = new TreeMap<>(timetables);
        this.clock = clock;
    }

    @Override
    public List<Finding> get() {
        Instant now = clock.instant();
        if (timetables.isEmpty()) {
            return List.of();
        }
        try {
            Map<String, JobState> states = jobs.list(InstallationScope.until(now.plus(PATIENCE))).stream()
                    .collect(Collectors.toMap(JobState::job, state -> state));
            return timetables.entrySet().stream()
                    .map(entry -> finding(
                            entry.getKey(), entry.getValue(), Optional.ofNullable(states.get(entry.getKey())), now))
                    .toList();
        } catch (StoreException unanswered) {
            return timetables.keySet().stream()
                    .map(name -> Finding.warning(
                            nameOf(name), "not known: the store does not answer", "Look at the store first."))
                    .toList();
        }
    }

    private static Finding finding(String job, Timetable timetable, Optional<JobState> found, Instant now) {
        Optional<Instant> good = found.flatMap(JobState::succeededAt);
        Figure[] figures = good.map(at -> new Figure[] {
                    Figure.seconds("age", Duration.between(at, now).toSeconds())
                })
                .orElse(new Figure[0]);
        Optional<String> failure = found.flatMap(JobState::failure);
        if (failure.isPresent()) {
            return Finding.warning(
                    nameOf(job),
                    "failed at " + found.flatMap(JobState::endedAt).orElse(now) + ": " + failure.get(),
                    "It is tried again after a quarter of an hour. The log of the server that tried has more.",
                    figures);
        }
        boolean late = good.map(at -> at.isBefore(timetable.last(now).minus(timetable.interval())))
                .orElse(found.isPresent()
                        && found.get()
                                .begunAt()
                                .isBefore(now.minus(timetable.interval().multipliedBy(2))));
        if (late) {
            return Finding.warning(
                    nameOf(job),
                    "was last done " + good.map(at -> "at " + at).orElse("never"),
                    "See that a server runs that is to do it, and look into its log.",
                    figures);
        }
        return Finding.ok(nameOf(job), good.map(at -> "last done at " + at).orElse("not done yet"), figures);
    }

    private static String nameOf(String job) {
        return "job_" + job;
    }
}
