package dev.holdfast.ports.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.operations.JobRepository;
import dev.holdfast.domain.operations.JobState;
import dev.holdfast.domain.operations.JobTurn;
import dev.holdfast.domain.operations.Timetable;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class JobFindingsTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final Timetable NIGHTLY = new Timetable.Daily(LocalTime.of(3, 30));

    private static Finding of(JobState... states) {
        return of(() -> List.of(states));
    }

    private static Finding of(Supplier<List<JobState>> list) {
        JobRepository known = new JobRepository() {
            @Override
            public boolean begin(Scope scope, JobTurn turn) {
                throw new IllegalStateException("nothing is begun by looking");
            }

            @Override
            public void end(Scope scope, JobTurn turn, Instant at, Optional<String> failure) {
                throw new IllegalStateException("nothing is ended by looking");
            }

            @Override
            public List<JobState> list(Scope scope) {
                return list.get();
            }
        };
        List<Finding> findings =
                new JobFindings(known, Map.of("backup", NIGHTLY), Clock.fixed(NOW, ZoneOffset.UTC)).get();
        assertThat(findings).hasSize(1);
        assertThat(findings.getFirst().name()).isEqualTo("job_backup");
        return findings.getFirst();
    }

    private static JobState state(Instant begun, Optional<String> failure, Optional<Instant> good) {
        return new JobState("backup", begun, "a", begun, Optional.of(begun.plusSeconds(60)), failure, good);
    }

    @Test
    void whatWasDoneInTimeShouldBeWell() {
        Instant tonight = Instant.parse("2026-03-10T03:31:00Z");

        assertThat(of(state(tonight, Optional.empty(), Optional.of(tonight))).status())
                .isEqualTo(HealthStatus.OK);
        assertThat(of(state(tonight, Optional.empty(), Optional.of(tonight))).figures())
                .containsExactly(
                        Figure.seconds("age", Duration.between(tonight, NOW).toSeconds()));
    }

    @Test
    void whatWasNotDoneYetShouldBeWell() {
        assertThat(of().status()).isEqualTo(HealthStatus.OK);
    }

    @Test
    void whatFailedShouldBeAWarningThatSaysWhy() {
        Finding finding =
                of(state(NOW.minusSeconds(600), Optional.of("no room"), Optional.of(NOW.minusSeconds(90_000))));

        assertThat(finding.status()).isEqualTo(HealthStatus.WARNING);
        assertThat(finding.finding()).contains("no room");
    }

    @Test
    void whatNobodyDoesAnyMoreShouldBeAWarning() {
        Instant longAgo = NOW.minus(Duration.ofDays(3));

        assertThat(of(state(longAgo, Optional.empty(), Optional.of(longAgo))).status())
                .isEqualTo(HealthStatus.WARNING);
        assertThat(of(new JobState(
                                "backup", longAgo, "a", longAgo, Optional.empty(), Optional.empty(), Optional.empty()))
                        .status())
                .isEqualTo(HealthStatus.WARNING);
    }

    @Test
    void aStoreThatDoesNotAnswerShouldMakeItUnknown() {
        Finding finding = of(() -> {
            throw new StoreUnavailable(new IllegalStateException("away"));
        });

        assertThat(finding.status()).isEqualTo(HealthStatus.WARNING);
        assertThat(finding.finding()).startsWith("not known");
    }
}
