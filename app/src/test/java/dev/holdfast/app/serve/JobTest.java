package dev.holdfast.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import dev.holdfast.domain.operations.JobRepository;
import dev.holdfast.domain.operations.JobState;
import dev.holdfast.domain.operations.Timetable;
import dev.holdfast.domain.shared.SettableClock;
import dev.holdfast.memory.InMemoryStorage;
import dev.holdfast.ports.operations.InstallationScope;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class JobTest {
    private static final Timetable NIGHTLY = new Timetable.Daily(LocalTime.of(3, 30));
    private static final Instant TONIGHT = Instant.parse("2026-03-01T03:30:00Z");

    private final SettableClock clock = SettableClock.at(TONIGHT.plusSeconds(5));
    private final JobRepository jobs = new InMemoryStorage(clock).jobs();
    private final MetricRegistry metrics = new MetricRegistry();
    private final List<Instant> done = new ArrayList<>();

    private Job job(String node, Consumer<Instant> work) {
        return new Job("nightly", NIGHTLY, work, jobs, node, clock, metrics);
    }

    private JobState state() {
        return jobs.list(InstallationScope.until(clock.instant().plusSeconds(1)))
                .getFirst();
    }

    @Test
    void ofTwoServersOneShouldDoItOnce() {
        Job one = job("a", done::add);
        Job other = job("b", done::add);

        for (int i = 0; i < 3; i++) {
            one.run();
            other.run();
            clock.advance(Duration.ofHours(3));
        }

        assertThat(done).containsExactly(TONIGHT);
        assertThat(state().node()).isEqualTo("a");
    }

    @Test
    void everyTimeShouldHaveItsTurn() {
        Job job = job("a", done::add);
        for (int day = 0; day < 3; day++) {
            job.run();
            clock.advance(Duration.ofDays(1));
        }

        assertThat(done).containsExactly(TONIGHT, TONIGHT.plus(Duration.ofDays(1)), TONIGHT.plus(Duration.ofDays(2)));
    }

    @Test
    void whatWasMissedShouldBeDoneOnceByTheNextServer() {
        job("a", done::add).run();
        clock.advance(Duration.ofDays(5).plusHours(7));

        job("b", done::add).run();

        assertThat(done).containsExactly(TONIGHT, TONIGHT.plus(Duration.ofDays(5)));
    }

    @Test
    void whatFailedShouldBeTriedAgainAfterAPauseAndSayWhy() {
        List<Instant> attempts = new ArrayList<>();
        Job failing = job("a", slot -> {
            attempts.add(slot);
            throw new IllegalStateException("no room");
        });
        failing.run();
        failing.run();
        assertThat(attempts).hasSize(1);
        assertThat(state().failure()).contains("no room");
        assertThat(state().succeededAt()).isEmpty();
        assertThat(metrics.counter("holdfast.background.nightly.failures").getCount())
                .isEqualTo(1);

        clock.advance(Job.PAUSE.plusSeconds(1));
        job("b", done::add).run();

        assertThat(done).containsExactly(TONIGHT);
        assertThat(state().failure()).isEmpty();
        assertThat(state().succeededAt()).contains(clock.instant());
    }
}
